package dev.slipway.lifecycle.file;

import dev.slipway.ErrorCode;
import dev.slipway.Problem;
import dev.slipway.RegistryException;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.Expected;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.HistoryEntry.Action;
import dev.slipway.lifecycle.HistoryEntry.Subject;
import dev.slipway.lifecycle.PackageFacts;
import dev.slipway.lifecycle.PromotionGate;
import dev.slipway.lifecycle.RegistryLookup;
import dev.slipway.lifecycle.Stage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Checks a change against what is there and words its entries. One for each change. */
final class ChangeDraft {

  private final Change change;
  private final ChangeNote note;
  private final RegistryLookup lookup;
  private final PackageStore store;
  private final Optional<PackageFacts> examined;
  private final List<LogEntry> entries = new ArrayList<>();
  private long sequence;
  private Instant now = Instant.EPOCH;

  /**
   * Takes the change.
   *
   * @param examined the facts of the version that is promoted, if one is
   */
  ChangeDraft(
      Change change,
      ChangeNote note,
      RegistryLookup lookup,
      PackageStore store,
      Optional<PackageFacts> examined) {
    this.change = change;
    this.note = note;
    this.lookup = lookup;
    this.store = store;
    this.examined = examined;
  }

  static String task(Change change) {
    String model = NameRules.shown(change.model());
    return switch (change.kind()) {
      case SET_ALIAS -> {
        Change.SetAlias alias = (Change.SetAlias) change;
        yield "Cannot let " + model + "@" + alias.alias() + " mean version " + alias.version();
      }
      case REMOVE_ALIAS ->
          "Cannot remove alias " + ((Change.RemoveAlias) change).alias() + " of " + model;
      case SET_STAGE -> {
        Change.SetStage stage = (Change.SetStage) change;
        yield "Cannot move " + model + " " + stage.version() + " to " + stage.stage();
      }
      case SET_TAG -> "Cannot set tag " + ((Change.SetTag) change).key() + " of " + model;
      case REMOVE_TAG -> "Cannot remove tag " + ((Change.RemoveTag) change).key() + " of " + model;
      case DESCRIBE -> "Cannot describe " + model;
      case DELETE ->
          "Cannot delete "
              + model
              + ((Change.Delete) change).version().map(version -> " " + version).orElse("");
    };
  }

  /** Returns the version that a change lets serve. */
  static Optional<Integer> promoted(Change change) {
    if (change instanceof Change.SetAlias alias) {
      return Optional.of(alias.version());
    }
    return change instanceof Change.SetStage stage && stage.stage().serves()
        ? Optional.of(stage.version())
        : Optional.empty();
  }

  /** Returns the entries; none if what is asked for stands already. */
  List<LogEntry> entries(ModelState state, long next, Instant time) throws IOException {
    sequence = next;
    now = time;
    if (!state.isPresent()) {
      throw lookup.unknown("model", change.model(), List.of());
    }
    switch (change.kind()) {
      case SET_ALIAS -> setAlias(state, (Change.SetAlias) change);
      case REMOVE_ALIAS -> removeAlias(state, (Change.RemoveAlias) change);
      case SET_STAGE -> setStage(state, (Change.SetStage) change);
      case SET_TAG -> setTag(state, (Change.SetTag) change);
      case REMOVE_TAG -> removeTag(state, (Change.RemoveTag) change);
      case DESCRIBE -> describe(state, (Change.Describe) change);
      case DELETE -> delete(state, (Change.Delete) change);
    }
    return entries;
  }

  private void add(Action action, Subject subject, Optional<String> from, Optional<String> to) {
    HistoryEntry entry = new HistoryEntry(sequence++, now, action, subject, from, to, note);
    entries.add(new LogEntry(entry, Optional.empty()));
  }

  private Subject subject(Optional<Integer> version, Optional<String> name) {
    return new Subject(change.model(), version, name);
  }

  private void checkVersion(ModelState state, int version) {
    if (!state.has(version)) {
      String kind = "version of " + change.model();
      throw lookup.unknown(kind, Integer.toString(version), state.numbers());
    }
  }

  private void checkExpected(Expected expected, Optional<String> actual, String what) {
    if (!expected.allows(actual)) {
      throw new RegistryException(
          ErrorCode.REGISTRY_CONFLICT,
          task(change)
              + ": "
              + what
              + " is "
              + actual.orElse("nothing")
              + ", expected "
              + expected
              + " (somebody changed it: look again)",
          null);
    }
  }

  private void setAlias(ModelState state, Change.SetAlias alias) throws IOException {
    checkVersion(state, alias.version());
    Optional<Integer> current = state.alias(alias.alias());
    Optional<String> from = current.map(String::valueOf);
    checkExpected(alias.expected(), from, "its version");
    if (current.equals(Optional.of(alias.version()))) {
      return;
    }
    boolean back = state.hasMeant(alias.alias(), alias.version());
    checkGates(state, alias.version(), back ? Optional.empty() : current);
    add(
        Action.SET_ALIAS,
        subject(Optional.of(alias.version()), Optional.of(alias.alias())),
        from,
        Optional.of(Integer.toString(alias.version())));
  }

  /** Checks that a version may serve, and may stand where another one serves. */
  private void checkGates(ModelState state, int version, Optional<Integer> serving)
      throws IOException {
    String digest = state.digest(version);
    if (!store.has(digest)) {
      throw PackageStore.gone(digest, task(change));
    }
    PackageFacts candidate = examined.isPresent() ? examined.get() : store.facts(digest).facts();
    Optional<PackageFacts> current = Optional.empty();
    if (serving.isPresent() && store.has(state.digest(serving.get()))) {
      current = Optional.of(store.facts(state.digest(serving.get())).facts());
    }
    List<Problem> problems = PromotionGate.problems(candidate, current);
    PromotionGate.check(task(change), note, problems);
  }

  private void removeAlias(ModelState state, Change.RemoveAlias alias) {
    Optional<Integer> current = state.alias(alias.alias());
    if (current.isEmpty()) {
      throw lookup.unknown("alias of " + change.model(), alias.alias(), state.aliases());
    }
    Optional<String> from = current.map(String::valueOf);
    checkExpected(alias.expected(), from, "its version");
    add(Action.REMOVE_ALIAS, subject(current, Optional.of(alias.alias())), from, Optional.empty());
  }

  private void setStage(ModelState state, Change.SetStage move) throws IOException {
    checkVersion(state, move.version());
    Stage current = state.stage(move.version());
    checkExpected(move.expected(), Optional.of(current.toString()), "its stage");
    if (current == move.stage()) {
      return;
    }
    if (move.stage().serves()) {
      OptionalInt latest = state.latest(Optional.of(move.stage()));
      boolean replaces = latest.isPresent() && latest.getAsInt() < move.version();
      checkGates(
          state, move.version(), replaces ? Optional.of(latest.getAsInt()) : Optional.empty());
    }
    add(
        Action.SET_STAGE,
        subject(Optional.of(move.version()), Optional.empty()),
        Optional.of(current.toString()),
        Optional.of(move.stage().toString()));
  }

  private void setTag(ModelState state, Change.SetTag tag) {
    tag.version().ifPresent(version -> checkVersion(state, version));
    Optional<String> from = state.tag(tag.version(), tag.key());
    if (!from.equals(Optional.of(tag.value()))) {
      Subject subject = subject(tag.version(), Optional.of(tag.key()));
      add(Action.SET_TAG, subject, from, Optional.of(tag.value()));
    }
  }

  private void removeTag(ModelState state, Change.RemoveTag tag) {
    tag.version().ifPresent(version -> checkVersion(state, version));
    Optional<String> from = state.tag(tag.version(), tag.key());
    if (from.isEmpty()) {
      throw lookup.unknown("tag of " + change.model(), tag.key(), state.tagKeys(tag.version()));
    }
    Subject subject = subject(tag.version(), Optional.of(tag.key()));
    add(Action.REMOVE_TAG, subject, from, Optional.empty());
  }

  private void describe(ModelState state, Change.Describe description) {
    description.version().ifPresent(version -> checkVersion(state, version));
    String from = state.description(description.version());
    if (!from.equals(description.text())) {
      add(
          Action.DESCRIBE,
          subject(description.version(), Optional.empty()),
          Optional.of(from),
          Optional.of(description.text()));
    }
  }

  private void delete(ModelState state, Change.Delete deletion) {
    if (deletion.version().isEmpty()) {
      List<Integer> all = state.numbers().stream().map(Integer::valueOf).toList();
      all.forEach(version -> checkUnused(state, version));
      add(
          Action.DELETE_MODEL,
          subject(Optional.empty(), Optional.empty()),
          Optional.empty(),
          Optional.empty());
      return;
    }
    int version = deletion.version().get();
    checkVersion(state, version);
    checkUnused(state, version);
    for (String alias : state.aliasesOf(version)) {
      Optional<String> from = Optional.of(Integer.toString(version));
      Subject subject = subject(deletion.version(), Optional.of(alias));
      add(Action.REMOVE_ALIAS, subject, from, Optional.empty());
    }
    add(
        Action.DELETE_VERSION,
        subject(deletion.version(), Optional.empty()),
        Optional.of(state.digest(version)),
        Optional.empty());
  }

  private void checkUnused(ModelState state, int version) {
    List<String> users = new ArrayList<>();
    state.aliasesOf(version).forEach(alias -> users.add("alias " + alias));
    if (state.stage(version).serves()) {
      users.add("stage " + state.stage(version));
    }
    if (!users.isEmpty() && !note.isForced()) {
      throw new RegistryException(
          ErrorCode.REGISTRY_CONFLICT,
          task(change)
              + ": version "
              + version
              + " serves as "
              + String.join(" and ", users)
              + ", expected one that nobody is sent to (move them first, or force it)",
          null);
    }
  }
}
