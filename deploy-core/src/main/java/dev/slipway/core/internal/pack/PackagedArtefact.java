package dev.slipway.core.internal.pack;

import dev.slipway.core.internal.pack.files.PackageFiles;
import dev.slipway.core.internal.pack.files.PrivateFolder;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The model of a package: its bytes in memory, copies of its files on demand. Thread-safe. */
public final class PackagedArtefact implements ModelArtefact, AutoCloseable {

  private final ModelFormat format;
  private final String path;
  private final String folder;
  private final PackageFiles files;
  private @Nullable ByteBuffer content;
  private @Nullable PrivateFolder copy;

  PackagedArtefact(ModelFormat format, String path, ByteBuffer content, PackageFiles files) {
    this.format = format;
    this.path = path;
    this.folder = path.substring(0, path.lastIndexOf('/') + 1);
    this.content = content;
    this.files = files;
  }

  @Override
  public ModelFormat format() {
    return format;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public synchronized ByteBuffer content() {
    return open().asReadOnlyBuffer();
  }

  @Override
  public Set<String> files() {
    Set<String> own = new LinkedHashSet<>(files.paths());
    own.removeIf(file -> !file.startsWith(folder));
    return own;
  }

  @Override
  public synchronized Path directory() {
    open();
    if (copy == null) {
      PrivateFolder fresh = PrivateFolder.create("Cannot copy " + path);
      boolean done = false;
      try {
        files.copy(folder, fresh.path());
        done = true;
      } finally {
        if (!done) {
          fresh.close();
        }
      }
      copy = fresh;
    }
    return copy.path();
  }

  private ByteBuffer open() {
    if (content == null) {
      throw new IllegalStateException("the package is closed");
    }
    return content;
  }

  /** Lets the memory go and removes the copies. */
  @Override
  public synchronized void close() {
    content = null;
    if (copy != null) {
      copy.close();
    }
  }
}
