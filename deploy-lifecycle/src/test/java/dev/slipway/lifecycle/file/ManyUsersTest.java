package dev.slipway.lifecycle.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.HistoryEntry.Action;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.VersionRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Many users of one registry")
class ManyUsersTest {

  private static final int PROCESSES = 8;
  private static final int ROUNDS = 5;

  @TempDir Path folder;

  @Test
  @DisplayName("in 8 processes lose no update of one alias and get no number twice")
  void processes() throws Exception {
    Path root = folder.resolve("registry");
    FileRegistry registry = FileRegistry.open(root);
    registry.register(Packages.registration(folder, "first"));
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      Path source = Packages.write(folder.resolve("p" + i), "p" + i);
      processes.add(
          new ProcessBuilder(
                  RegistryProcess.command(
                      root.toString(), "compete", source.toString(), ROUNDS + ""))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out" + i).toFile())
              .start());
    }
    for (int i = 0; i < PROCESSES; i++) {
      assertThat(processes.get(i).waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(processes.get(i).exitValue())
          .as(java.nio.file.Files.readString(folder.resolve("out" + i)))
          .isZero();
    }
    int all = PROCESSES * ROUNDS;
    assertThat(registry.versions(Packages.NAME))
        .extracting(VersionRecord::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, all + 1).boxed().toList());
    List<HistoryEntry> moves =
        registry.history(Packages.NAME).stream()
            .filter(entry -> entry.action() == Action.SET_ALIAS)
            .toList();
    assertThat(moves).hasSize(all);
    for (int i = 1; i < moves.size(); i++) {
      assertThat(moves.get(i).from()).as("move %d", i).isEqualTo(moves.get(i - 1).to());
    }
    assertThat(registry.verify().problems()).isEmpty();
    assertThat(Packages.tree(root.resolve("staging"))).containsExactly("");
  }

  @Test
  @DisplayName("each read one whole version while its alias moves (R28)")
  void readers() throws Exception {
    FileRegistry registry = FileRegistry.open(folder.resolve("registry"));
    List<String> digests = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      digests.add(registry.register(Packages.registration(folder, "p" + i)).digest());
    }
    ChangeNote note = ChangeNote.by("mover");
    registry.apply(new Change.SetAlias(Packages.NAME, "champion", 1), note);
    AtomicBoolean moving = new AtomicBoolean(true);
    ExecutorService readers = Executors.newFixedThreadPool(3);
    try {
      List<Future<Integer>> reads = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        FileRegistry own = i == 0 ? registry : FileRegistry.open(folder.resolve("registry"));
        reads.add(readers.submit(() -> read(own, digests, moving)));
      }
      for (int i = 0; i < 300; i++) {
        registry.apply(new Change.SetAlias(Packages.NAME, "champion", i % 3 + 1), note);
        registry.apply(
            new Change.SetTag(Packages.NAME, Optional.of(i % 3 + 1), "moved", "" + i), note);
      }
      moving.set(false);
      for (Future<Integer> read : reads) {
        assertThat(read.get(60, TimeUnit.SECONDS)).isPositive();
      }
    } finally {
      moving.set(false);
      readers.shutdownNow();
    }
  }

  private static int read(FileRegistry registry, List<String> digests, AtomicBoolean moving) {
    int seen = 0;
    ModelUri uri = ModelUri.ofAlias(Packages.NAME, "champion");
    do {
      VersionRecord version = registry.find(uri);
      assertThat(version.digest()).isEqualTo(digests.get(version.number() - 1));
      assertThat(version.aliases()).containsExactly("champion");
      seen++;
    } while (moving.get());
    return seen;
  }
}
