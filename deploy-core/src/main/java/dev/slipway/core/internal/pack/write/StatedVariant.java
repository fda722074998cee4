package dev.slipway.core.internal.pack.write;

import dev.slipway.Parity;
import dev.slipway.core.ExecutionRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A variant as it is to stand in {@code slipway.yaml}.
 *
 * @param name what it is opened by
 * @param model path of its model
 * @param labels by output, the texts that it answers indexes of
 * @param parity if another than the package's
 * @param execution how it must be run, if that is known
 * @param report path of what was measured, if it was
 */
public record StatedVariant(
    String name,
    String model,
    Map<String, List<String>> labels,
    Optional<Parity> parity,
    Optional<ExecutionRules> execution,
    Optional<String> report) {

  /** Returns the item in one line. */
  String line() {
    List<String> keys = new ArrayList<>();
    keys.add("name: " + name);
    keys.add("model: " + model);
    if (!labels.isEmpty()) {
      List<String> outputs = new ArrayList<>();
      labels.forEach(
          (output, texts) ->
              outputs.add(
                  quoted(output)
                      + ": ["
                      + String.join(", ", texts.stream().map(StatedVariant::quoted).toList())
                      + "]"));
      keys.add("labels: {" + String.join(", ", outputs) + "}");
    }
    parity.ifPresent(stated -> keys.add("parity: " + StatedRules.parity(stated)));
    execution.ifPresent(rules -> keys.add("execution: " + StatedRules.execution(rules)));
    report.ifPresent(path -> keys.add("report: " + path));
    return "{" + String.join(", ", keys) + "}";
  }

  /**
   * Returns a text in double quotes, in which every character can be written.
   *
   * @param text any
   * @return YAML
   */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            point -> {
              if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
              } else if (Character.isISOControl(point) || point > 0x7e) {
                quoted.append(String.format(point > 0xffff ? "\\U%08x" : "\\u%04x", point));
              } else {
                quoted.appendCodePoint(point);
              }
            });
    return quoted.append('"').toString();
  }
}
