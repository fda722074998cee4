package dev.slipway.lifecycle;

import java.util.Optional;

/** A change of what a registry says of a model. Immutable. */
public sealed interface Change {

  /** The kinds of change, to switch on. */
  enum Kind {
    /** A {@link SetAlias}. */
    SET_ALIAS,
    /** A {@link RemoveAlias}. */
    REMOVE_ALIAS,
    /** A {@link SetStage}. */
    SET_STAGE,
    /** A {@link SetTag}. */
    SET_TAG,
    /** A {@link RemoveTag}. */
    REMOVE_TAG,
    /** A {@link Describe}. */
    DESCRIBE,
    /** A {@link Delete}. */
    DELETE
  }

  /**
   * Returns what kind of change this is.
   *
   * @return the kind that belongs to the class
   */
  Kind kind();

  /**
   * Returns the model.
   *
   * @return its name
   */
  String model();

  /**
   * Lets an alias mean a version. Gates hold.
   *
   * @param model the model
   * @param alias its alias, made if there is none
   * @param version the number that it is to mean
   * @param expected the number that it means now
   */
  record SetAlias(String model, String alias, int version, Expected expected) implements Change {
    /**
     * Returns the change of an alias, whatever it means now.
     *
     * @param model the model
     * @param alias its alias, made if there is none
     * @param version the number that it is to mean
     */
    public SetAlias(String model, String alias, int version) {
      this(model, alias, version, Expected.anything());
    }

    @Override
    public Kind kind() {
      return Kind.SET_ALIAS;
    }
  }

  /**
   * Removes an alias.
   *
   * @param model the model
   * @param alias one of its aliases
   * @param expected the number that it means now
   */
  record RemoveAlias(String model, String alias, Expected expected) implements Change {
    @Override
    public Kind kind() {
      return Kind.REMOVE_ALIAS;
    }
  }

  /**
   * Moves a version to a stage. Gates hold where the stage serves.
   *
   * @param model the model
   * @param version its number
   * @param stage where it is to stand
   * @param expected the stage that it is in now
   */
  record SetStage(String model, int version, Stage stage, Expected expected) implements Change {
    @Override
    public Kind kind() {
      return Kind.SET_STAGE;
    }
  }

  /**
   * Sets a tag.
   *
   * @param model the model
   * @param version the version's number; without, the tag is the model's
   * @param key the tag
   * @param value its value, may be empty
   */
  record SetTag(String model, Optional<Integer> version, String key, String value)
      implements Change {
    @Override
    public Kind kind() {
      return Kind.SET_TAG;
    }
  }

  /**
   * Removes a tag.
   *
   * @param model the model
   * @param version the version's number; without, the tag is the model's
   * @param key the tag
   */
  record RemoveTag(String model, Optional<Integer> version, String key) implements Change {
    @Override
    public Kind kind() {
      return Kind.REMOVE_TAG;
    }
  }

  /**
   * Describes.
   *
   * @param model the model
   * @param version the version's number; without, it is the model that is described
   * @param text for people; empty to take the description away
   */
  record Describe(String model, Optional<Integer> version, String text) implements Change {
    @Override
    public Kind kind() {
      return Kind.DESCRIBE;
    }
  }

  /**
   * Deletes. The history and the number stay; the package goes with the next garbage collection, if
   * no other version has it. Refused with {@code REGISTRY_CONFLICT} while an alias or a stage that
   * serves means the version, unless forced.
   *
   * @param model the model
   * @param version the version's number; without, the whole model goes
   */
  record Delete(String model, Optional<Integer> version) implements Change {
    @Override
    public Kind kind() {
      return Kind.DELETE;
    }
  }
}
