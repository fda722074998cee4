package dev.slipway.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the adding of a variant at every system call that changes the package or what is beside it,
 * and fills the disk at every one that writes there; needs {@code strace}. The calls are those of
 * an undisturbed run. All of them with {@code -Pfull}, else a seeded tenth and the two moves.
 */
@Tag("external")
@DisplayName("A variant that is being added")
class KillCampaignTest {

  private static final String CALLS = "mkdir,write,pwrite64,ftruncate,fsync,rename,unlink,rmdir";
  private static final Pattern TRACED = Pattern.compile("^\\d+ +([a-z0-9]+)\\(");
  private static final int SHARE = 10;
  private static final long SEED = 20_261_128;
  private static final String NAME = "copy";

  @TempDir private Path temporary;
  private Path alone = Path.of("");

  @BeforeEach
  void folder() throws IOException {
    alone = Files.createDirectory(temporary.resolve("alone"));
  }

  /** The n-th of a system call in one thread. */
  private record Point(String call, int count) {}

  @Test
  @DisplayName("leaves the package as it was or with the variant, whenever it is killed")
  void everyKill() throws Exception {
    List<Point> hit = new ArrayList<>();
    for (Point point : points(CALLS)) {
      Path made = PackageFixture.write(alone);
      if (run(made, "inject=" + point.call() + ":signal=SIGKILL:when=" + point.count(), point)
          != 0) {
        hit.add(point);
        assertRecovers(made, point);
      }
      PackageFixture.remove(made);
    }
    assertThat(hit).as("points hit").isNotEmpty();
    report("killed", hit);
  }

  @Test
  @DisplayName("leaves the package as it was, and says so, when the disk is full")
  void everyFullDisk() throws Exception {
    List<Point> hit = new ArrayList<>();
    for (Point point : points("mkdir,write,pwrite64,fsync,rename")) {
      Path made = PackageFixture.write(alone);
      int code = run(made, "inject=" + point.call() + ":error=ENOSPC:when=" + point.count(), point);
      if (code == AddVariant.CANNOT_WRITE) {
        hit.add(point);
        assertThat(Files.readString(output())).as("%s", point).contains("Cannot write ");
        assertRecovers(made, point);
      }
      PackageFixture.remove(made);
    }
    assertThat(hit).as("points hit").isNotEmpty();
    report("full", hit);
  }

  /**
   * The package answers as it is; the next attempt succeeds and leaves nothing but the variants.
   */
  private static void assertRecovers(Path made, Point point) throws IOException {
    List<String> variants = PackageFixture.answering(made);
    assertThat(variants).as("%s", point).isSubsetOf("onnx", NAME);
    if (variants.contains(NAME)) {
      AddVariant.add(made, "other");
      PackageFixture.assertOnly(made, NAME, "other");
    } else {
      AddVariant.add(made, NAME);
      PackageFixture.assertOnly(made, NAME);
    }
  }

  private static void report(String campaign, List<Point> hit) {
    System.getLogger(KillCampaignTest.class.getName())
        .log(System.Logger.Level.INFO, campaign + " at " + hit.size() + " points: " + hit);
  }

  /** Returns the calls that an undisturbed run makes on the package and on what is beside it. */
  private List<Point> points(String calls) throws Exception {
    Path made = PackageFixture.write(alone);
    assertThat(run(made, "trace=" + calls, new Point(calls, 0))).isZero();
    PackageFixture.remove(made);
    List<Point> points = new ArrayList<>(traced());
    assertThat(points).as("points").hasSizeGreaterThan(10);
    if (Boolean.getBoolean("slipway.full")) {
      return points;
    }
    List<Point> sample = new ArrayList<>(points.stream().filter(KillCampaignTest::isMove).toList());
    points.removeAll(sample);
    Collections.shuffle(points, new Random(SEED));
    sample.addAll(points.subList(0, points.size() / SHARE));
    return sample;
  }

  private static boolean isMove(Point point) {
    return point.call().equals("rename");
  }

  private Set<Point> traced() throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    Set<Point> points = new LinkedHashSet<>();
    for (String line : Files.readAllLines(trace())) {
      Matcher call = TRACED.matcher(line);
      if (call.find()) {
        int count = counts.merge(call.group(), 1, Integer::sum);
        if (line.contains(alone.toString())) {
          points.add(new Point(call.group(1), count));
        }
      }
    }
    return points;
  }

  private Path trace() {
    return temporary.resolve("trace");
  }

  private Path output() {
    return temporary.resolve("output");
  }

  private int run(Path made, String injection, Point point) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("strace", "-f", "-y", "-qq", "-o", trace().toString(), "-e"));
    command.addAll(List.of("trace=" + point.call(), "-e", injection));
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
    command.addAll(List.of(ChildJvm.classPath(), AddVariant.class.getName()));
    command.addAll(List.of(made.toString(), NAME));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output().toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("%s", point).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
