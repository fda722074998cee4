package dev.slipway.cli;

import dev.slipway.core.TrustPolicy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says whose signatures count. */
final class TrustOption {

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = {
        "Whose signatures count; all other packages are",
        "refused. Unless given, SLIPWAY_TRUST names the file."
      })
  private @Nullable Path file;

  boolean isGiven() {
    return file != null;
  }

  /** Returns the file that was given, null if none was. */
  @Nullable Path file() {
    return file;
  }

  TrustPolicy policy() {
    return file == null ? TrustPolicy.configured() : TrustPolicy.read(file);
  }
}
