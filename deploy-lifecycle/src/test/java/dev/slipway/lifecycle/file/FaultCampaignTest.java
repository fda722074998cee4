package dev.slipway.lifecycle.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.ModelPackage;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.RegisteredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills a process at every system call by which it changes files, and lets every such call fail;
 * needs {@code strace}. All points with {@code -Pfull}, else a seeded tenth of them.
 */
@Tag("external")
@DisplayName("A registry under faults")
class FaultCampaignTest {

  private static final int SHARE = 10;
  private static final long SEED = 20_261_128;
  private static final List<String> ERRORS = List.of("ENOSPC", "EIO", "EDQUOT");

  @TempDir Path folder;
  private Path template;
  private Path source;
  private int run;

  /** One call of a kind, to be hit. */
  private record Point(String call, int n) {}

  @BeforeEach
  void prepare() throws IOException {
    template = folder.resolve("template");
    FileRegistry registry = FileRegistry.open(template);
    for (String description : List.of("one", "two", "three")) {
      registry.register(Packages.registration(folder, description));
    }
    ChangeNote note = ChangeNote.by("parent");
    registry.apply(new Change.SetAlias(Packages.NAME, "champion", 1), note);
    registry.apply(new Change.Delete(Packages.NAME, Optional.of(3)), note);
    source = Packages.write(folder.resolve("four"), "four");
  }

  private List<String> command(Path root, String task) {
    String third = task.equals("pull") ? root + "-pulled" : source.toString();
    return RegistryProcess.command(root.toString(), task, third);
  }

  private Path fresh() throws IOException {
    return Packages.copy(template, folder.resolve("registry-" + run++));
  }

  private List<Point> points(String task) throws Exception {
    Map<String, Integer> counts = Traced.counts(folder, command(fresh(), task));
    List<Point> points = new ArrayList<>();
    counts.forEach(
        (call, most) -> {
          for (int n = 1; n <= most; n++) {
            points.add(new Point(call, n));
          }
        });
    if (Boolean.getBoolean("slipway.full")) {
      return points;
    }
    List<Point> sample = new ArrayList<>();
    points.stream().filter(point -> point.equals(new Point("rename", 1))).forEach(sample::add);
    points.removeAll(sample);
    Collections.shuffle(points, new Random(SEED));
    sample.addAll(points.subList(0, Math.max(1, points.size() / SHARE)));
    return sample;
  }

  /** What can be seen of the registry: the versions, where the alias is, what is pulled. */
  private record Seen(int versions, Integer champion, boolean pulled, int unused) {}

  private Seen seen(Path root) {
    FileRegistry registry = FileRegistry.open(root);
    assertThat(registry.verify().problems()).isEmpty();
    RegisteredModel model = registry.model(Packages.NAME);
    registry.versions(Packages.NAME).forEach(registry::fetch);
    Path pulled = Path.of(root + "-pulled");
    if (Files.exists(pulled)) {
      assertThat(ModelPackage.digest(pulled))
          .isEqualTo(registry.versions(Packages.NAME).get(1).digest());
    }
    int unused =
        (int)
            registry.garbage(Duration.ZERO).items().stream()
                .filter(item -> item.kind() == Garbage.Kind.PACKAGE)
                .count();
    return new Seen(
        model.versions(), model.aliases().get("champion"), Files.exists(pulled), unused);
  }

  private Seen after(String task) throws Exception {
    Path root = fresh();
    FileRegistry registry = FileRegistry.open(root);
    RegistryProcess.main(
        new String[] {
          root.toString(), task, task.equals("pull") ? root + "-pulled" : source.toString()
        });
    assertThat(registry.models()).containsExactly(Packages.NAME);
    return seen(root);
  }

  @ParameterizedTest
  @ValueSource(strings = {"register", "alias", "gc", "pull"})
  @DisplayName("shows the old state or the new wherever a process is killed, and goes on")
  void kills(String task) throws Exception {
    Seen before = seen(fresh());
    Seen done = after(task);
    assertThat(done).isNotEqualTo(before);
    int hit = 0;
    for (Point point : points(task)) {
      Path root = fresh();
      Traced.End end =
          Traced.disturbed(folder, point.call, point.n, "signal=SIGKILL", command(root, task));
      hit += end.status() == 0 ? 0 : 1;
      checkState(task, point.toString(), seen(root), before, done);
      RegistryProcess.main(
          new String[] {
            root.toString(), task, task.equals("pull") ? root + "-pulled" : source.toString()
          });
      FileRegistry registry = FileRegistry.open(root);
      registry.collect(Duration.ZERO, ChangeNote.by("parent"));
      assertThat(registry.verify().problems()).as("%s after %s", task, point).isEmpty();
      assertThat(Packages.tree(root.resolve("staging"))).as(point.toString()).containsExactly("");
    }
    assertThat(hit).as("points hit of %s", task).isPositive();
    System.out.println(task + ": " + hit + " points hit by a kill, 0 failures");
  }

  @ParameterizedTest
  @ValueSource(strings = {"register", "alias", "gc", "pull"})
  @DisplayName("keeps the old state and says why wherever a call fails (R25)")
  void errors(String task) throws Exception {
    Seen before = seen(fresh());
    Seen done = after(task);
    int refused = 0;
    int number = 0;
    for (Point point : points(task)) {
      List<String> errors =
          Boolean.getBoolean("slipway.full") ? ERRORS : List.of(ERRORS.get(number++ % 3));
      for (String error : errors) {
        Path root = fresh();
        Traced.End end =
            Traced.disturbed(folder, point.call, point.n, "error=" + error, command(root, task));
        String what = task + " with " + error + " at " + point + ": " + end;
        Seen seen = seen(root);
        if (end.status() == 0) {
          checkState(task, what, seen, before, done);
        } else {
          refused++;
          assertThat(end.message()).as(what).contains("Cannot ").doesNotContain("\tat ");
          checkRefused(task, what, seen, before);
        }
      }
    }
    System.out.println(task + ": " + refused + " errors refused, 0 failures");
  }

  private static void checkState(String task, String what, Seen seen, Seen before, Seen done) {
    if (task.equals("register")) {
      // A package that was put in place before its version is known to the next collection.
      assertThat(seen.versions()).as(what).isIn(before.versions(), done.versions());
      assertThat(seen.champion()).as(what).isEqualTo(before.champion());
    } else {
      assertThat(seen).as(what).isIn(before, done);
    }
  }

  private static void checkRefused(String task, String what, Seen seen, Seen before) {
    if (task.equals("gc")) {
      // What was taken out before the error is garbage all the same.
      assertThat(seen.versions()).as(what).isEqualTo(before.versions());
    } else {
      assertThat(seen.versions()).as(what).isEqualTo(before.versions());
      assertThat(seen.champion()).as(what).isEqualTo(before.champion());
    }
  }

  @Test
  @DisplayName("names nothing before its content lasts, and returns only when the name does (R24)")
  void order() throws Exception {
    List<Traced.Call> calls = Traced.calls(folder, command(fresh(), "alias"));
    int log = last(calls, "write", "log.jsonl");
    int logLasts = last(calls, "fsync", "log.jsonl");
    int head = last(calls, "fsync", "head.json.new");
    int named = last(calls, "rename", "head.json.new");
    int lasts = last(calls, "fsync", "models/logistic>");
    assertThat(List.of(log, logLasts, head, named, lasts)).isSorted().doesNotContain(-1);
    List<Traced.Call> registering = Traced.calls(folder, command(fresh(), "register"));
    int content = last(registering, "fsync", "files/model.onnx");
    int staged = first(registering, "rename", "staging");
    int placed = first(registering, "fsync", "/packages>");
    int entry = last(registering, "write", "log.jsonl");
    assertThat(List.of(content, staged, placed, entry)).isSorted().doesNotContain(-1);
  }

  private static int last(List<Traced.Call> calls, String name, String part) {
    int found = -1;
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).name().equals(name) && calls.get(i).arguments().contains(part)) {
        found = i;
      }
    }
    return found;
  }

  private static int first(List<Traced.Call> calls, String name, String part) {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).name().equals(name) && calls.get(i).arguments().contains(part)) {
        return i;
      }
    }
    return -1;
  }
}
