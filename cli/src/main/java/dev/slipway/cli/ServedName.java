package dev.slipway.cli;

import dev.slipway.core.ModelPackage;
import dev.slipway.core.TrustPolicy;
import dev.slipway.lifecycle.ModelUri;
import java.net.URI;
import java.nio.file.Path;

/** The name of a model that is given none: as its URI or its package says. */
final class ServedName {

  private ServedName() {}

  /** Reads the package of a path, under the policy that it is opened under later. */
  static String of(String model, TrustPolicy trust) {
    if (ModelUri.matches(model)) {
      return plain(model, ModelUri.parse(model).name());
    }
    Path path = model.startsWith("file:") ? Path.of(URI.create(model)) : Path.of(model);
    try (ModelPackage source = ModelPackage.read(path, trust)) {
      return plain(model, source.version().name());
    }
  }

  private static String plain(String model, String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    if (!plain.matches(ServeSettings.NAME)) {
      throw new CommandException(
          ExitCode.USAGE,
          "Cannot serve " + model + ": its name '" + name + "' fits no path (say NAME=MODEL)");
    }
    return plain;
  }
}
