package dev.slipway.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Tells of a signature that a package has of what it was before. */
final class OldSignature {

  private static final String BUNDLE = "model.sig";

  private OldSignature() {}

  /** Says so, where a folder that was changed in place has a signature. */
  static void tell(Path folder, boolean changed, Console console) {
    if (changed && Files.exists(folder.resolve(BUNDLE), LinkOption.NOFOLLOW_LINKS)) {
      console
          .err()
          .println(
              "slipway: "
                  + BUNDLE
                  + " is of what the package was before, and is refused wherever signatures count"
                  + " (sign it again: slipway sign "
                  + ShellText.path(folder)
                  + " --key FILE)");
    }
  }
}
