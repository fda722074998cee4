package dev.slipway.cli;

import dev.slipway.Signature;
import dev.slipway.lifecycle.PackageFacts;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.SignatureChange;
import dev.slipway.lifecycle.VersionRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How two versions differ by what is known of them, without running either. */
record VersionDiff(
    VersionRecord from, VersionRecord to, PackageFacts fromFacts, PackageFacts toFacts) {

  /** What tags that are metrics begin with. */
  static final String METRIC = "metric.";

  static VersionDiff of(Registry registry, VersionRecord from, VersionRecord to) {
    return new VersionDiff(from, to, registry.facts(from), registry.facts(to));
  }

  /** Returns the signature changes; empty also where a signature is not known. */
  List<SignatureChange> signature() {
    return fromFacts.signature().isEmpty() || toFacts.signature().isEmpty()
        ? List.of()
        : SignatureChange.between(fromFacts.signature().get(), toFacts.signature().get());
  }

  private boolean signaturesKnown() {
    return fromFacts.signature().isPresent() && toFacts.signature().isPresent();
  }

  private static Map<String, Double> metrics(VersionRecord version, PackageFacts facts) {
    Map<String, Double> metrics = new TreeMap<>(facts.metrics());
    version
        .tags()
        .forEach(
            (key, value) -> {
              if (key.startsWith(METRIC) && value.matches("[-+0-9.eE]+|NaN|-?Infinity")) {
                metrics.put(key.substring(METRIC.length()), Double.valueOf(value));
              }
            });
    return metrics;
  }

  private Map<String, List<@Nullable Double>> metrics() {
    Map<String, Double> before = metrics(from, fromFacts);
    Map<String, Double> after = metrics(to, toFacts);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    Map<String, List<@Nullable Double>> both = new LinkedHashMap<>();
    for (String name : names) {
      List<@Nullable Double> pair = new ArrayList<>();
      pair.add(before.get(name));
      pair.add(after.get(name));
      both.put(name, pair);
    }
    return both;
  }

  static List<String> describe(Signature signature) {
    List<String> fields = new ArrayList<>();
    signature.inputs().forEach(field -> fields.add("input " + field));
    signature.outputs().forEach(field -> fields.add("output " + field));
    return fields;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    TextTable head = new TextTable("", from.number() + "", to.number() + "");
    head.row("digest", RegistryText.brief(from.digest()), RegistryText.brief(to.digest()));
    head.row("size", ByteSize.of(from.origin().bytes()), ByteSize.of(to.origin().bytes()));
    head.row("parity", parity(fromFacts), parity(toFacts));
    metrics().forEach((name, pair) -> head.row(name, shown(pair.get(0)), shown(pair.get(1))));
    text.append(head).append("\nSignature\n");
    if (!signaturesKnown()) {
      text.append("  not known of both\n");
    } else if (signature().isEmpty()) {
      text.append("  the same\n");
    }
    for (SignatureChange change : signature()) {
      text.append("  ").append(Names.of(change.effect())).append(": ").append(change).append("\n");
    }
    text.append("\nSteps\n");
    if (fromFacts.steps().equals(toFacts.steps())) {
      text.append("  the same: ").append(String.join(", ", toFacts.steps())).append("\n");
    } else {
      text.append("  ").append(from.number()).append(": ").append(steps(fromFacts)).append("\n");
      text.append("  ").append(to.number()).append(": ").append(steps(toFacts)).append("\n");
    }
    return text.toString();
  }

  private static String steps(PackageFacts facts) {
    return facts.steps().isEmpty() ? "none" : String.join(", ", facts.steps());
  }

  private static String parity(PackageFacts facts) {
    return facts.parity().map(RuleWords::of).orElse("not stated");
  }

  private static String shown(@Nullable Double number) {
    return number == null ? "" : Objects.toString(number);
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("from", RegistryJson.of(from));
    object.put("to", RegistryJson.of(to));
    object.put("breaking", signature().stream().anyMatch(SignatureChange::isBreaking));
    object.put(
        "signature",
        signature().stream()
            .map(
                change ->
                    Map.of(
                        "effect", Names.of(change.effect()),
                        "where", change.where(),
                        "what", change.what()))
            .toList());
    object.put("signatures-known", signaturesKnown());
    object.put("steps", List.of(fromFacts.steps(), toFacts.steps()));
    object.put("metrics", metrics());
    object.put("bytes", List.of(from.origin().bytes(), to.origin().bytes()));
    return object;
  }
}
