package dev.slipway.registry.mlflow;

/**
 * How much a server may give.
 *
 * @param files the most files of a version
 * @param bytes the most bytes of all of them together
 * @param depth how many segments a file's path may have
 * @param pages how many pages a list may have
 */
public record MlflowLimits(int files, long bytes, int depth, int pages) {

  /** As many files as a package may have. */
  public static final int DEFAULT_FILES = 10_000;

  /** As many bytes as a package may have: 16 GiB. */
  public static final long DEFAULT_BYTES = 16L << 30;

  /** As many segments as a path in a package may have. */
  public static final int DEFAULT_DEPTH = 32;

  /** Pages of a thousand entries. */
  public static final int DEFAULT_PAGES = 1_000;

  /**
   * Checks that all are at least 1.
   *
   * @param files see the record
   * @param bytes see the record
   * @param depth see the record
   * @param pages see the record
   */
  public MlflowLimits {
    if (files < 1 || bytes < 1 || depth < 1 || pages < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }

  /**
   * Returns what holds unless set.
   *
   * @return the constants above
   */
  public static MlflowLimits defaults() {
    return new MlflowLimits(DEFAULT_FILES, DEFAULT_BYTES, DEFAULT_DEPTH, DEFAULT_PAGES);
  }

  /**
   * Returns these limits with another number of files.
   *
   * @param most at least 1
   * @return the limits
   */
  public MlflowLimits withFiles(int most) {
    return new MlflowLimits(most, bytes, depth, pages);
  }

  /**
   * Returns these limits with another number of bytes.
   *
   * @param most at least 1
   * @return the limits
   */
  public MlflowLimits withBytes(long most) {
    return new MlflowLimits(files, most, depth, pages);
  }

  /**
   * Returns these limits with another depth.
   *
   * @param most at least 1
   * @return the limits
   */
  public MlflowLimits withDepth(int most) {
    return new MlflowLimits(files, bytes, most, pages);
  }

  /**
   * Returns these limits with another number of pages.
   *
   * @param most at least 1
   * @return the limits
   */
  public MlflowLimits withPages(int most) {
    return new MlflowLimits(files, bytes, depth, most);
  }
}
