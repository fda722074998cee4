package dev.slipway.core.internal.pack.manifest;

import dev.slipway.Parity;
import dev.slipway.core.ExecutionRules;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same model in another format, as {@code slipway.yaml} states it.
 *
 * @param name what it is opened by
 * @param where file, line and column, for messages
 * @param model path of the model
 * @param engine id of the engine that must run it
 * @param labels by output, the texts that it answers indexes of
 * @param parity how far its answers may be from those of the package's own model
 * @param execution how it must be run
 * @param report path of what was measured when it was made
 */
public record VariantDefinition(
    String name,
    String where,
    String model,
    Optional<String> engine,
    Map<String, List<String>> labels,
    Optional<Parity> parity,
    Optional<ExecutionRules> execution,
    Optional<String> report) {

  /** Copies the labels. */
  public VariantDefinition {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    labels.forEach((output, texts) -> copy.put(output, List.copyOf(texts)));
    labels = Collections.unmodifiableMap(copy);
  }
}
