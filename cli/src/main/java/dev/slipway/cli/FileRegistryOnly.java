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
        "Cannot " + task + " of " + registry.location() + ", expected a registry in a folder");
  }
}
