package dev.slipway.core.internal.pack.trust;

import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.files.Digests;
import dev.slipway.core.internal.pack.files.NameCheck;
import dev.slipway.core.internal.pack.files.PackageLimits;
import dev.slipway.core.internal.pack.files.PackagePaths;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the signed statement: which files with which digests make up the model. */
final class StatementReader {

  static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
  static final String PREDICATE_TYPE = "https://model_signing/signature/v1.0";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final String SHA256 = "sha256";

  private final Problems problems;
  private final NameCheck names = new NameCheck();
  private final Map<String, byte[]> files = new TreeMap<>(PackagePaths.BY_CODE_POINT);
  private final MessageDigest subject = Digests.sha256();

  private StatementReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a statement whose signature was verified, or throws with all that is wrong.
   *
   * @return the raw SHA-256 digest of each file by its path
   */
  static Map<String, byte[]> read(byte[] payload, String file, Problems problems) {
    return new StatementReader(problems)
        .files(JsonObject.parse(payload, file + " payload", problems));
  }

  private Map<String, byte[]> files(JsonObject statement) {
    statement.only("_type", "subject", "predicateType", "predicate");
    statement.constant("_type", STATEMENT_TYPE);
    statement.constant("predicateType", PREDICATE_TYPE);
    Optional<String> root = subject(statement);
    // Of another type than ours nothing else can be said.
    problems.throwIfAny();
    statement.object("predicate").ifPresent(this::predicate);
    problems.throwIfAny();
    String computed = HexFormat.of().formatHex(subject.digest());
    if (root.isPresent() && !root.get().equals(computed)) {
      statement.problem(
          "subject",
          "has the digest " + root.get() + ", expected that of the resources, " + computed);
    }
    problems.throwIfAny();
    return files;
  }

  private static Optional<String> subject(JsonObject statement) {
    List<JsonObject> subjects = statement.objects("subject");
    if (subjects.size() != 1) {
      statement.problem("subject", "has " + subjects.size() + " entries, expected exactly 1");
      return Optional.empty();
    }
    subjects.get(0).text("name");
    return subjects.get(0).object("digest").flatMap(digest -> digest(digest, SHA256));
  }

  private static Optional<String> digest(JsonObject holder, String key) {
    Optional<String> digest = holder.text(key);
    if (digest.isPresent() && !DIGEST.matcher(digest.get()).matches()) {
      holder.problem(key, "is no SHA-256 digest, expected 64 lower-case hexadecimal digits");
      return Optional.empty();
    }
    return digest;
  }

  private void predicate(JsonObject predicate) {
    predicate.only("resources", "serialization");
    predicate.object("serialization").ifPresent(StatementReader::serialization);
    List<JsonObject> resources = predicate.objects("resources");
    if (resources.isEmpty() || resources.size() > PackageLimits.FILES) {
      predicate.problem(
          "resources", "are " + resources.size() + ", expected 1 to " + PackageLimits.FILES);
      return;
    }
    resources.forEach(this::resource);
  }

  private static void serialization(JsonObject how) {
    how.only("method", "hash_type", "allow_symlinks", "ignore_paths", "shard_size");
    supported(how, "method", "files");
    supported(how, "hash_type", SHA256);
    how.required("allow_symlinks", Boolean.class, "true or false");
    how.optional("ignore_paths", List.class, "a list of texts");
    if (how.has("shard_size")) {
      how.problem("shard_size", "stands there, expected none for whole files");
    }
  }

  private static void supported(JsonObject how, String key, String only) {
    Optional<String> value = how.text(key);
    if (value.isPresent() && !value.get().equals(only)) {
      how.problem(
          key,
          "is '" + value.get() + "', which is not supported, expected '" + only + "' (sign so)");
    }
  }

  private void resource(JsonObject resource) {
    supported(resource, "algorithm", SHA256);
    Optional<String> digest = digest(resource, "digest");
    Optional<String> name = resource.text("name");
    name.flatMap(PackagePaths::fault).ifPresent(fault -> resource.problem("name", fault));
    if (digest.isEmpty() || name.isEmpty()) {
      return;
    }
    names
        .add(name.get())
        .ifPresent(fault -> resource.problem("name", "'" + name.get() + "' " + fault));
    byte[] raw = HexFormat.of().parseHex(digest.get());
    subject.update(raw);
    files.put(name.get(), raw);
  }
}
