package dev.slipway.cli;

import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.Stage;
import dev.slipway.lifecycle.VersionRecord;

/** Reads which version of a model is meant: 3, latest, @champion or a stage. */
final class Selector {

  private Selector() {}

  static VersionRecord find(Registry registry, String name, String selector) {
    return registry.find(uri(name, selector));
  }

  private static ModelUri uri(String name, String selector) {
    if (selector.matches("[0-9]+")) {
      String digits = selector.replaceFirst("^0+(?=.)", "");
      return new ModelUri(ModelUri.Kind.VERSION, name, digits);
    }
    if (selector.equalsIgnoreCase("latest")) {
      return ModelUri.ofLatest(name);
    }
    if (selector.startsWith("@")) {
      return ModelUri.ofAlias(name, selector.substring(1));
    }
    return Stage.of(selector)
        .map(stage -> ModelUri.ofStage(name, stage))
        .orElseGet(() -> ModelUri.ofAlias(name, selector));
  }
}
