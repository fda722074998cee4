package dev.slipway.lifecycle.file;

import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.file.Garbage.Fate;
import dev.slipway.lifecycle.file.Garbage.Item;
import dev.slipway.lifecycle.file.Garbage.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds and removes what no version has any more. */
final class Collector {

  private static final String LOCK = ".lock";

  private final RegistryFolder folder;
  private final Models models;
  private final PackageStore store;
  private final RegistryLock lock;
  private final Clock clock;

  Collector(
      RegistryFolder folder, Models models, PackageStore store, RegistryLock lock, Clock clock) {
    this.folder = folder;
    this.models = models;
    this.store = store;
    this.lock = lock;
    this.clock = clock;
  }

  /** Returns what would be removed now. */
  Garbage find(Duration unused) throws IOException {
    if (!folder.exists()) {
      return new Garbage(List.of());
    }
    List<Item> items = new ArrayList<>(packages(unused));
    for (String name : leftovers()) {
      Optional<ProcessLock> owner = ProcessLock.tryTake(folder.staging().resolve(name + LOCK));
      if (owner.isPresent()) {
        owner.get().close();
      }
      Fate fate = owner.isPresent() ? Fate.REMOVED : Fate.KEPT_IN_USE;
      items.add(new Item(Kind.LEFTOVER, name, leftoverBytes(name), fate));
    }
    return new Garbage(items);
  }

  private List<Item> packages(Duration unused) throws IOException {
    Set<String> referenced = referenced();
    List<Item> items = new ArrayList<>();
    for (String digest : store.digests()) {
      if (!referenced.contains(digest)) {
        Instant used = store.lastUse(digest).map(time -> time.toInstant()).orElse(Instant.MIN);
        // A use in the future is one whose clock has been set back since: it counts as recent.
        boolean recent = unused.toNanos() > 0 && used.isAfter(clock.instant().minus(unused));
        Fate fate = recent ? Fate.KEPT_RECENT : Fate.REMOVED;
        items.add(new Item(Kind.PACKAGE, digest, bytes(store.place(digest)), fate));
      }
    }
    return items;
  }

  /** Fails where a log cannot be read: what it refers to is not known then. */
  private Set<String> referenced() throws IOException {
    Set<String> digests = new HashSet<>();
    for (String name : models.allNames()) {
      digests.addAll(models.model(name).read(ModelState::digests));
    }
    return digests;
  }

  private Set<String> leftovers() throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(folder.staging())) {
      try (Stream<Path> entries = Files.list(folder.staging())) {
        entries
            .map(entry -> Objects.requireNonNull(entry.getFileName()).toString())
            .forEach(name -> names.add(name.replaceFirst("\\..*", "")));
      }
    }
    return names;
  }

  private List<Path> parts(String leftover) throws IOException {
    try (Stream<Path> entries = Files.list(folder.staging())) {
      return entries
          .filter(entry -> !entry.toString().endsWith(LOCK))
          .filter(
              entry -> entry.getFileName().toString().replaceFirst("\\..*", "").equals(leftover))
          .toList();
    }
  }

  private long leftoverBytes(String name) throws IOException {
    long bytes = 0;
    for (Path part : parts(name)) {
      bytes += bytes(part);
    }
    return bytes;
  }

  private static long bytes(Path root) {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException | UncheckedIOException goneMeanwhile) {
      return 0;
    }
  }

  /** Removes what nobody has, after writing into the log that it goes. */
  Garbage collect(Duration unused, ChangeNote note) throws IOException {
    if (!folder.exists()) {
      return new Garbage(List.of());
    }
    List<Removal> removals = new ArrayList<>();
    List<Item> items = lock.holding(() -> taken(unused, note, removals));
    for (Removal removal : removals) {
      removal.run();
    }
    return new Garbage(items);
  }

  /** What is left to do when the lock was given back. */
  private interface Removal {
    void run() throws IOException;
  }

  private List<Item> taken(Duration unused, ChangeNote note, List<Removal> removals)
      throws IOException {
    List<Item> items = new ArrayList<>();
    for (String name : leftovers()) {
      items.add(takeLeftover(name, removals));
    }
    List<Item> packages = packages(unused);
    items.addAll(packages);
    List<String> going =
        packages.stream().filter(item -> item.fate() == Fate.REMOVED).map(Item::name).toList();
    if (!going.isEmpty()) {
      record(going, note);
      for (String digest : going) {
        removals.add(takeOut(digest));
      }
      DurableFiles.sync(folder.packages());
    }
    return items;
  }

  private void record(List<String> digests, ChangeNote note) throws IOException {
    folder.made(folder.collections());
    Model log = new Model("", new Log(folder.collections()));
    log.change(
        (state, next) -> {
          List<LogEntry> entries = new ArrayList<>();
          for (String digest : digests) {
            HistoryEntry entry =
                new HistoryEntry(
                    next + entries.size(),
                    clock.instant(),
                    HistoryEntry.Action.COLLECT,
                    new HistoryEntry.Subject("", Optional.empty(), Optional.empty()),
                    Optional.of(digest),
                    Optional.empty(),
                    note);
            entries.add(new LogEntry(entry, Optional.empty()));
          }
          return entries;
        });
  }

  private Removal takeOut(String digest) throws IOException {
    PackageStore.Staged place = store.reserve();
    place.receive(store.place(digest));
    store.forget(digest);
    return place::discard;
  }

  private Item takeLeftover(String name, List<Removal> removals) throws IOException {
    long bytes = leftoverBytes(name);
    Path lockFile = folder.staging().resolve(name + LOCK);
    Optional<ProcessLock> owner = ProcessLock.tryTake(lockFile);
    if (owner.isEmpty()) {
      return new Item(Kind.LEFTOVER, name, bytes, Fate.KEPT_IN_USE);
    }
    removals.add(() -> remove(name, owner.get(), lockFile));
    return new Item(Kind.LEFTOVER, name, bytes, Fate.REMOVED);
  }

  private void remove(String name, ProcessLock owner, Path lockFile) throws IOException {
    try {
      for (Path part : parts(name)) {
        DurableFiles.deleteTree(part);
      }
      Files.deleteIfExists(lockFile);
    } finally {
      owner.close();
    }
  }
}
