package dev.slipway.core.internal.pack.zip;

import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.files.NameCheck;
import dev.slipway.core.internal.pack.files.PackageLimits;
import dev.slipway.core.internal.pack.files.PackagePaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Checks an archive's directory and local headers before anything is unpacked. */
final class ArchiveCheck {

  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_LENGTH = 30;

  private final FileChannel archive;
  private final Problems problems;
  private final NameCheck names = new NameCheck();

  ArchiveCheck(FileChannel archive, Problems problems) {
    this.archive = archive;
    this.problems = problems;
  }

  /** A file that may be unpacked: its entry and where its data starts. */
  record Packed(ArchiveEntry entry, long data) {}

  /** Returns the files in the order of the archive. */
  List<Packed> check(ArchiveDirectory.Contents contents) throws IOException {
    long total = 0;
    int files = 0;
    for (ArchiveEntry entry : contents.entries()) {
      fault(entry).ifPresent(fault -> problems.add(entry.name(), fault));
      total += entry.size();
      files += entry.isFolder() ? 0 : 1;
    }
    if (files > PackageLimits.FILES) {
      problems.add("", "has more than " + PackageLimits.FILES + " files");
    }
    if (total > PackageLimits.ARCHIVE_BYTES) {
      problems.add(
          "", "unpacks to " + total + " bytes, expected at most " + PackageLimits.ARCHIVE_BYTES);
    }
    problems.throwIfAny();
    return located(contents);
  }

  private Optional<String> fault(ArchiveEntry entry) {
    Optional<String> path = PackagePaths.fault(entry.path());
    if (path.isPresent()) {
      return Optional.of("the path " + path.get() + ", expected one inside the package");
    }
    if (entry.isSpecial()) {
      return Optional.of("is a link or a device, expected a file (zip what it points to)");
    }
    if (entry.isEncrypted()) {
      return Optional.of("is encrypted, expected a plain entry");
    }
    if (entry.method() != ArchiveEntry.STORED && entry.method() != ArchiveEntry.DEFLATED) {
      return Optional.of("is packed by method " + entry.method() + ", expected stored or deflated");
    }
    return sizeFault(entry).or(() -> nameFault(entry));
  }

  private static Optional<String> sizeFault(ArchiveEntry entry) {
    if (entry.method() == ArchiveEntry.STORED && entry.packed() != entry.size()) {
      return Optional.of(
          "is stored with " + entry.packed() + " bytes but says it has " + entry.size());
    }
    boolean large = entry.size() > PackageLimits.ARCHIVE_RATIO_FROM_BYTES;
    if (large && entry.size() / PackageLimits.ARCHIVE_RATIO >= entry.packed()) {
      return Optional.of(
          "unpacks from "
              + entry.packed()
              + " to "
              + entry.size()
              + " bytes, expected at most "
              + PackageLimits.ARCHIVE_RATIO
              + " to 1 (store it uncompressed if that is right)");
    }
    return Optional.empty();
  }

  private Optional<String> nameFault(ArchiveEntry entry) {
    return entry.isFolder()
        ? Optional.empty()
        : names.add(entry.path()).map(fault -> fault + ", expected distinct names");
  }

  private List<Packed> located(ArchiveDirectory.Contents contents) throws IOException {
    List<ArchiveEntry> ordered = new ArrayList<>(contents.entries());
    ordered.sort(Comparator.comparingLong(ArchiveEntry::header));
    List<Packed> files = new ArrayList<>();
    long end = 0;
    for (ArchiveEntry entry : ordered) {
      long data = data(entry);
      if (entry.header() < end || data + entry.packed() > contents.start()) {
        problems.add(entry.name(), "overlaps another entry, expected entries one after the other");
      }
      end = data + entry.packed();
      if (!entry.isFolder()) {
        files.add(new Packed(entry, data));
      }
    }
    problems.throwIfAny();
    return files;
  }

  private long data(ArchiveEntry entry) throws IOException {
    ByteBuffer local = ArchiveDirectory.bytes(archive, entry.header(), LOCAL_LENGTH);
    if (local.limit() < LOCAL_LENGTH || local.getInt(0) != LOCAL_SIGNATURE) {
      throw problems.with(entry.name(), "is damaged: it does not start where the directory says");
    }
    int nameLength = ArchiveDirectory.unsignedShort(local, 26);
    long nameStart = entry.header() + LOCAL_LENGTH;
    ByteBuffer name = ArchiveDirectory.bytes(archive, nameStart, nameLength);
    boolean same =
        name.equals(ByteBuffer.wrap(entry.name().getBytes(StandardCharsets.UTF_8)))
            && ArchiveDirectory.unsignedShort(local, 8) == entry.method()
            && sameSizes(local, entry);
    if (!same) {
      problems.add(entry.name(), "contradicts the archive's directory in its own header");
    }
    return nameStart + nameLength + ArchiveDirectory.unsignedShort(local, 28);
  }

  private static boolean sameSizes(ByteBuffer local, ArchiveEntry entry) {
    return entry.sizesFollow()
        || (ArchiveDirectory.unsignedInt(local, 18) == entry.packed()
            && ArchiveDirectory.unsignedInt(local, 22) == entry.size());
  }
}
