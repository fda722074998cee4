package dev.slipway.core.internal.pack.files;

/** What a package may hold at most; docs/package-format.md states the same numbers. */
public final class PackageLimits {

  /** Files in a package. */
  public static final int FILES = 10_000;

  /** Bytes of all files of a directory together. */
  public static final long DIRECTORY_BYTES = 16L << 30;

  /** Bytes of all files of an archive together, unpacked. */
  public static final long ARCHIVE_BYTES = 4L << 30;

  /** How many times larger an archive's entry may be than its compressed form. */
  public static final long ARCHIVE_RATIO = 200;

  /** Entries up to this size may be compressed as well as they like. */
  public static final long ARCHIVE_RATIO_FROM_BYTES = 1 << 20;

  /** Bytes of the model file, which is read into one buffer. */
  public static final long MODEL_BYTES = Integer.MAX_VALUE;

  /** Bytes of {@code MLmodel} and of {@code slipway.yaml}. */
  public static final int MANIFEST_BYTES = 4 << 20;

  /** Bytes of an input example and of a file of golden records. */
  public static final int RECORDS_BYTES = 64 << 20;

  /** Bytes of a signature bundle: 10,000 files with long names, in base64. */
  public static final int BUNDLE_BYTES = 8 << 20;

  /** Characters of a path. */
  public static final int PATH_LENGTH = 1024;

  /** Segments of a path. */
  public static final int DEPTH = 32;

  private PackageLimits() {}
}
