package dev.slipway.lifecycle;

import java.util.Optional;

/**
 * What a change expects to find, so that of two changes at once only one is made on what was read.
 *
 * @param kind what is expected
 * @param value the number of the version or the name of the stage; empty but for {@link Kind#VALUE}
 */
public record Expected(Kind kind, String value) {

  /** What is expected. */
  public enum Kind {
    /** Whatever there is. */
    ANYTHING,
    /** Nothing: the alias is not set. */
    NOTHING,
    /** A certain value. */
    VALUE
  }

  /**
   * Returns that whatever there is will do.
   *
   * @return the expectation that always holds
   */
  public static Expected anything() {
    return new Expected(Kind.ANYTHING, "");
  }

  /**
   * Returns that nothing must be there.
   *
   * @return the expectation
   */
  public static Expected nothing() {
    return new Expected(Kind.NOTHING, "");
  }

  /**
   * Returns that an alias must mean a version.
   *
   * @param version its number
   * @return the expectation
   */
  public static Expected version(int version) {
    return new Expected(Kind.VALUE, Integer.toString(version));
  }

  /**
   * Returns that a version must be in a stage.
   *
   * @param stage the stage
   * @return the expectation
   */
  public static Expected stage(Stage stage) {
    return new Expected(Kind.VALUE, stage.toString());
  }

  /**
   * Returns whether what is there is what was expected.
   *
   * @param actual the number of the version or the name of the stage, if there is one
   * @return true if the change may be made
   */
  public boolean allows(Optional<String> actual) {
    return switch (kind) {
      case ANYTHING -> true;
      case NOTHING -> actual.isEmpty();
      case VALUE -> actual.isPresent() && actual.get().equals(value);
    };
  }

  /** Returns the expectation in words, for messages. */
  @Override
  public String toString() {
    return switch (kind) {
      case ANYTHING -> "anything";
      case NOTHING -> "nothing";
      case VALUE -> value;
    };
  }
}
