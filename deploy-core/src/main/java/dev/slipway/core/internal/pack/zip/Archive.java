package dev.slipway.core.internal.pack.zip;

import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.files.FileErrors;
import dev.slipway.core.internal.pack.files.PrivateFolder;
import dev.slipway.core.internal.pack.zip.ArchiveCheck.Packed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Unpacks a zip archive to a private folder, or refuses it before anything is written. */
public final class Archive {

  private static final int CHUNK = 1 << 16;

  private final FileChannel archive;
  private final Problems problems;

  private Archive(FileChannel archive, Problems problems) {
    this.archive = archive;
    this.problems = problems;
  }

  /**
   * Returns whether a file says by its first bytes that it is a zip archive.
   *
   * @param file a regular file
   * @return true for {@code PK} and a zip signature
   * @throws IOException if it cannot be read
   */
  public static boolean isZip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(4);
      return head.length == 4
          && head[0] == 'P'
          && head[1] == 'K'
          && ((head[2] == 3 && head[3] == 4) || (head[2] == 5 && head[3] == 6));
    }
  }

  /**
   * Unpacks an archive.
   *
   * @param file where it is
   * @param problems where what is wrong goes
   * @return a folder with its files, which the caller closes; nothing is left behind after an error
   */
  public static PrivateFolder unpack(Path file, Problems problems) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return new Archive(channel, problems).unpack();
    } catch (IOException failed) {
      throw problems.with("", "cannot be read: " + FileErrors.reason(failed));
    }
  }

  private PrivateFolder unpack() throws IOException {
    ArchiveDirectory.Contents contents = new ArchiveDirectory(archive, problems).read();
    List<Packed> files = new ArchiveCheck(archive, problems).check(contents);
    PrivateFolder folder = PrivateFolder.create(problems.task());
    boolean done = false;
    try {
      for (Packed file : files) {
        unpack(file, target(folder, file.entry()));
      }
      problems.throwIfAny();
      done = true;
      return folder;
    } finally {
      if (!done) {
        folder.close();
      }
    }
  }

  private Path target(PrivateFolder folder, ArchiveEntry entry) {
    try {
      return folder.path().resolve(entry.path());
    } catch (InvalidPathException unwritable) {
      throw problems.with(
          entry.name(),
          "has a name that this machine cannot write (start Java in a UTF-8 locale, LC_ALL=C.UTF-8)");
    }
  }

  private void unpack(Packed file, Path target) throws IOException {
    Inflater inflater = new Inflater(true);
    try (OutputStream out = create(target)) {
      InputStream packed = new EntryStream(archive, file.data(), file.entry().packed());
      InputStream content =
          file.entry().method() == ArchiveEntry.STORED
              ? packed
              : new InflaterInputStream(packed, inflater, CHUNK);
      copy(file.entry(), content, out);
    } catch (ZipException | java.io.EOFException broken) {
      problems.add(file.entry().name(), "is damaged: its compressed data cannot be read");
    } finally {
      inflater.end();
    }
  }

  private OutputStream create(Path target) {
    try {
      Files.createDirectories(target.resolveSibling(""));
      return Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException failed) {
      throw PrivateFolder.failure(problems.task(), failed);
    }
  }

  private void copy(ArchiveEntry entry, InputStream content, OutputStream out) throws IOException {
    CRC32 crc = new CRC32();
    byte[] chunk = new byte[CHUNK];
    long left = entry.size();
    for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
      left -= read;
      if (left < 0) {
        problems.add(entry.name(), "is longer than the " + entry.size() + " bytes it says");
        return;
      }
      crc.update(chunk, 0, read);
      write(out, chunk, read);
    }
    if (left > 0) {
      problems.add(entry.name(), "is shorter than the " + entry.size() + " bytes it says");
    } else if (crc.getValue() != entry.crc()) {
      problems.add(entry.name(), "is damaged: its checksum is wrong");
    }
  }

  private void write(OutputStream out, byte[] chunk, int length) {
    try {
      out.write(chunk, 0, length);
    } catch (IOException failed) {
      throw PrivateFolder.failure(problems.task(), failed);
    }
  }

  /** The packed bytes of one entry. */
  private static final class EntryStream extends InputStream {
    private final FileChannel archive;
    private long at;
    private long left;

    EntryStream(FileChannel archive, long at, long left) {
      this.archive = archive;
      this.at = at;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int wanted = (int) Math.min(length, left);
      int read = archive.read(java.nio.ByteBuffer.wrap(target, offset, wanted), at);
      if (read < 0) {
        return -1;
      }
      at += read;
      left -= read;
      return read;
    }
  }
}
