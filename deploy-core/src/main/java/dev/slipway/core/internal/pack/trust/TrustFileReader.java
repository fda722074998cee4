package dev.slipway.core.internal.pack.trust;

import dev.slipway.InvalidInputException;
import dev.slipway.core.TrustPolicy;
import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.yaml.KeyReader;
import dev.slipway.core.internal.pack.yaml.YamlReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads what a trust file states, and the files that it names. */
final class TrustFileReader {

  private static final String FORMAT = "slipway-trust/1";
  private static final Pattern UNSIGNED = Pattern.compile("refused|accepted");

  private final Path file;
  private final Problems problems;
  private final TrustPolicy.Builder policy = TrustPolicy.builder();

  TrustFileReader(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  TrustPolicy read(byte[] content) {
    String name = String.valueOf(file.getFileName());
    KeyReader keys =
        new KeyReader(
            name, YamlReader.read(name, content, YamlReader.Tags.REFUSED, problems), problems);
    keys.missing("format", "'" + FORMAT + "'");
    keys.word("format", Pattern.compile(Pattern.quote(FORMAT)), "'" + FORMAT + "'");
    for (KeyReader key : keys.mappings("keys").orElse(List.of())) {
      key(key);
    }
    for (KeyReader root : keys.mappings("certificates").orElse(List.of())) {
      root(root);
    }
    keys.word("unsigned", UNSIGNED, "refused or accepted")
        .map(word -> word.equals("accepted"))
        .filter(Boolean::booleanValue)
        .ifPresent(accepted -> policy.unsigned(TrustPolicy.Unsigned.ACCEPTED));
    keys.text("valid-at").ifPresent(time -> validAt(keys, time));
    if (!keys.has("keys") && !keys.has("certificates")) {
      problems.add(name, "trusts nobody, expected keys or certificates");
    }
    keys.finish();
    problems.throwIfAny();
    return policy.build();
  }

  private void key(KeyReader key) {
    key.missing("file", "the path of a public key in PEM");
    Optional<String> name = key.text("name");
    named(
        key,
        "file",
        path ->
            policy.key(name.orElse(String.valueOf(path.getFileName())), TrustFile.publicKey(path)));
    key.finish();
  }

  private void root(KeyReader root) {
    root.missing("root", "the path of certificates in PEM");
    Set<String> identities = new LinkedHashSet<>();
    for (String identity : root.texts("identities").orElse(List.of())) {
      Identities.fault(identity)
          .ifPresentOrElse(
              fault -> root.problem("identities", "has '" + identity + "', which " + fault),
              () -> identities.add(identity));
    }
    named(root, "root", path -> policy.roots(path, identities));
    root.finish();
  }

  private void named(KeyReader keys, String key, Consumer<Path> use) {
    Optional<String> path = keys.text(key);
    if (path.isEmpty()) {
      return;
    }
    try {
      use.accept(file.toAbsolutePath().resolveSibling(path.get()));
    } catch (InvalidInputException unusable) {
      keys.problem(key, "is " + path.get() + ": " + unusable.problems().get(0).message());
    } catch (InvalidPathException unusable) {
      keys.problem(key, "is no path");
    }
  }

  private void validAt(KeyReader keys, String time) {
    try {
      policy.validAt(Instant.parse(time));
    } catch (DateTimeParseException malformed) {
      keys.problem(
          "valid-at", "is '" + time + "', expected a time as 2026-06-30T00:00:00Z, in quotes");
    }
  }
}
