package dev.slipway.verification;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sources are. */
public final class Repository {

  private Repository() {}

  /** Returns the top of the repository, wherever below it the tests run. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("deploy-api/pom.xml"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
