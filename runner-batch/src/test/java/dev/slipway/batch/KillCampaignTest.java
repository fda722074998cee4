package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a job at every system call that changes files, counted in each thread; needs {@code
 * strace}. A campaign: all points with {@code -Pfull}, else a seeded tenth of them.
 */
@Tag("external")
class KillCampaignTest {

  private static final List<String> CALLS =
      List.of("mkdir", "pwrite64", "write", "ftruncate", "fsync", "rename", "unlink", "rmdir");
  private static final int MOST_OF_A_CALL = 12;
  private static final int SHARE = 10;
  private static final long SEED = 20_261_122;
  private static final long ROWS = 20_000;
  private static final List<String> TEXT_SAMPLE =
      List.of("fsync 1", "fsync 3", "rename 1", "rename 2", "write 9");

  @TempDir Path folder;

  @Test
  @DisplayName("whenever a job from CSV to CSV with rejects is killed, the same holds")
  void text() throws Exception {
    Path input = folder.resolve("in.csv");
    StringBuilder rows = new StringBuilder("id,x,y\nbad,,\n");
    for (int i = 0; i < ROWS; i++) {
      rows.append(i).append(',').append(i / 2f).append(",10\n");
    }
    Files.writeString(input, rows);
    Path output = folder.resolve("out.csv");
    int hit = 0;
    for (String point : Boolean.getBoolean("slipway.full") ? points() : TEXT_SAMPLE) {
      String call = point.substring(0, point.indexOf(' '));
      int n = Integer.parseInt(point.substring(call.length() + 1));
      if (isKilledAt(call, n, input, output)) {
        hit++;
        if (Files.exists(output)) {
          assertThat(Files.readAllLines(output)).as(point).hasSize((int) ROWS + 1);
        }
        BatchReport again = KilledJob.job(input, output).build().run();
        assertThat(again.rows()).as(point).isEqualTo(ROWS);
        assertThat(again.rejectedRows()).as(point).isEqualTo(1);
        assertThat(files()).as(point).containsExactly("in.csv", "out.csv", "out.csv.rejects.csv");
      }
      Files.deleteIfExists(output);
    }
    assertThat(hit).as("points hit").isGreaterThan(2);
  }

  @Test
  @DisplayName("whenever a job is killed, the output is absent or whole, and the next run succeeds")
  void everyPoint() throws Exception {
    Path input = Parquet.numbers(folder.resolve("in.parquet"), 0, ROWS);
    Path output = folder.resolve("out.parquet");
    boolean all = Boolean.getBoolean("slipway.full");
    List<String> hit = new ArrayList<>();
    for (String point : all ? points() : sample()) {
      String call = point.substring(0, point.indexOf(' '));
      int n = Integer.parseInt(point.substring(call.length() + 1));
      if (isKilledAt(call, n, input, output)) {
        hit.add(point);
        checkOutput(output);
        run(input, output);
        assertThat(files()).as(point).containsExactly("in.parquet", "out.parquet");
      }
      Files.deleteIfExists(output);
    }
    assertThat(hit).as("points hit").contains("fsync 1", "rename 1");
    assertThat(hit).as("points hit").hasSizeGreaterThan(all ? 15 : 2);
  }

  /** Every call up to its twelfth time, which is more often than most are made. */
  private static List<String> points() {
    List<String> points = new ArrayList<>();
    for (String call : CALLS) {
      for (int n = 1; n <= MOST_OF_A_CALL; n++) {
        points.add(call + " " + n);
      }
    }
    return points;
  }

  /** The two points on which the commit turns, and a tenth of the others. */
  private static List<String> sample() {
    List<String> others = points();
    List<String> sample = new ArrayList<>(List.of("fsync 1", "rename 1"));
    others.removeAll(sample);
    Collections.shuffle(others, new Random(SEED));
    sample.addAll(others.subList(0, others.size() / SHARE));
    return sample;
  }

  private static void run(Path input, Path output) {
    BatchJob.builder()
        .predictor(TestPredictor.arithmetic())
        .input(input.toString())
        .output(output)
        .build()
        .run();
  }

  private static boolean isKilledAt(String call, int n, Path input, Path output) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e"));
    command.add("inject=" + call + ":signal=SIGKILL:when=" + n);
    command.addAll(KilledJob.command(input, output, "never"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(call + " " + n).isTrue();
      return process.exitValue() != 0;
    } finally {
      process.destroyForcibly();
    }
  }

  private static void checkOutput(Path output) throws Exception {
    if (Files.exists(output)) {
      assertThat(Parquet.value(output, "SELECT count(*) FROM $")).isEqualTo(ROWS);
    }
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
