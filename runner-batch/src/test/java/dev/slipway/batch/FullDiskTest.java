package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets the disk be full, or broken, from some system call of a job on; needs {@code strace}. A
 * campaign: all points with {@code -Pfull}, else a seeded share of them.
 */
@Tag("external")
@DisplayName("Where the disk is full or broken")
class FullDiskTest {

  private static final List<String> CALLS =
      List.of("mkdir", "pwrite64", "ftruncate", "fsync", "rename");
  private static final int MOST_OF_A_CALL = 8;
  private static final int SAMPLE = 5;
  private static final long SEED = 20_261_128;
  private static final long ROWS = 20_000;
  private static final long OLD_ROWS = 10;

  @TempDir Path folder;

  @Test
  @DisplayName("a job says so and which output there is, the old or the new; the next run succeeds")
  void everyPoint() throws Exception {
    Path input = Parquet.numbers(folder.resolve("in.parquet"), 0, ROWS);
    Path output = folder.resolve("out.parquet");
    byte[] old = Files.readAllBytes(earlier(output));
    int failed = 0;
    for (Point point : points()) {
      Files.write(output, old);
      TracedJob.Ended ended =
          TracedJob.run(
              point.call, "error=" + point.error + ":when=" + point.n + "+", input, output);
      if (ended.status() == 0) {
        assertThat(rows(output)).as(point.toString()).isEqualTo(ROWS);
      } else {
        failed++;
        if (ended.said().contains("complete and in its place")) {
          assertThat(point.call).isEqualTo("fsync");
          assertThat(rows(output)).as(point.toString()).isEqualTo(ROWS);
        } else {
          assertThat(output).as(point + ended.said()).hasBinaryContent(old);
        }
        assertThat(ended.said())
            .as(point.toString())
            .contains("Exception: Cannot ", point.words())
            .doesNotContain("INTERNAL");
        KilledJob.job(input, output).build().run();
        assertThat(rows(output)).as(point.toString()).isEqualTo(ROWS);
      }
      assertThat(files()).as(point.toString()).containsExactly("in.parquet", "out.parquet");
    }
    assertThat(failed).as("points that failed").isGreaterThan(2);
  }

  private record Point(String call, int n, String error) {

    /** What a person would look for. */
    String words() {
      return error.equals("ENOSPC") ? "No space left on device" : "Input/output error";
    }
  }

  private Path earlier(Path output) throws Exception {
    Path few = Parquet.numbers(folder.resolve("few.parquet"), 0, OLD_ROWS);
    KilledJob.job(few, output).build().run();
    Files.delete(few);
    return output;
  }

  /** The first write and sync of either error, and others. */
  private static List<Point> points() {
    List<Point> all = new ArrayList<>();
    for (String error : List.of("ENOSPC", "EIO")) {
      for (String call : CALLS) {
        for (int n = 1; n <= MOST_OF_A_CALL; n++) {
          all.add(new Point(call, n, error));
        }
      }
    }
    if (Boolean.getBoolean("slipway.full")) {
      return all;
    }
    List<Point> some = new ArrayList<>();
    some.add(new Point("pwrite64", 1, "ENOSPC"));
    some.add(new Point("fsync", 1, "EIO"));
    some.add(new Point("fsync", 2, "ENOSPC"));
    some.add(new Point("rename", 1, "ENOSPC"));
    new Random(SEED).ints(SAMPLE, 0, all.size()).mapToObj(all::get).forEach(some::add);
    return some;
  }

  private static Object rows(Path output) throws Exception {
    return Parquet.value(output, "SELECT count(*) FROM $");
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
