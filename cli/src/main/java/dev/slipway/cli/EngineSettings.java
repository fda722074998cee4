package dev.slipway.cli;

import dev.slipway.spi.EngineOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that an engine is told when it loads the model. */
final class EngineSettings {

  @Option(
      names = "--allow-savedmodel",
      description = {
        "Loads a SavedModel, whose graph is a program: only",
        "with this, and only if you trust where it is from."
      })
  private boolean savedModel;

  @Option(
      names = "--allow-operator",
      paramLabel = "NAME",
      description = {
        "An operator that a SavedModel may run though it does",
        "more than compute, as ReadFile; several may be given."
      })
  private List<String> operators = new ArrayList<>();

  @Option(
      names = "--signature",
      paramLabel = "NAME",
      description = "Which signature of a SavedModel or TFLite model is called.")
  private @Nullable String signature;

  /** Returns the defaults and what was given. */
  EngineOptions options() {
    EngineOptions options = EngineOptions.defaults();
    if (savedModel) {
      options = options.with("allow-savedmodel", "true");
    }
    if (!operators.isEmpty()) {
      options = options.with("allow-operators", String.join(",", operators));
    }
    return signature == null ? options : options.with("signature", signature);
  }
}
