package dev.slipway.core.internal.pack.write;

import dev.slipway.core.internal.pack.manifest.SlipwayManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;

/**
 * Puts a new {@code slipway.yaml} into a package's folder in one move. What is not finished lies
 * beside the folder, never in it, where it would be a part of the package.
 */
public final class ManifestReplacement {

  private ManifestReplacement() {}

  /**
   * Replaces the file, or makes it. At every moment the folder has the old file or the new one.
   *
   * @param folder the package, an absolute path without links
   * @param content the file's bytes
   * @return whether anything was written: not if the file has these bytes already
   * @throws IOException if it cannot be written; nothing has changed then
   */
  public static boolean write(Path folder, byte[] content) throws IOException {
    return write(folder.resolve(SlipwayManifest.FILE), folder, content);
  }

  /**
   * Replaces a file, or makes it.
   *
   * @param target the file
   * @param neighbour what the unfinished file lies beside, on the same disk
   */
  static boolean write(Path target, Path neighbour, byte[] content) throws IOException {
    boolean exists = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    if (exists && Arrays.equals(Files.readAllBytes(target), content)) {
      return false;
    }
    try (TemporaryPath temporary = TemporaryPath.beside(neighbour)) {
      Path fresh = temporary.path();
      fill(fresh, content);
      if (exists) {
        copyPermissions(target, fresh);
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      TemporaryPath.sync(target.resolveSibling(""));
      return true;
    } catch (IOException failed) {
      throw TemporaryPath.failure(target, failed);
    }
  }

  private static void fill(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (view != null) {
      Files.setPosixFilePermissions(to, view.readAttributes().permissions());
    }
  }
}
