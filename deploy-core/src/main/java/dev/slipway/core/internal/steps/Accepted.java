package dev.slipway.core.internal.steps;

import dev.slipway.ElementType;

/** The types of columns that a step can read. */
enum Accepted {
  NUMBERS("numbers"),
  TEXT("text"),
  CATEGORIES("text or integers"),
  NUMBERS_OR_TEXT("numbers or text"),
  DATETIMES("datetimes");

  private final String words;

  Accepted(String words) {
    this.words = words;
  }

  boolean includes(ElementType type) {
    boolean number = type.isInteger() || type.isFloating() || type == ElementType.BOOL;
    return switch (this) {
      case NUMBERS -> number;
      case TEXT -> type == ElementType.STRING;
      case CATEGORIES -> type == ElementType.STRING || type.isInteger();
      case NUMBERS_OR_TEXT -> type == ElementType.STRING || number;
      case DATETIMES -> type == ElementType.DATETIME;
    };
  }

  /** Returns what to say is expected. */
  @Override
  public String toString() {
    return words;
  }
}
