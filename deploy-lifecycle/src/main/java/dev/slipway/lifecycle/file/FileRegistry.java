package dev.slipway.lifecycle.file;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.PackageExamination;
import dev.slipway.lifecycle.PackageFacts;
import dev.slipway.lifecycle.RegisteredModel;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.RegistryLookup;
import dev.slipway.lifecycle.Stage;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.spi.ModelResolver;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A registry in a folder. Any number of processes on one machine may use it at once, and may end at
 * any moment: changes are made one after the other, each whole or not at all; readers never wait.
 * docs/registry.md specifies the files. The folder is made with the first registration. Holds
 * nothing open between calls.
 */
public final class FileRegistry implements Registry {

  /** How long a change waits for others, unless set. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

  private final RegistryFolder folder;
  private final Models models;
  private final PackageStore store;
  private final Changing changing;
  private final Faults faults;

  private FileRegistry(Builder builder) {
    this.folder = new RegistryFolder(builder.folder);
    this.faults = new Faults(location());
    this.models = new Models(folder);
    this.store = new PackageStore(folder, builder.examination, builder.clock);
    RegistryLock lock = new RegistryLock(folder, builder.patience);
    this.changing = new Changing(folder, models, store, builder.clock, lock);
  }

  /**
   * Opens the registry in a folder, which need not be there yet.
   *
   * @param folder where it is
   * @return the registry
   */
  public static FileRegistry open(Path folder) {
    return builder(folder).build();
  }

  /**
   * Returns a builder with the defaults.
   *
   * @param folder where the registry is
   * @return a new builder
   */
  public static Builder builder(Path folder) {
    return new Builder(folder.toAbsolutePath().normalize());
  }

  /** Collects settings. Not thread-safe. */
  public static final class Builder {

    private final Path folder;
    private Clock clock = Clock.systemUTC();
    private PackageExamination examination = new PackageExamination();
    private Duration patience = DEFAULT_PATIENCE;

    private Builder(Path folder) {
      this.folder = folder;
    }

    /**
     * Sets what tells the time of changes; their order never depends on it.
     *
     * @param source of the time
     * @return this
     */
    public Builder clock(Clock source) {
      this.clock = source;
      return this;
    }

    /**
     * Sets how packages are examined; without this, with the engines on the class path.
     *
     * @param how examines packages
     * @return this
     */
    public Builder examination(PackageExamination how) {
      this.examination = how;
      return this;
    }

    /**
     * Sets how long a change waits for others.
     *
     * @param most after this it is {@code REGISTRY_UNAVAILABLE}
     * @return this
     */
    public Builder patience(Duration most) {
      this.patience = most;
      return this;
    }

    /**
     * Opens the registry.
     *
     * @return the registry
     */
    public FileRegistry build() {
      return new FileRegistry(this);
    }
  }

  @Override
  public String location() {
    return "file:" + folder.root();
  }

  @Override
  public List<String> models() {
    return faults.in("Cannot list the models", models::names);
  }

  @Override
  public RegisteredModel model(String name) {
    String task = "Cannot find " + NameRules.shown(name);
    return reading(task, name, ModelState::model);
  }

  @Override
  public List<VersionRecord> versions(String name) {
    String task = "Cannot find " + NameRules.shown(name);
    return reading(task, name, ModelState::records);
  }

  /** Reads of a model that is there. */
  private <T> T reading(String task, String name, Function<ModelState, T> reading) {
    Optional<T> found =
        faults.in(
            task,
            () -> models.find(name).read(state -> state.isPresent() ? reading.apply(state) : null));
    return found.orElseThrow(() -> unknownModel(task, name));
  }

  private InvalidPackageException unknownModel(String task, String name) {
    return lookup(task).unknown("model", NameRules.shown(name), models());
  }

  private RegistryLookup lookup(String task) {
    return new RegistryLookup(task + " in " + location());
  }

  @Override
  public VersionRecord find(ModelUri uri) {
    String task = "Cannot find " + uri;
    if (uri.kind() == ModelUri.Kind.MODEL_ID) {
      throw noVersion(task, uri.selector());
    }
    return reading(task, uri.name(), state -> state.record(number(task, uri, state)));
  }

  private int number(String task, ModelUri uri, ModelState state) {
    String of = " of " + uri.name();
    return switch (uri.kind()) {
      case VERSION -> {
        boolean small = uri.selector().length() < 10;
        int number = small ? Integer.parseInt(uri.selector()) : 0;
        if (!state.has(number)) {
          throw lookup(task).unknown("version" + of, uri.selector(), state.numbers());
        }
        yield number;
      }
      case ALIAS ->
          state
              .alias(uri.selector())
              .orElseThrow(
                  () -> lookup(task).unknown("alias" + of, uri.selector(), state.aliases()));
      case STAGE -> {
        Stage stage = Stage.of(uri.selector()).orElseThrow();
        OptionalInt latest = state.latest(Optional.of(stage));
        yield latest.orElseThrow(
            () ->
                lookup(task)
                    .unknown("version" + of + " in stage", stage.toString(), state.stages()));
      }
      case LATEST ->
          state
              .latest(Optional.empty())
              .orElseThrow(() -> lookup(task).unknown("version" + of, uri.selector(), List.of()));
      case MODEL_ID -> throw noVersion(task, uri.selector());
    };
  }

  private InvalidPackageException noVersion(String task, String name) {
    if (!models().contains(name)) {
      return unknownModel(task, name);
    }
    String aliases = String.join(", ", model(name).aliases().keySet());
    return new InvalidPackageException(
        ErrorCode.MODEL_NOT_FOUND,
        task + " in " + location(),
        List.of(
            new Problem(
                "",
                "'"
                    + name
                    + "' is a model, expected a version of it: models:/"
                    + name
                    + "/latest, a number, or @ with an alias"
                    + (aliases.isEmpty() ? "" : " (there are " + aliases + ")"))));
  }

  @Override
  public ModelResolver.Resolved locate(VersionRecord version) {
    String task = "Cannot find the package of " + version.version();
    Path location =
        faults.in(
            task,
            () -> {
              try {
                return store.location(version.digest());
              } catch (NoSuchFileException gone) {
                throw PackageStore.gone(version.digest(), task);
              }
            });
    store.touch(version.digest());
    return resolved(version, location);
  }

  @Override
  public ModelResolver.Resolved fetch(VersionRecord version) {
    String task = "Cannot use " + version.version();
    Path location = faults.in(task, () -> store.verify(version.digest(), task));
    store.touch(version.digest());
    return resolved(version, location);
  }

  private static ModelResolver.Resolved resolved(VersionRecord version, Path location) {
    return new ModelResolver.Resolved(
        location,
        Optional.of(version.model()),
        Optional.of(Integer.toString(version.number())),
        Optional.of(version.digest()));
  }

  @Override
  public PackageFacts facts(VersionRecord version) {
    String task = "Cannot read the facts of " + version.version();
    return faults.in(
        task,
        () -> {
          try {
            return store.facts(version.digest()).facts();
          } catch (NoSuchFileException gone) {
            throw PackageStore.gone(version.digest(), task);
          }
        });
  }

  @Override
  public VersionRecord register(Registration registration) {
    String task = "Cannot register " + NameRules.shown(registration.name());
    changing.check(task, registration);
    int number = faults.in(task, () -> changing.register(registration));
    return find(ModelUri.ofVersion(registration.name(), number));
  }

  @Override
  public HistoryEntry apply(Change change, ChangeNote note) {
    String task = Changing.task(change);
    if (!models().contains(change.model())) {
      throw unknownModel(task, change.model());
    }
    changing.check(task, change, note);
    return faults.in(task, () -> changing.apply(change, note, lookup(task)));
  }

  @Override
  public List<HistoryEntry> history(String name) {
    String task = "Cannot read the history of " + NameRules.shown(name);
    List<HistoryEntry> history = faults.in(task, () -> models.find(name).history());
    if (history.isEmpty()) {
      throw unknownModel(task, name);
    }
    return history;
  }

  /**
   * Reads everything there is: the chains of all logs, and every package against its digest.
   *
   * @return what was read, and all that is wrong
   */
  public Verification verify() {
    return faults.in("Cannot verify the content", new Verifier(folder, models, store)::run);
  }

  /**
   * Finds what no version has any more and nobody uses, and removes nothing.
   *
   * @param unused packages that were registered or located within this time stay
   * @return what {@link #collect} would remove now, and what stays for a while
   */
  public Garbage garbage(Duration unused) {
    return faults.in("Cannot find the garbage", () -> changing.collector().find(unused));
  }

  /**
   * Removes what no version has any more and nobody uses.
   *
   * @param unused packages that were registered or located within this time stay
   * @param note who does it, and why
   * @return what was removed, and what stays for a while
   */
  public Garbage collect(Duration unused, ChangeNote note) {
    return faults.in(
        "Cannot collect the garbage", () -> changing.collector().collect(unused, note));
  }

  /** Does nothing: no file stays open between calls. */
  @Override
  public void close() {}

  /** Returns the location. */
  @Override
  public String toString() {
    return location();
  }
}
