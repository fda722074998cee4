package dev.slipway.lifecycle.file;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.core.ModelPackage;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.Lineage;
import dev.slipway.lifecycle.PackageFacts;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.RegistryLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes changes, one after the other over all processes of the machine. Thread-safe. */
final class Changing {

  private final RegistryFolder folder;
  private final Models models;
  private final PackageStore store;
  private final Clock clock;
  private final RegistryLock lock;

  Changing(
      RegistryFolder folder, Models models, PackageStore store, Clock clock, RegistryLock lock) {
    this.folder = folder;
    this.models = models;
    this.store = store;
    this.clock = clock;
    this.lock = lock;
  }

  Collector collector() {
    return new Collector(folder, models, store, lock, clock);
  }

  /** Checks the words of a registration. */
  void check(String task, Registration registration) {
    new NameRules()
        .model(registration.name())
        .tags(registration.tags())
        .text("description", registration.description())
        .text("training run", registration.lineage().run().orElse(""))
        .text("training data", registration.lineage().data().orElse(""))
        .note(registration.note())
        .throwIfAny(task);
  }

  /** Registers and returns the number. */
  int register(Registration registration) throws IOException {
    folder.exists();
    try (ModelPackage source = ModelPackage.read(registration.source())) {
      boolean known = !mayBeSigned(registration.source()) && isSound(source);
      Optional<Integer> number = known ? commit(registration, source, null) : Optional.empty();
      if (number.isPresent()) {
        return number.get();
      }
      try (PackageStore.Staged staged = stage(source)) {
        return commit(registration, source, staged).orElseThrow();
      }
    }
  }

  private boolean isSound(ModelPackage source) {
    String digest = source.version().digest();
    return store.has(digest) && store.isSound(digest);
  }

  /** A signature is none of what the digest covers, and comes only with a copy. */
  private static boolean mayBeSigned(Path source) {
    return !Files.isDirectory(source)
        || Files.exists(source.resolve("model.sig"), LinkOption.NOFOLLOW_LINKS);
  }

  private PackageStore.Staged stage(ModelPackage source) throws IOException {
    PackageStore.Staged staged = lock.holding(store::reserve);
    boolean done = false;
    try {
      store.fill(staged, source);
      done = true;
      return staged;
    } finally {
      if (!done) {
        staged.close();
      }
    }
  }

  /** Returns the number; nothing if the package that was there is gone meanwhile. */
  private Optional<Integer> commit(
      Registration registration, ModelPackage source, PackageStore.@Nullable Staged staged)
      throws IOException {
    String digest = source.version().digest();
    boolean sound = isSound(source);
    Lineage lineage = lineage(registration, source);
    return lock.holding(
        () -> {
          checkSpelling(registration.name());
          if (staged != null) {
            store.publish(
                staged, sound ? PackageStore.Presence.SOUND : PackageStore.Presence.UNSOUND);
          } else if (!store.has(digest)) {
            return Optional.empty();
          }
          store.touch(digest);
          return Optional.of(
              add(
                  new RegistrationDraft(
                      registration, lineage, digest, store.facts(digest).bytes())));
        });
  }

  private int add(RegistrationDraft draft) throws IOException {
    String name = draft.registration().name();
    folder.made(folder.models());
    folder.made(folder.model(name));
    List<LogEntry> entries =
        models
            .model(name)
            .change((state, sequence) -> draft.entries(state, sequence, clock.instant()));
    return entries.get(0).history().subject().version().orElseThrow();
  }

  private static Lineage lineage(Registration registration, ModelPackage source) {
    Lineage said = registration.lineage();
    return said.run().isPresent()
        ? said
        : new Lineage(source.mlflowRunId(), said.data(), said.parent());
  }

  /** Some file systems take names for one that differ only in case. */
  private void checkSpelling(String name) throws IOException {
    for (String other : models.allNames()) {
      if (other.equalsIgnoreCase(name) && !other.equals(name)) {
        throw new InvalidInputException(
            ErrorCode.INVALID_PARAMETER,
            "Cannot register " + name,
            List.of(new Problem("model name", "and '" + other + "' differ only in case")));
      }
    }
  }

  /** Returns what could not be done where a change fails. */
  static String task(Change change) {
    return ChangeDraft.task(change);
  }

  /** Checks the words of a change. */
  void check(String task, Change change, ChangeNote note) {
    NameRules rules = new NameRules().note(note);
    if (change instanceof Change.SetAlias alias) {
      rules.alias(alias.alias());
    } else if (change instanceof Change.SetTag tag) {
      rules.tag(tag.key(), tag.value());
    } else if (change instanceof Change.Describe description) {
      rules.text("description", description.text());
    }
    rules.throwIfAny(task);
  }

  /** Makes a change and returns its last entry. */
  HistoryEntry apply(Change change, ChangeNote note, RegistryLookup lookup) throws IOException {
    Model model = models.model(change.model());
    Optional<PackageFacts> examined = examined(change, model);
    ChangeDraft draft = new ChangeDraft(change, note, lookup, store, examined);
    List<LogEntry> entries =
        lock.holding(
            () -> model.change((state, next) -> draft.entries(state, next, clock.instant())));
    return entries.isEmpty()
        ? Standing.entry(change, model.history())
        : entries.get(entries.size() - 1).history();
  }

  /** Replays golden records now, outside the lock, where there was no engine before. */
  private Optional<PackageFacts> examined(Change change, Model model) throws IOException {
    Optional<Integer> version = ChangeDraft.promoted(change);
    if (version.isEmpty()) {
      return Optional.empty();
    }
    int number = version.get();
    Optional<String> digest =
        model.read(
            state -> state.has(number) ? Optional.of(state.digest(number)) : Optional.empty());
    if (digest.isEmpty() || !store.has(digest.get())) {
      return Optional.empty();
    }
    PackageFacts facts = store.facts(digest.get()).facts();
    return facts.golden().outcome() == PackageFacts.Replay.Outcome.NOT_RUN
        ? Optional.of(store.examine(digest.get()))
        : Optional.of(facts);
  }
}
