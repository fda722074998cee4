package dev.slipway.registry.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.RegistryException;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.Expected;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.HistoryEntry.Action;
import dev.slipway.lifecycle.HistoryEntry.Subject;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.PackageFacts;
import dev.slipway.lifecycle.PromotionGate;
import dev.slipway.lifecycle.RegistryLookup;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.rest.ModelAnswer;
import dev.slipway.registry.mlflow.internal.rest.RegistryApi;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * Makes changes, after looking at what is there. MLflow compares nothing before it changes, so that
 * a change which expects something is refused. Thread-safe.
 *
 * @param catalogue what the server says
 * @param facts finds out what is in a version's package
 * @param clock tells when a change was made
 */
record Changing(Catalogue catalogue, Function<VersionRecord, PackageFacts> facts, Clock clock) {

  HistoryEntry apply(Change change, ChangeNote note) {
    String task = task(change);
    return switch (change.kind()) {
      case SET_ALIAS -> setAlias(task, (Change.SetAlias) change, note);
      case REMOVE_ALIAS -> removeAlias(task, (Change.RemoveAlias) change, note);
      case SET_STAGE -> setStage(task, (Change.SetStage) change, note);
      case SET_TAG -> setTag(task, (Change.SetTag) change, note);
      case REMOVE_TAG -> removeTag(task, (Change.RemoveTag) change, note);
      case DESCRIBE -> describe(task, (Change.Describe) change, note);
      case DELETE -> delete(task, (Change.Delete) change, note);
    };
  }

  private HistoryEntry setAlias(String task, Change.SetAlias change, ChangeNote note) {
    refuseExpectation(task, change.expected());
    refuseBadAlias(task, change.alias());
    VersionRecord version = version(task, change.model(), change.version());
    Optional<Integer> serving = aliased(task, change.model(), change.alias());
    if (serving.isEmpty() || serving.get() != change.version()) {
      Optional<PackageFacts> before =
          serving.map(number -> facts.apply(version(task, change.model(), number)));
      PromotionGate.check(task, note, PromotionGate.problems(facts.apply(version), before));
    }
    run(
        task,
        (api, deadline) ->
            api.setAlias(change.model(), change.alias(), change.version(), deadline));
    return entry(
        Action.SET_ALIAS,
        new Subject(change.model(), Optional.of(change.version()), Optional.of(change.alias())),
        new Values(serving.map(String::valueOf), Optional.of(Integer.toString(change.version()))),
        note);
  }

  private HistoryEntry removeAlias(String task, Change.RemoveAlias change, ChangeNote note) {
    refuseExpectation(task, change.expected());
    Optional<Integer> serving = aliased(task, change.model(), change.alias());
    if (serving.isEmpty()) {
      ModelAnswer model = model(task, change.model());
      throw new RegistryLookup(task)
          .unknown("alias of " + change.model(), change.alias(), model.aliases().keySet());
    }
    run(task, (api, deadline) -> api.deleteAlias(change.model(), change.alias(), deadline));
    return entry(
        Action.REMOVE_ALIAS,
        new Subject(change.model(), serving, Optional.of(change.alias())),
        new Values(serving.map(String::valueOf), Optional.empty()),
        note);
  }

  private HistoryEntry setStage(String task, Change.SetStage change, ChangeNote note) {
    refuseExpectation(task, change.expected());
    VersionRecord version = version(task, change.model(), change.version());
    if (change.stage().serves() && version.stage() != change.stage()) {
      PromotionGate.check(task, note, PromotionGate.missing(facts.apply(version)));
    }
    String stage = change.stage().toString();
    run(task, (api, deadline) -> api.setStage(change.model(), change.version(), stage, deadline));
    return entry(
        Action.SET_STAGE,
        new Subject(change.model(), Optional.of(change.version()), Optional.empty()),
        new Values(Optional.of(version.stage().toString()), Optional.of(stage)),
        note);
  }

  private HistoryEntry setTag(String task, Change.SetTag change, ChangeNote note) {
    if (!Publishing.isKey(change.key())) {
      throw refused(task, "tag", Publishing.refusedKey(change.key()));
    }
    Optional<String> before = tag(task, change.model(), change.version(), change.key());
    RegistryApi.Tagged tagged =
        new RegistryApi.Tagged(change.model(), change.version(), change.key());
    run(task, (api, deadline) -> api.setTag(tagged, change.value(), deadline));
    return entry(
        Action.SET_TAG,
        new Subject(change.model(), change.version(), Optional.of(change.key())),
        new Values(before, Optional.of(change.value())),
        note);
  }

  private HistoryEntry removeTag(String task, Change.RemoveTag change, ChangeNote note) {
    if (!Publishing.isKey(change.key())) {
      throw refused(task, "tag", Publishing.refusedKey(change.key()));
    }
    Optional<String> before = tag(task, change.model(), change.version(), change.key());
    if (before.isEmpty()) {
      throw new RegistryLookup(task)
          .unknown("tag", change.key(), tags(task, change.model(), change.version()).keySet());
    }
    RegistryApi.Tagged tagged =
        new RegistryApi.Tagged(change.model(), change.version(), change.key());
    run(task, (api, deadline) -> api.deleteTag(tagged, deadline));
    return entry(
        Action.REMOVE_TAG,
        new Subject(change.model(), change.version(), Optional.of(change.key())),
        new Values(before, Optional.empty()),
        note);
  }

  private HistoryEntry describe(String task, Change.Describe change, ChangeNote note) {
    String before =
        change.version().isPresent()
            ? version(task, change.model(), change.version().get()).description()
            : model(task, change.model()).description();
    run(
        task,
        (api, deadline) -> api.describe(change.model(), change.version(), change.text(), deadline));
    return entry(
        Action.DESCRIBE,
        new Subject(change.model(), change.version(), Optional.empty()),
        new Values(Optional.of(before).filter(text -> !text.isEmpty()), Optional.of(change.text())),
        note);
  }

  private HistoryEntry delete(String task, Change.Delete change, ChangeNote note) {
    model(task, change.model());
    List<VersionRecord> doomed =
        change.version().isPresent()
            ? List.of(version(task, change.model(), change.version().get()))
            : catalogue.versions(change.model());
    if (!note.isForced()) {
      doomed.forEach(version -> refuseServing(task, version));
    }
    run(task, (api, deadline) -> api.delete(change.model(), change.version(), deadline));
    boolean whole = change.version().isEmpty();
    return entry(
        whole ? Action.DELETE_MODEL : Action.DELETE_VERSION,
        new Subject(change.model(), change.version(), Optional.empty()),
        new Values(
            whole
                ? Optional.empty()
                : Optional.of(doomed.get(0).digest()).filter(digest -> !digest.isEmpty()),
            Optional.empty()),
        note);
  }

  private void refuseServing(String task, VersionRecord version) {
    SortedSet<String> aliases = version.aliases();
    String by =
        aliases.isEmpty()
            ? "the stage " + version.stage()
            : "the alias " + String.join(", ", aliases);
    if (!aliases.isEmpty() || version.stage().serves()) {
      throw new RegistryException(
          ErrorCode.REGISTRY_CONFLICT,
          task
              + ": version "
              + version.number()
              + " is meant by "
              + by
              + ", expected one that nobody calls by them (move them first, or force it)",
          null);
    }
  }

  private static void refuseExpectation(String task, Expected expected) {
    if (expected.kind() != Expected.Kind.ANYTHING) {
      throw new RegistryException(
          ErrorCode.REGISTRY_UNSUPPORTED,
          task
              + ": MLflow cannot compare before it changes, expected a change of whatever is there"
              + " (leave out what is expected, which was "
              + expected
              + ")",
          null);
    }
  }

  private static void refuseBadAlias(String task, String alias) {
    if (!alias.matches("(?U)[\\w\\-]{1,255}")
        || alias.equalsIgnoreCase("latest")
        || alias.matches("[vV][0-9]+")) {
      throw refused(
          task,
          "alias",
          "'"
              + alias.replaceAll("\\p{Cntrl}", "?")
              + "' is none that MLflow takes, expected 1 to"
              + " 255 letters, digits, - and _, and neither latest nor v with a number");
    }
  }

  private static InvalidInputException refused(String task, String where, String fact) {
    return new InvalidInputException(
        ErrorCode.INVALID_PARAMETER, task, List.of(new Problem(where, fact)));
  }

  private VersionRecord version(String task, String name, int number) {
    return catalogue
        .server()
        .run(task, deadline -> catalogue.find(ModelUri.ofVersion(name, number), deadline));
  }

  private ModelAnswer model(String task, String name) {
    return catalogue.server().run(task, deadline -> catalogue.known(name, deadline));
  }

  private Optional<Integer> aliased(String task, String name, String alias) {
    return Optional.ofNullable(model(task, name).aliases().get(alias));
  }

  private Map<String, String> tags(String task, String name, Optional<Integer> version) {
    return version.isPresent()
        ? version(task, name, version.get()).tags()
        : model(task, name).tags();
  }

  private Optional<String> tag(String task, String name, Optional<Integer> version, String key) {
    return Optional.ofNullable(tags(task, name, version).get(key));
  }

  @FunctionalInterface
  private interface Step {
    void run(RegistryApi api, Deadline deadline) throws TransferException, InterruptedIOException;
  }

  private void run(String task, Step step) {
    Connection server = catalogue.server();
    server.run(
        task,
        deadline -> {
          step.run(server.registry(), deadline);
          return true;
        });
  }

  private record Values(Optional<String> from, Optional<String> to) {}

  /** MLflow keeps no log: the entry has no place in one, and says 0 for it. */
  private HistoryEntry entry(Action action, Subject subject, Values values, ChangeNote note) {
    return new HistoryEntry(0, clock.instant(), action, subject, values.from(), values.to(), note);
  }

  private String task(Change change) {
    String what =
        switch (change.kind()) {
          case SET_ALIAS, REMOVE_ALIAS -> "change an alias of ";
          case SET_STAGE -> "change the stage of a version of ";
          case SET_TAG, REMOVE_TAG -> "change a tag of ";
          case DESCRIBE -> "describe ";
          case DELETE -> "delete from ";
        };
    return "Cannot " + what + change.model() + " in " + catalogue.server().location();
  }
}
