package dev.slipway.core.internal.pack.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** Reads one file from beginning to end and hashes exactly the bytes that it hands on. */
final class VerifiedReading {

  private static final int CHUNK = 1 << 17;

  private final Path file;
  private final long size;

  VerifiedReading(Path root, String path, long size) {
    this.file = root.resolve(path);
    this.size = size;
  }

  /** A file that is not what it was when it was listed or read before. */
  static final class Changed extends Exception {
    private static final long serialVersionUID = 1L;

    Changed() {
      super("changed while the package was in use");
    }

    Changed(IOException failed) {
      super("cannot be read: " + FileErrors.reason(failed), failed);
    }

    String fact() {
      return String.valueOf(getMessage());
    }
  }

  /** Takes what was read. */
  interface Sink {
    void accept(ByteBuffer chunk) throws IOException;
  }

  int size() {
    return Math.toIntExact(size);
  }

  /** Fills a buffer of the file's size; the buffer's position is at its end afterwards. */
  byte[] into(ByteBuffer target) throws Changed {
    return through(target::put);
  }

  /** Reads the file for its digest alone. */
  byte[] digest() throws Changed {
    return through(chunk -> {});
  }

  /** Reads the file chunk by chunk and returns its digest. */
  byte[] through(Sink sink) throws Changed {
    MessageDigest digest = Digests.sha256();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, size + 1));
      long seen = 0;
      while (channel.read(chunk.clear()) >= 0) {
        seen += chunk.flip().remaining();
        if (seen > size) {
          throw new Changed();
        }
        digest.update(chunk.array(), 0, chunk.limit());
        sink.accept(chunk);
      }
      if (seen != size) {
        throw new Changed();
      }
    } catch (IOException failed) {
      throw new Changed(failed);
    }
    return digest.digest();
  }

  /** Copies a file to one that is not there yet, with the folders above it. */
  static byte[] copy(VerifiedReading source, Path target) throws Changed {
    try {
      Path folder = target.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (FileChannel out =
          FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        return source.through(chunk -> writeAll(out, chunk));
      }
    } catch (IOException failed) {
      throw PrivateFolder.failure("Cannot copy " + source.file.getFileName(), failed);
    }
  }

  private static void writeAll(FileChannel out, ByteBuffer chunk) {
    try {
      while (chunk.hasRemaining()) {
        out.write(chunk);
      }
    } catch (IOException failed) {
      throw PrivateFolder.failure("Cannot copy a package", failed);
    }
  }

  static boolean isPlainFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }
}
