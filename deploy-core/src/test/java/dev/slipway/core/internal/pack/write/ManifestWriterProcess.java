package dev.slipway.core.internal.pack.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Replaces a manifest by one of two others, again and again, until it is killed. */
public final class ManifestWriterProcess {

  /** So long that a write is not one step. */
  private static final int LINES = 20_000;

  private ManifestWriterProcess() {}

  static byte[] content(String name) {
    return ("# " + name + "\n").repeat(LINES).getBytes(StandardCharsets.UTF_8);
  }

  /** Writes into the folder that is named; a line for each writing tells that it goes on. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    for (int round = 0; ; round++) {
      ManifestReplacement.write(folder, content(round % 2 == 0 ? "old" : "new"));
      System.out.println(round);
    }
  }
}
