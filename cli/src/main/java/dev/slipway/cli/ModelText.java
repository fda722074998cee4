package dev.slipway.cli;

import dev.slipway.ModelVersion;
import dev.slipway.Signature;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.PackagedStep;
import dev.slipway.core.Signing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a package holds, as text for people. */
final class ModelText {

  private static final int LISTED = 6;

  private final StringBuilder text = new StringBuilder();
  private final ModelFacts facts;

  private ModelText(ModelFacts facts) {
    this.facts = facts;
  }

  static String of(ModelFacts facts) {
    ModelText text = new ModelText(facts);
    text.identity();
    text.fields("Inputs", facts.model().signature().inputs());
    text.params();
    text.steps();
    text.fields("Outputs", facts.model().signature().outputs());
    text.call();
    return text.text.toString();
  }

  /** Returns what can be told of a package that nobody trusted signed. */
  static String untrusted(ModelPackage source) {
    ModelVersion version = source.version();
    return String.format(
        "%-11s%s%n%-11s%s%n%-11s%s%n%-11s%s%n",
        "Name",
        version.name(),
        "Version",
        version.version(),
        "Digest",
        version.digest(),
        "Signed by",
        "nobody trusted");
  }

  private static String signedBy(Signing signing) {
    return switch (signing.state()) {
      case UNSIGNED -> "nobody";
      case UNCHECKED -> "not checked (say whom to trust: --trust)";
      case TRUSTED -> signing.signer().map(Object::toString).orElse("");
    };
  }

  private void identity() {
    ModelVersion version = facts.model().version();
    line("Name", version.name());
    line("Version", version.version());
    line("Digest", version.digest());
    line("Signed by", signedBy(facts.source().signing()));
    facts.model().description().ifPresent(words -> line("About", words));
    line("Engine", facts.model().engine());
    line("Variant", facts.model().variant());
    line("Parity", facts.parity());
    if (!facts.execution().isEmpty()) {
      line("Runs with", facts.execution());
    }
    facts.source().mlflowVersion().ifPresent(mlflow -> line("Logged by", "MLflow " + mlflow));
    facts.source().mlflowRunId().ifPresent(run -> line("MLflow run", run));
  }

  private void line(String name, String value) {
    text.append(String.format("%-11s%s%n", name, value));
  }

  private void fields(String title, List<Signature.Field> fields) {
    text.append("\n").append(title).append("\n");
    for (Signature.Field field : fields) {
      text.append("  ").append(field).append("\n");
    }
  }

  private void params() {
    List<Signature.Param> params = facts.model().signature().params();
    if (params.isEmpty()) {
      return;
    }
    text.append("\nParams\n");
    for (Signature.Param param : params) {
      text.append("  ").append(param.name()).append(": ").append(Names.of(param.type()));
      text.append(param.shape().rank() == 0 ? "" : " list");
      text.append(", ").append(param.defaultValue()).append(" unless set\n");
    }
  }

  private void steps() {
    List<PackagedStep> steps = facts.source().steps();
    if (steps.isEmpty()) {
      return;
    }
    text.append("\nSteps\n");
    int number = 1;
    for (PackagedStep step : steps) {
      text.append("  ").append(number++).append(" ").append(step.type()).append(" ");
      text.append(brief(new TreeMap<>(step.settings()))).append("\n");
    }
  }

  /** Returns a setting with long lists cut short. */
  private static String brief(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<String> entries =
          map.entrySet().stream()
              .limit(LISTED)
              .map(e -> e.getKey() + ": " + brief(e.getValue()))
              .toList();
      return "{" + String.join(", ", entries) + more(map.size()) + "}";
    }
    if (value instanceof Collection<?> list) {
      List<String> elements = list.stream().limit(LISTED).map(ModelText::brief).toList();
      return "[" + String.join(", ", elements) + more(list.size()) + "]";
    }
    return String.valueOf(value);
  }

  private static String more(int size) {
    return size > LISTED ? ", … " + (size - LISTED) + " more" : "";
  }

  private void call() {
    text.append("\nTry it:\n  ").append(facts.call().shell().replace("\n", "\n  ")).append("\n");
    facts.call().input().refusal().ifPresent(why -> text.append("(").append(why).append(")\n"));
  }
}
