package dev.slipway.lifecycle.file;

import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.RegisteredModel;
import dev.slipway.lifecycle.Stage;
import dev.slipway.lifecycle.VersionRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the entries of a model's log add up to. Not thread-safe. */
final class ModelState {

  /** One version. */
  private static final class Version {
    final String digest;
    final VersionRecord.Origin origin;
    final Map<String, String> tags;
    String description;
    Stage stage = Stage.NONE;

    Version(HistoryEntry entry, LogEntry.Registered registered) {
      this.digest = entry.to().orElse("");
      this.origin =
          new VersionRecord.Origin(
              entry.at(), entry.note().who(), registered.bytes(), registered.lineage());
      this.tags = new TreeMap<>(registered.tags());
      this.description = registered.description();
    }
  }

  private final String name;
  private final TreeMap<Integer, Version> versions = new TreeMap<>();
  private final SortedMap<String, Integer> aliases = new TreeMap<>();
  private final Map<String, Set<Integer>> meant = new HashMap<>();
  private final SortedMap<String, String> tags = new TreeMap<>();
  private String description = "";
  private int last;
  private boolean present;

  ModelState(String name) {
    this.name = name;
  }

  /** Adds the next entry. */
  void apply(LogEntry entry) {
    HistoryEntry history = entry.history();
    int version = history.subject().version().orElse(0);
    String key = history.subject().name().orElse("");
    switch (history.action()) {
      case REGISTER -> {
        present = true;
        last = version;
        versions.put(version, new Version(history, entry.registered().orElseThrow()));
      }
      case SET_ALIAS -> {
        aliases.put(key, version);
        meant.computeIfAbsent(key, alias -> new HashSet<>()).add(version);
      }
      case REMOVE_ALIAS -> aliases.remove(key);
      case SET_STAGE ->
          version(version).stage = Stage.of(history.to().orElse("")).orElse(Stage.NONE);
      case SET_TAG -> tagsOf(history.subject()).put(key, history.to().orElse(""));
      case REMOVE_TAG -> tagsOf(history.subject()).remove(key);
      case DESCRIBE -> describe(history);
      case DELETE_VERSION -> versions.remove(version);
      case DELETE_MODEL -> clear();
      case COLLECT -> {}
    }
  }

  private void describe(HistoryEntry history) {
    String text = history.to().orElse("");
    Optional<Integer> version = history.subject().version();
    if (version.isPresent()) {
      version(version.get()).description = text;
    } else {
      description = text;
    }
  }

  private Map<String, String> tagsOf(HistoryEntry.Subject subject) {
    return subject.version().isPresent() ? version(subject.version().get()).tags : tags;
  }

  private Version version(int number) {
    return Objects.requireNonNull(versions.get(number), "version");
  }

  private void clear() {
    versions.clear();
    aliases.clear();
    meant.clear();
    tags.clear();
    description = "";
    present = false;
  }

  boolean isPresent() {
    return present;
  }

  /** Returns the number that the next version gets. */
  int next() {
    return last + 1;
  }

  boolean has(int number) {
    return versions.containsKey(number);
  }

  List<String> numbers() {
    return versions.keySet().stream().map(String::valueOf).toList();
  }

  Set<String> digests() {
    Set<String> digests = new HashSet<>();
    versions.values().forEach(version -> digests.add(version.digest));
    return digests;
  }

  Set<String> aliases() {
    return aliases.keySet();
  }

  Optional<Integer> alias(String alias) {
    return Optional.ofNullable(aliases.get(alias));
  }

  /** Returns the aliases of a version. */
  SortedSet<String> aliasesOf(int number) {
    SortedSet<String> names = new TreeSet<>();
    aliases.forEach(
        (alias, version) -> {
          if (version == number) {
            names.add(alias);
          }
        });
    return names;
  }

  /** Returns whether an alias has meant a version at any time. */
  boolean hasMeant(String alias, int number) {
    return meant.getOrDefault(alias, Set.of()).contains(number);
  }

  Stage stage(int number) {
    return version(number).stage;
  }

  /** Returns the stages that versions are in. */
  List<String> stages() {
    return versions.values().stream().map(v -> v.stage.toString()).distinct().sorted().toList();
  }

  /** Returns the highest number, of all or of those in a stage. */
  OptionalInt latest(Optional<Stage> stage) {
    return versions.descendingMap().entrySet().stream()
        .filter(entry -> stage.isEmpty() || entry.getValue().stage == stage.get())
        .mapToInt(Map.Entry::getKey)
        .findFirst();
  }

  Optional<String> tag(Optional<Integer> number, String key) {
    return Optional.ofNullable((number.isPresent() ? version(number.get()).tags : tags).get(key));
  }

  Set<String> tagKeys(Optional<Integer> number) {
    return (number.isPresent() ? version(number.get()).tags : tags).keySet();
  }

  String description(Optional<Integer> number) {
    return number.isPresent() ? version(number.get()).description : description;
  }

  String digest(int number) {
    return version(number).digest;
  }

  RegisteredModel model() {
    return new RegisteredModel(
        name, description, tags, aliases, versions.size(), latest(Optional.empty()));
  }

  VersionRecord record(int number) {
    return record(number, aliasesOf(number));
  }

  private VersionRecord record(int number, SortedSet<String> names) {
    Version version = version(number);
    return new VersionRecord(
        name,
        number,
        version.digest,
        version.origin,
        version.stage,
        names,
        version.description,
        new TreeMap<>(version.tags));
  }

  List<VersionRecord> records() {
    Map<Integer, SortedSet<String>> names = new HashMap<>();
    aliases.forEach(
        (alias, version) -> names.computeIfAbsent(version, n -> new TreeSet<>()).add(alias));
    return versions.keySet().stream()
        .map(number -> record(number, names.getOrDefault(number, new TreeSet<>())))
        .toList();
  }
}
