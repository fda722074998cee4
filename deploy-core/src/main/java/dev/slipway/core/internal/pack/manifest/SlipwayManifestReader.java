package dev.slipway.core.internal.pack.manifest;

import dev.slipway.core.PackagedStep;
import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.yaml.KeyReader;
import dev.slipway.core.internal.pack.yaml.PlainValues;
import dev.slipway.core.internal.pack.yaml.YamlNode;
import dev.slipway.core.internal.pack.yaml.YamlReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code slipway.yaml}. */
public final class SlipwayManifestReader {

  private static final String FILE = SlipwayManifest.FILE;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,199}");
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

  private final KeyReader keys;
  private final Problems problems;

  private SlipwayManifestReader(KeyReader keys, Problems problems) {
    this.keys = keys;
    this.problems = problems;
  }

  /**
   * Reads the file.
   *
   * @param content its bytes
   * @param problems where what is wrong goes; after any the manifest returned is not to be used
   * @return what it says
   */
  public static SlipwayManifest read(byte[] content, Problems problems) {
    YamlNode.Mapping root = YamlReader.read(FILE, content, YamlReader.Tags.REFUSED, problems);
    return new SlipwayManifestReader(new KeyReader(FILE, root, problems), problems).manifest();
  }

  private SlipwayManifest manifest() {
    format();
    SlipwayManifest manifest =
        new SlipwayManifest(
            keys.word("name", NAME, "letters, digits, '.', '_' and '-', at most 200"),
            version(),
            keys.text("description"),
            keys.path("model"),
            keys.mapping("signature").flatMap(s -> new SignatureReader(problems).read(s)),
            keys.word("engine", ID, "an engine's id, of lower-case letters, digits and dashes"),
            steps(),
            features(),
            new OutputsReader().read(keys),
            keys.mapping("parity").flatMap(RulesReader::parity),
            keys.mapping("execution").flatMap(RulesReader::execution),
            keys.path("golden"),
            new VariantsReader(ID).read(keys));
    keys.finish();
    return manifest;
  }

  private void format() {
    keys.missing("format", "format: " + SlipwayManifest.FORMAT);
    keys.word(
        "format",
        Pattern.compile(Pattern.quote(SlipwayManifest.FORMAT)),
        SlipwayManifest.FORMAT + " (another version needs another Slipway)");
  }

  private Optional<String> version() {
    Optional<YamlNode> node = keys.value("version");
    if (node.isPresent()
        && node.get() instanceof YamlNode.Scalar scalar
        && (scalar.value() instanceof BigInteger || scalar.value() instanceof String)
        && VERSION.matcher(scalar.text()).matches()) {
      return Optional.of(scalar.text());
    }
    node.ifPresent(
        other ->
            keys.problem(
                "version",
                "is "
                    + other.describe()
                    + ", expected an integer or letters, digits, '.', '_', '+' and '-' (in quotes"
                    + " if it looks like a number)"));
    return Optional.empty();
  }

  private List<PackagedStep> steps() {
    List<PackagedStep> steps = new ArrayList<>();
    for (KeyReader step : keys.mappings("steps").orElse(List.of())) {
      step.missing("type", "the type of the step");
      Optional<String> type = step.word("type", ID, "lower-case letters, digits and dashes");
      Map<String, Object> settings =
          new LinkedHashMap<>(step.plain(new PlainValues(FILE, problems)));
      settings.remove("type");
      String where = step.where() + " " + step.name();
      type.ifPresent(known -> steps.add(new PackagedStep(known, where, settings)));
    }
    return steps;
  }

  private List<String> features() {
    List<String> features = keys.texts("features").orElse(List.of());
    Set<String> seen = new HashSet<>();
    for (String feature : features) {
      if (!seen.add(feature)) {
        keys.problem("features", "has '" + feature + "' twice, expected each column once");
      }
    }
    if (!features.isEmpty() && !keys.has("steps")) {
      keys.problem("features", "stands without steps, expected both (leave it out)");
    }
    return features;
  }
}
