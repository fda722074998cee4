package dev.slipway.lifecycle.file;

import java.util.List;

/**
 * What no version has any more.
 *
 * @param items each with what becomes of it
 */
public record Garbage(List<Item> items) {

  /**
   * One thing.
   *
   * @param kind what it is
   * @param name the digest of a package, or the name of a copy that was not finished
   * @param bytes its size
   * @param fate what becomes of it
   */
  public record Item(Kind kind, String name, long bytes, Fate fate) {}

  /** What can be garbage. */
  public enum Kind {
    /** A package that no version has. */
    PACKAGE,
    /** What a process that died left of its work. */
    LEFTOVER
  }

  /** What becomes of it. */
  public enum Fate {
    /** Collecting removes it. */
    REMOVED,
    /** It was registered or located too recently. */
    KEPT_RECENT,
    /** A process works on it at this moment. */
    KEPT_IN_USE
  }

  /** Copies the list. */
  public Garbage {
    items = List.copyOf(items);
  }

  /**
   * Returns what collecting frees.
   *
   * @return bytes of all that is removed
   */
  public long bytes() {
    return items.stream().filter(item -> item.fate() == Fate.REMOVED).mapToLong(Item::bytes).sum();
  }
}
