package dev.slipway.core.internal.pack.write;

import dev.slipway.core.internal.pack.files.PackageLimits;
import dev.slipway.core.internal.pack.files.PackagePaths;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips a folder: sorted, uncompressed and without times, so that equal folders are equal zips. */
final class PackageArchive {

  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private PackageArchive() {}

  /** Writes the archive and returns it. */
  static Path write(Path folder, Path archive) throws IOException {
    Map<String, Path> files = files(folder);
    long bytes = 0;
    for (Path file : files.values()) {
      bytes += Files.size(file);
    }
    if (bytes > PackageLimits.ARCHIVE_BYTES) {
      throw new IOException(
          "Cannot write a zip of "
              + bytes
              + " bytes, expected at most "
              + PackageLimits.ARCHIVE_BYTES
              + " (write a folder: a name that does not end in .zip)");
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive), 1 << 16);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        add(zip, file.getKey(), file.getValue());
      }
    }
    return archive;
  }

  private static Map<String, Path> files(Path folder) throws IOException {
    Map<String, Path> files = new TreeMap<>(PackagePaths.BY_CODE_POINT);
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.filter(Files::isRegularFile)
          .forEach(file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
    }
    return files;
  }

  private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(Files.size(file));
    entry.setCrc(checksum(file));
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    Files.copy(file, zip);
    zip.closeEntry();
  }

  private static long checksum(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(file), checksum)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return checksum.getValue();
  }
}
