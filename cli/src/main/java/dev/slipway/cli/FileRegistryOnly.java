package dev.slipway.cli;

import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.file.FileRegistry;

/** Finds a registry's folder for what servers do for themselves. */
final class FileRegistryOnly {

  private FileRegistryOnly() {}

  static FileRegistry of(Registry registry, String task) {
    if (registry instanceof FileRegistry files) {
      return files;
    }
    throw new CommandException(
        ExitCode.USAGE,
        "Cannot "
            + task
            + " in "
            + registry.location()
            + ": its server keeps the files, expected a registry in a folder, as file:DIR (use the"
            + " server's own tools)");
  }
}
