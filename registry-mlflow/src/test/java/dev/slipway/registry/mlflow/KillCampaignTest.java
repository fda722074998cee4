package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills a download at every system call that changes files, and fills the disk at every one that
 * writes; needs {@code strace}. A campaign: all points with {@code -Pfull}, else a seeded
 * sixteenth.
 */
@Tag("external")
class KillCampaignTest extends WithServer {

  private static final List<String> CALLS =
      List.of("mkdir", "write", "pwrite64", "fsync", "rename", "unlink", "rmdir");
  private static final int MOST_OF_A_CALL = 24;
  private static final int SHARE = 16;
  private static final long SEED = 20_261_128;

  private final Map<String, byte[]> packaged = flight("killed");

  @Test
  @DisplayName("whenever a download is killed, the next one succeeds, and no half version is seen")
  void everyKill() throws Exception {
    server.state.add("m", packaged).tags.put("slipway.digest", digest(packaged));
    List<String> hit = new ArrayList<>();
    for (String point : points(CALLS)) {
      String[] parts = point.split(" ", 2);
      if (run("inject=" + parts[0] + ":signal=SIGKILL:when=" + parts[1], parts[0]) != 0) {
        hit.add(point);
        checkWhole();
      }
      remove(cache());
    }
    assertThat(hit).as("points hit").contains("fsync 1", "rename 1");
    report("killed", hit);
  }

  @Test
  @DisplayName(
      "whenever the disk is full, the error says so, nothing is left, and there is a next time")
  void everyFullDisk() throws Exception {
    server.state.add("m", packaged).tags.put("slipway.digest", digest(packaged));
    List<String> hit = new ArrayList<>();
    for (String call : List.of("write", "pwrite64", "fsync", "mkdir")) {
      for (String point : points(List.of(call))) {
        String count = point.split(" ", 2)[1];
        int code = run("inject=" + call + ":error=ENOSPC:when=" + count, call);
        if (code == 3) {
          hit.add(point);
          assertThat(Files.readString(output())).as(point).containsPattern(refusal(call));
        }
        if (Files.exists(cache())) {
          checkWhole();
        }
        remove(cache());
      }
    }
    assertThat(hit).as("points hit").isNotEmpty();
    report("full", hit);
  }

  /** A write may have been one to the connection, which tells the same fault of the connection. */
  private static String refusal(String call) {
    String connection = call.equals("write") ? "|REGISTRY_UNAVAILABLE Cannot (?:find|fetch)" : "";
    return "(REGISTRY_FAILURE Cannot fetch" + connection + ").*No space left on device";
  }

  private static void report(String campaign, List<String> hit) {
    System.getLogger(KillCampaignTest.class.getName())
        .log(System.Logger.Level.DEBUG, campaign + " at " + hit.size() + " points: " + hit);
    if (Boolean.getBoolean("slipway.full")) {
      assertThat(hit).as("points hit").hasSizeGreaterThan(10);
    }
  }

  private static List<String> points(List<String> calls) {
    List<String> points = new ArrayList<>();
    for (String call : calls) {
      for (int n = 1; n <= MOST_OF_A_CALL; n++) {
        points.add(call + " " + n);
      }
    }
    if (Boolean.getBoolean("slipway.full")) {
      return points;
    }
    List<String> sample = new ArrayList<>(List.of("fsync 1", "rename 1", "write 3"));
    sample.retainAll(points);
    points.removeAll(sample);
    Collections.shuffle(points, new Random(SEED));
    sample.addAll(points.subList(0, Math.max(1, points.size() / SHARE)));
    return sample;
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private Path output() {
    return folder.resolve("output");
  }

  /** What is visible is whole, and what is not is downloaded. */
  private void checkWhole() throws Exception {
    MlflowRegistry next = builder().build();
    assertFiles(next.fetch(next.find(uri("models:/m/1"))).location(), packaged);
    try (Stream<Path> left = Files.list(cache().resolve("partial"))) {
      assertThat(left).isEmpty();
    }
  }

  private int run(String injection, String call) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", injection));
    command.addAll(
        Arrays.asList(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xshare:auto",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            PullMain.class.getName(),
            server.location(),
            cache().toString(),
            "models:/m/1"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output().toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(injection).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void remove(Path top) throws Exception {
    if (Files.exists(top)) {
      try (Stream<Path> all = Files.walk(top)) {
        for (Path file : all.sorted(Collections.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
