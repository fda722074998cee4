package dev.slipway.core.internal.pack.zip;

/**
 * One entry of an archive's directory.
 *
 * @param name as it stands there
 * @param flags general purpose bits
 * @param method 0 for stored, 8 for deflated
 * @param crc CRC-32 of the content
 * @param packed bytes in the archive
 * @param size bytes of the content
 * @param header where the local header starts
 * @param unixMode type and permissions if a Unix program made it, else 0
 */
record ArchiveEntry(
    String name,
    int flags,
    int method,
    long crc,
    long packed,
    long size,
    long header,
    int unixMode) {

  static final int STORED = 0;
  static final int DEFLATED = 8;

  private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
  private static final int SIZES_FOLLOW = 1 << 3;
  private static final int TYPE = 0xF000;
  private static final int REGULAR = 0x8000;
  private static final int FOLDER = 0x4000;

  boolean isFolder() {
    return name.endsWith("/");
  }

  boolean isEncrypted() {
    return (flags & ENCRYPTED) != 0;
  }

  /** Returns whether the local header leaves the sizes out. */
  boolean sizesFollow() {
    return (flags & SIZES_FOLLOW) != 0;
  }

  /** Returns whether this is a link, a device or another thing that is neither file nor folder. */
  boolean isSpecial() {
    int type = unixMode & TYPE;
    return type != 0 && type != (isFolder() ? FOLDER : REGULAR);
  }

  /** Returns the path in the package: the name without a folder's slash. */
  String path() {
    return isFolder() ? name.substring(0, name.length() - 1) : name;
  }
}
