package dev.slipway.core.internal.pack.zip;

import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.files.PackageLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the central directory of a zip archive. */
final class ArchiveDirectory {

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int COMMENT_LENGTH = 0xFFFF;
  private static final int UNIX = 3;

  /** Folders have entries too. */
  private static final int ENTRIES = 2 * PackageLimits.FILES;

  private static final long BYTES = (long) ENTRIES * (ENTRY_LENGTH + 2 * PackageLimits.PATH_LENGTH);

  private final FileChannel archive;
  private final Problems problems;

  ArchiveDirectory(FileChannel archive, Problems problems) {
    this.archive = archive;
    this.problems = problems;
  }

  /** Returns the entries in the order of the directory, and where the directory starts. */
  Contents read() throws IOException {
    long tailStart = Math.max(0, archive.size() - END_LENGTH - COMMENT_LENGTH);
    ByteBuffer tail = bytes(archive, tailStart, (int) (archive.size() - tailStart));
    int end = findEnd(tail);
    int entries = unsignedShort(tail, end + 10);
    long length = unsignedInt(tail, end + 12);
    long start = unsignedInt(tail, end + 16);
    if (entries == 0xFFFF || length == 0xFFFFFFFFL || start == 0xFFFFFFFFL) {
      throw problems.with("", "is a Zip64 archive, expected one below 4 GiB (give the folder)");
    }
    if (entries > ENTRIES || length > BYTES) {
      throw problems.with("", "has " + entries + " entries, expected at most " + ENTRIES);
    }
    boolean whole = unsignedShort(tail, end + 8) == entries && tail.getInt(end + 4) == 0;
    if (!whole || start + length != tailStart + end) {
      throw problems.with(
          "", "is not a whole zip archive: its directory is not where its end says");
    }
    return new Contents(entries(bytes(archive, start, (int) length), entries), start);
  }

  /** What an archive says it has. */
  record Contents(List<ArchiveEntry> entries, long start) {}

  private int findEnd(ByteBuffer tail) {
    for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
      boolean ends = at + END_LENGTH + unsignedShort(tail, at + 20) == tail.limit();
      if (ends && tail.getInt(at) == END_SIGNATURE) {
        return at;
      }
    }
    throw problems.with("", "is not a whole zip archive: it has no end (copy it again)");
  }

  private List<ArchiveEntry> entries(ByteBuffer directory, int count) {
    List<ArchiveEntry> entries = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < count; i++) {
      if (directory.limit() - at < ENTRY_LENGTH || directory.getInt(at) != ENTRY_SIGNATURE) {
        throw damaged(i);
      }
      int nameLength = unsignedShort(directory, at + 28);
      int next =
          at
              + ENTRY_LENGTH
              + nameLength
              + unsignedShort(directory, at + 30)
              + unsignedShort(directory, at + 32);
      if (next > directory.limit()) {
        throw damaged(i);
      }
      entries.add(entry(directory, at, name(directory, at + ENTRY_LENGTH, nameLength)));
      at = next;
    }
    return entries;
  }

  private RuntimeException damaged(int entry) {
    return problems.with("", "is damaged: entry " + entry + " of its directory cannot be read");
  }

  private static ArchiveEntry entry(ByteBuffer directory, int at, String name) {
    boolean unix = unsignedShort(directory, at + 4) >> 8 == UNIX;
    return new ArchiveEntry(
        name,
        unsignedShort(directory, at + 8),
        unsignedShort(directory, at + 10),
        unsignedInt(directory, at + 16),
        unsignedInt(directory, at + 20),
        unsignedInt(directory, at + 24),
        unsignedInt(directory, at + 42),
        unix ? unsignedShort(directory, at + 40) : 0);
  }

  private String name(ByteBuffer directory, int at, int length) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(directory.slice(at, length)).toString();
    } catch (CharacterCodingException broken) {
      throw problems.with("", "has an entry whose name is not UTF-8 (make it with another tool)");
    }
  }

  static ByteBuffer bytes(FileChannel archive, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && archive.read(bytes, from + bytes.position()) >= 0) {}
    return bytes.flip();
  }

  static int unsignedShort(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  static long unsignedInt(ByteBuffer bytes, int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }
}
