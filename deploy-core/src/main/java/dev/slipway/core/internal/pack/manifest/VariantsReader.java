package dev.slipway.core.internal.pack.manifest;

import dev.slipway.core.internal.pack.yaml.KeyReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code variants}. */
final class VariantsReader {

  private static final String FORM = "lower-case letters, digits and dashes";

  private final Pattern id;
  private final Set<String> names = new HashSet<>();

  /** Creates a reader; {@code id} is the form of names and of engines' ids. */
  VariantsReader(Pattern id) {
    this.id = id;
  }

  List<VariantDefinition> read(KeyReader keys) {
    List<VariantDefinition> variants = new ArrayList<>();
    Optional<List<KeyReader>> stated = keys.mappings("variants");
    if (stated.isPresent() && stated.get().isEmpty()) {
      keys.problem("variants", "is empty, expected at least one (leave it out)");
    }
    for (KeyReader variant : stated.orElse(List.of())) {
      one(variant).ifPresent(variants::add);
      variant.finish();
    }
    return variants;
  }

  private Optional<VariantDefinition> one(KeyReader keys) {
    keys.missing("name", "what the variant is opened by");
    keys.missing("model", "the path of its model");
    Optional<String> name = keys.word("name", id, FORM);
    if (name.isPresent() && !names.add(name.get())) {
      keys.problem("name", "is '" + name.get() + "' a second time, expected distinct names");
    }
    Optional<String> model = keys.path("model");
    Optional<String> engine = keys.word("engine", id, "an engine's id, of " + FORM);
    Map<String, List<String>> labels = labels(keys);
    VariantDefinition variant =
        new VariantDefinition(
            name.orElse(""),
            keys.where(),
            model.orElse(""),
            engine,
            labels,
            keys.mapping("parity").flatMap(RulesReader::parity),
            keys.mapping("execution").flatMap(RulesReader::execution),
            keys.path("report"));
    return name.isPresent() && model.isPresent() ? Optional.of(variant) : Optional.empty();
  }

  private static Map<String, List<String>> labels(KeyReader keys) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    keys.mapping("labels")
        .ifPresent(
            outputs -> {
              for (String output : outputs.keys()) {
                outputs.texts(output).ifPresent(texts -> labels.put(output, texts));
              }
              outputs.finish();
            });
    return labels;
  }
}
