package dev.slipway.lifecycle.file;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import dev.slipway.core.ModelPackage;
import dev.slipway.lifecycle.PackageExamination;
import dev.slipway.lifecycle.PackageFacts;
import dev.slipway.lifecycle.VerifiedPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The packages, each once, by their digests: {@code packages/<digest>/files} with what the digest
 * covers, {@code facts.json} beside it. Thread-safe.
 */
final class PackageStore {

  static final String FILES = "files";
  static final String FACTS = "facts.json";

  private static final String SIGNATURE = "model.sig";
  private static final Duration RESERVING = Duration.ofSeconds(10);

  private final RegistryFolder folder;
  private final PackageExamination examination;
  private final Clock clock;
  private final VerifiedPackages verified = new VerifiedPackages();
  private final Map<String, StoredFacts> known = new ConcurrentHashMap<>();

  PackageStore(RegistryFolder folder, PackageExamination examination, Clock clock) {
    this.folder = folder;
    this.examination = examination;
    this.clock = clock;
  }

  Path place(String digest) {
    return folder.packages().resolve(digest);
  }

  boolean has(String digest) {
    return Files.isDirectory(place(digest), LinkOption.NOFOLLOW_LINKS);
  }

  /** Returns whether a package is there and is what its digest says. */
  boolean isSound(String digest) {
    try {
      verify(digest, "Cannot use " + digest);
      return true;
    } catch (InvalidPackageException damaged) {
      return false;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Returns where a package is opened. */
  Path location(String digest) throws IOException {
    String entry = facts(digest).entry();
    Path files = place(digest).resolve(FILES);
    return entry.isEmpty() ? files : files.resolve(entry);
  }

  /** Notes that a package was located now, so that garbage collection leaves it for a while. */
  void touch(String digest) {
    try {
      Files.setLastModifiedTime(place(digest), FileTime.from(clock.instant()));
    } catch (IOException readOnly) {
      // A reader who may not write has no say in what is collected.
      assert readOnly != null;
    }
  }

  /**
   * Compares a package with its digest.
   *
   * @throws InvalidPackageException if it differs or is not there
   */
  Path verify(String digest, String task) throws IOException {
    Path location;
    try {
      location = location(digest);
    } catch (NoSuchFileException gone) {
      throw gone(digest, task);
    }
    verified.verify(location, digest, task);
    return location;
  }

  /** Compares a package with its digest, whatever was found before. */
  void verifyAgain(String digest, String task) throws IOException {
    known.remove(digest);
    Path location;
    try {
      location = location(digest);
    } catch (NoSuchFileException gone) {
      throw gone(digest, task);
    }
    new VerifiedPackages().verify(location, digest, task);
  }

  static InvalidPackageException gone(String digest, String task) {
    return new InvalidPackageException(
        ErrorCode.INVALID_PACKAGE,
        task,
        List.of(
            new Problem(
                "",
                "package "
                    + digest
                    + " is gone from the registry's folder (register the same package again)")));
  }

  /** Returns what was found in a package when it was registered. */
  StoredFacts facts(String digest) throws IOException {
    StoredFacts found = known.get(digest);
    if (found == null || !has(digest)) {
      Path file = place(digest).resolve(FACTS);
      found = StoredFacts.read(file, Files.readAllBytes(file));
      known.put(digest, found);
    }
    return found;
  }

  /** Finds out by opening a package what could not be found out when it was registered. */
  PackageFacts examine(String digest) throws IOException {
    return examination.examine(location(digest));
  }

  /** A package that was copied and is on its way in; closing removes what is left of it. */
  static final class Staged implements AutoCloseable {
    private final Path place;
    private final ProcessLock lock;
    private final Path lockFile;
    private String digest = "";
    private long bytes;

    private Staged(Path place, ProcessLock lock, Path lockFile) {
      this.place = place;
      this.lock = lock;
      this.lockFile = lockFile;
    }

    String digest() {
      return digest;
    }

    long bytes() {
      return bytes;
    }

    /** Takes something in that is to be removed. */
    void receive(Path other) throws IOException {
      Files.move(other, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what is there, and says so where that fails. */
    void discard() throws IOException {
      try (lock) {
        DurableFiles.deleteTree(place);
        Files.deleteIfExists(lockFile);
      }
    }

    /** Removes what is there; what cannot be removed is left to garbage collection. */
    @Override
    public void close() {
      try {
        discard();
      } catch (IOException leftover) {
        // What was to be done is done, or fails with an error of its own.
        assert leftover != null;
      }
    }
  }

  /** Makes a folder in the staging area that nobody else touches. */
  Staged reserve() throws IOException {
    folder.made(folder.staging());
    String name = UUID.randomUUID().toString();
    Path lockFile = folder.staging().resolve(name + ".lock");
    // Who looks for leftovers may try this lock, too, and gives it back at once.
    ProcessLock lock = ProcessLock.take(lockFile, RESERVING);
    return new Staged(folder.staging().resolve(name), lock, lockFile);
  }

  /** Copies a package that was read, examines the copy and makes it last. */
  void fill(Staged staged, ModelPackage source) throws IOException {
    Path files = staged.place.resolve(FILES);
    Files.createDirectory(staged.place);
    try {
      source.copyTo(files);
    } catch (EngineException failed) {
      if (failed.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw failed;
    }
    staged.digest = source.version().digest();
    staged.bytes = size(files);
    String entry = source.entry();
    PackageFacts facts = examination.examine(entry.isEmpty() ? files : files.resolve(entry));
    Files.write(staged.place.resolve(FACTS), new StoredFacts(entry, staged.bytes, facts).write());
    DurableFiles.seal(staged.place);
  }

  private static long size(Path files) throws IOException {
    long bytes = 0;
    try (Stream<Path> tree = Files.walk(files)) {
      for (Path file : (Iterable<Path>) tree::iterator) {
        bytes += Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
      }
    }
    return bytes;
  }

  /**
   * Gives a staged package its place. For the holder of the registry's lock.
   *
   * @param sound whether the package that may have the place is known to be sound
   */
  void publish(Staged staged, Presence sound) throws IOException {
    Path target = place(staged.digest);
    folder.made(folder.packages());
    if (has(staged.digest)) {
      if (sound == Presence.SOUND) {
        replaceSignature(staged, target);
        return;
      }
      Files.move(target, staged.place.resolveSibling(staged.place.getFileName() + ".damaged"));
      known.remove(staged.digest);
    }
    Files.move(staged.place, target, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.sync(folder.packages());
    touch(staged.digest);
  }

  /** What is known of a package that is there already. */
  enum Presence {
    /** It is what its digest says. */
    SOUND,
    /** It is damaged or not there. */
    UNSOUND
  }

  private static void replaceSignature(Staged staged, Path target) throws IOException {
    Path signature = staged.place.resolve(FILES).resolve(SIGNATURE);
    if (Files.exists(signature, LinkOption.NOFOLLOW_LINKS)) {
      Path files = target.resolve(FILES);
      Files.move(signature, files.resolve(SIGNATURE), StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.sync(files);
    }
  }

  /** Returns the digests of all packages that are there. */
  List<String> digests() throws IOException {
    if (!Files.isDirectory(folder.packages())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder.packages())) {
      return entries
          .map(entry -> Objects.requireNonNull(entry.getFileName()).toString())
          .filter(name -> name.matches("[0-9a-f]{64}"))
          .sorted()
          .toList();
    }
  }

  /** Forgets a package that was removed. */
  void forget(String digest) {
    known.remove(digest);
  }

  /** Returns when a package was last put in place or located, if it is there. */
  Optional<FileTime> lastUse(String digest) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(place(digest), LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }
}
