package dev.slipway.lifecycle;

import java.util.Optional;

/**
 * Who makes a change and why, as the history keeps it.
 *
 * @param who makes it
 * @param why a reason for people, if there is one
 * @param gates whether promotion gates hold
 */
public record ChangeNote(String who, Optional<String> why, Gates gates) {

  /** Whether a version must be fit to serve. */
  public enum Gates {
    /** A version that may not serve is refused. */
    ENFORCED,
    /** It is taken, and the history says that gates were overridden. */
    OVERRIDDEN
  }

  /**
   * Returns a note by the user of this process.
   *
   * @return without a reason, gates enforced
   */
  public static ChangeNote byUser() {
    return by(System.getProperty("user.name", "unknown"));
  }

  /**
   * Returns a note by somebody.
   *
   * @param who makes the change
   * @return without a reason, gates enforced
   */
  public static ChangeNote by(String who) {
    return new ChangeNote(who, Optional.empty(), Gates.ENFORCED);
  }

  /**
   * Returns this note with a reason.
   *
   * @param reason for people
   * @return the note
   */
  public ChangeNote because(String reason) {
    return new ChangeNote(who, Optional.of(reason), gates);
  }

  /**
   * Returns this note with all gates overridden; the history says so.
   *
   * @return the note
   */
  public ChangeNote forced() {
    return new ChangeNote(who, why, Gates.OVERRIDDEN);
  }

  /**
   * Returns whether gates are overridden.
   *
   * @return true after {@link #forced}
   */
  public boolean isForced() {
    return gates == Gates.OVERRIDDEN;
  }
}
