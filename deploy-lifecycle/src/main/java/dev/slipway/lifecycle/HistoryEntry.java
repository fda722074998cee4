package dev.slipway.lifecycle;

import java.time.Instant;
import java.util.Optional;

/**
 * One change, as the history keeps it. The order of entries is that of {@code sequence}; clocks may
 * have gone back.
 *
 * @param sequence from 1, without gaps, over all entries of the log
 * @param at what the clock showed
 * @param action what was done
 * @param subject to what
 * @param from what was there before, if anything
 * @param to what is there now, if anything
 * @param note who did it and why
 */
public record HistoryEntry(
    long sequence,
    Instant at,
    Action action,
    Subject subject,
    Optional<String> from,
    Optional<String> to,
    ChangeNote note) {

  /** What can be done. */
  public enum Action {
    /** A version was registered; {@code to} is its digest. */
    REGISTER,
    /** An alias was set or moved; values are numbers of versions. */
    SET_ALIAS,
    /** An alias was removed; values are numbers of versions. */
    REMOVE_ALIAS,
    /** A version was moved; values are stages. */
    SET_STAGE,
    /** A tag was set; values are its values. */
    SET_TAG,
    /** A tag was removed; values are its values. */
    REMOVE_TAG,
    /** A description was set; values are texts. */
    DESCRIBE,
    /** A version was deleted; {@code from} is its digest. */
    DELETE_VERSION,
    /** A model was deleted with all its versions. */
    DELETE_MODEL,
    /** Packages that no version has any more were removed; {@code from} is their digest. */
    COLLECT
  }

  /**
   * What a change is about.
   *
   * @param model the model; empty for {@link Action#COLLECT}
   * @param version the number, if it is about one version
   * @param name the alias or the key of the tag, if it is about one
   */
  public record Subject(String model, Optional<Integer> version, Optional<String> name) {}
}
