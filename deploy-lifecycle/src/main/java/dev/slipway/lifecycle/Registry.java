package dev.slipway.lifecycle;

import dev.slipway.spi.ModelResolver;
import java.util.List;

/**
 * Models by name: their numbered, immutable versions, the aliases and stages that mean one of them,
 * and the history of all changes. Thread-safe; calls block on files or a network.
 *
 * <p>Unless a method says otherwise, it throws {@link dev.slipway.InvalidPackageException} with
 * {@code MODEL_NOT_FOUND} where a name, version, alias or stage does not exist (the message lists
 * the nearest and what there is, see {@link RegistryLookup}), and {@link
 * dev.slipway.RegistryException} with {@code REGISTRY_UNAVAILABLE} or {@code REGISTRY_FAILURE}
 * where the registry cannot be reached, read or written. After an error the registry holds what it
 * held before.
 */
public interface Registry extends AutoCloseable {

  /**
   * Returns where the registry is, as {@link Registries#open(String)} takes it.
   *
   * @return for messages; without credentials
   */
  String location();

  /**
   * Returns the names of all models that have not been deleted.
   *
   * @return sorted; a model without versions is one of them
   */
  List<String> models();

  /**
   * Returns what there is of a model, as of one moment.
   *
   * @param name exactly
   * @return its aliases, tags and numbers of versions
   */
  RegisteredModel model(String name);

  /**
   * Returns all versions of a model, as of one moment.
   *
   * @param name exactly
   * @return those not deleted, in the order of their numbers
   */
  List<VersionRecord> versions(String name);

  /**
   * Finds the version that a URI means now.
   *
   * @param uri of any kind
   * @return the version, whole: its alias or stage may have moved on since
   */
  VersionRecord find(ModelUri uri);

  /**
   * Brings a version's package to this machine, and does not read all of it: the digest in the
   * result is what was registered, and whoever opens the package compares it with what it reads, as
   * {@link dev.slipway.core.Slipway} does.
   *
   * @param version from this registry
   * @return a folder or model file that nobody writes to, with the registry's name and number
   */
  ModelResolver.Resolved locate(VersionRecord version);

  /**
   * Brings a version's package to this machine and compares its digest with the registered one. A
   * registry object does so once for a digest as long as the files stay as they were.
   *
   * @param version from this registry
   * @return as {@link #locate}
   * @throws dev.slipway.InvalidPackageException with {@code INVALID_PACKAGE} if the package differs
   *     from what was registered; other versions stay usable
   */
  ModelResolver.Resolved fetch(VersionRecord version);

  /**
   * Returns what was found in a version's package.
   *
   * @param version from this registry
   * @return as recorded at registration where the registry records it, else examined now
   */
  PackageFacts facts(VersionRecord version);

  /**
   * Copies a package into the registry as the next version of a model; the model is made with its
   * first version. The package's digest is taken of what is copied.
   *
   * @param registration what to register
   * @return the version, which is visible to all from now on
   * @throws dev.slipway.InvalidPackageException if there is no sound package; no number is used up
   * @throws dev.slipway.InvalidInputException with {@code INVALID_PARAMETER} if the name or a tag
   *     is not one that this registry takes
   */
  VersionRecord register(Registration registration);

  /**
   * Makes a change, or refuses it and changes nothing.
   *
   * @param change what is to be
   * @param note who makes it, why, and whether gates are overridden
   * @return the entry of the history; the one that stands already if the change changes nothing
   * @throws dev.slipway.RegistryException with {@code REGISTRY_CONFLICT} if what is there is not
   *     what the change expects, {@code REGISTRY_UNSUPPORTED} if this registry cannot do it
   * @throws dev.slipway.InvalidPackageException with {@code PROMOTION_REFUSED} if the version may
   *     not serve; all reasons at once
   */
  HistoryEntry apply(Change change, ChangeNote note);

  /**
   * Returns the changes of a model, also of a deleted one.
   *
   * @param name exactly
   * @return oldest first
   */
  List<HistoryEntry> history(String name);

  /** Lets go of what this object holds; what is registered stays. Idempotent. */
  @Override
  void close();
}
