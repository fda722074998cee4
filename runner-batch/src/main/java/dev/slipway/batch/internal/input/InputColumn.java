package dev.slipway.batch.internal.input;

import dev.slipway.batch.internal.database.ColumnType;

/**
 * A column of a file.
 *
 * @param name exactly as the file has it
 * @param type its type
 */
public record InputColumn(String name, ColumnType type) {

  /** Returns the name and the type. */
  @Override
  public String toString() {
    return name + " " + type.name();
  }
}
