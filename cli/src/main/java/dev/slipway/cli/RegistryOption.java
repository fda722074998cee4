package dev.slipway.cli;

import dev.slipway.core.Slipway;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registries;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.RegistryResolver;
import dev.slipway.lifecycle.VersionRecord;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the registry. */
final class RegistryOption {

  @Option(
      names = "--registry",
      paramLabel = "URI",
      description = {
        "Where models:/… are: file:DIR or what else is",
        "installed. Unless given, SLIPWAY_REGISTRY says,",
        "else it is ~/.slipway/registry."
      })
  private @Nullable String registry;

  boolean isGiven() {
    return registry != null;
  }

  /** Returns what was given, null if nothing was. */
  @Nullable String uri() {
    return registry;
  }

  /** A model whose alias, stage or latest version was looked up. */
  record Pinned(String model, Path location) {}

  /** Opens the registry; the caller closes it. */
  Registry open() {
    Registries all = Registries.discover();
    return registry == null ? all.open() : all.open(registry);
  }

  /** Lets models: URIs be looked up in the registry that is named, if one is. */
  Slipway.Builder use(Slipway.Builder builder) {
    return registry == null ? builder : builder.resolver(RegistryResolver.at(registry));
  }

  /** Looks a model up once, so that all that is shown of it is of one version. */
  Pinned pin(String model, Console console) {
    if (!ModelUri.matches(model)) {
      boolean uri = model.startsWith("file:");
      return new Pinned(model, uri ? Path.of(URI.create(model)) : Path.of(model));
    }
    hint(model, console);
    try (Registry opened = open()) {
      VersionRecord version = opened.find(ModelUri.parse(model));
      return new Pinned(version.uri().toString(), opened.locate(version).location());
    }
  }

  /** Says what replaces stages, where a model is named by one. */
  static void hint(String model, Console console) {
    if (ModelUri.matches(model) && ModelUri.parse(model).kind() == ModelUri.Kind.STAGE) {
      ModelUri uri = ModelUri.parse(model);
      String alias = uri.selector().equals("Production") ? "champion" : "challenger";
      console
          .err()
          .println(
              "slipway: Stages are deprecated; an alias says the same: "
                  + ModelUri.ofAlias(uri.name(), alias));
    }
  }
}
