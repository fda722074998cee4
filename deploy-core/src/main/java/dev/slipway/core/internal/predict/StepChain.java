package dev.slipway.core.internal.predict;

import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.core.PackagedStep;
import dev.slipway.core.Steps;
import dev.slipway.spi.NearestWord;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a package's steps, each for the columns that stand before it. Not thread-safe. */
final class StepChain {

  private final Steps providers;
  private final List<Problem> problems;
  private final Map<String, Signature.Field> columns = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final StepOrder order = new StepOrder();

  StepChain(Steps providers, List<Signature.Field> inputs, List<Problem> problems) {
    this.providers = providers;
    this.problems = problems;
    inputs.forEach(input -> columns.put(input.name(), input));
  }

  /** Makes the next step; after a problem the ones behind it are still tried as far as possible. */
  void add(PackagedStep packaged) {
    StepDefinition definition = packaged.definition();
    String type = packaged.type();
    Optional<StepProvider> provider = providers.find(type);
    if (provider.isEmpty()) {
      String nearest =
          NearestWord.of(type, providers.types()).map(n -> ", nearest '" + n + "'").orElse("");
      problems.add(
          new Problem(packaged.where(), "there is no step of the type '" + type + "'" + nearest));
      return;
    }
    Step step = provider.get().create(definition, Map.copyOf(columns));
    for (String key : definition.unknown()) {
      String nearest =
          NearestWord.of(key, definition.known()).map(n -> ", nearest '" + n + "'").orElse("");
      definition.problem(key, "is no key of " + type + nearest);
    }
    problems.addAll(definition.problems());
    order.add(packaged, step, !definition.problems().isEmpty(), columns.keySet());
    step.outputs().forEach(output -> columns.put(output.name(), output));
    if (definition.problems().isEmpty()) {
      steps.add(step);
    }
  }

  List<Step> steps() {
    return steps;
  }

  /** Reports the steps that stand before what they need. */
  void checkOrder() {
    problems.addAll(order.problems());
  }

  /** Returns the columns to pack: those named, or the signature's as the steps left them. */
  List<String> features(Optional<List<String>> named, List<Signature.Field> inputs) {
    List<String> wanted =
        named.orElseGet(() -> inputs.stream().map(Signature.Field::name).toList());
    List<String> found = new ArrayList<>();
    for (String name : wanted) {
      if (columns.containsKey(name)) {
        found.add(name);
      } else {
        String nearest =
            NearestWord.of(name, columns.keySet()).map(n -> ", nearest '" + n + "'").orElse("");
        problems.add(
            new Problem("features", "no column '" + name + "' stands after the steps" + nearest));
      }
    }
    return found;
  }
}
