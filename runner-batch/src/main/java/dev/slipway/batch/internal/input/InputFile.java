package dev.slipway.batch.internal.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * A file as it was found: what is in it, and what tells whether somebody changes it meanwhile.
 *
 * @param path where it is
 * @param rows how many rows it has, {@link #UNKNOWN_ROWS} where only reading it tells
 * @param columns its columns, in order; none where its format has no types
 * @param bytes its length
 * @param modified when it was written last
 */
public record InputFile(
    Path path, long rows, List<InputColumn> columns, long bytes, FileTime modified) {

  /** The number of rows of a file that does not tell it. */
  public static final long UNKNOWN_ROWS = -1;

  /**
   * Describes a file that is there.
   *
   * @param path where it is
   * @param rows how many rows it has
   * @param columns its columns, in order
   * @return the file as it is now
   * @throws IOException if it is gone
   */
  public static InputFile of(Path path, long rows, List<InputColumn> columns) throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    return new InputFile(path, rows, List.copyOf(columns), now.size(), now.lastModifiedTime());
  }

  /**
   * Returns whether the file is still the one that was found.
   *
   * @return false if it is gone, or has another length or time
   */
  public boolean isUnchanged() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return now.size() == bytes && now.lastModifiedTime().equals(modified);
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
