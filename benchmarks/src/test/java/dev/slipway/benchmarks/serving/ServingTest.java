package dev.slipway.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.benchmarks.harness.Comparison;
import dev.slipway.benchmarks.harness.Subject;
import dev.slipway.benchmarks.harness.Workload;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Servers give the same answers, and every figure of their tables is measured:")
class ServingTest {

  private static final Pace SHORT = Pace.ofMillis(50, 200);
  private static final JavaContender OURS = new JavaContender("slipway", SlipwayServer.class);
  private static final JavaContender BARE = new JavaContender("vertx", BareServer.class);

  @TempDir private Path folder;

  private static Subject subject(String name) {
    return ServingSubjects.all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Map<String, Double>> measured(Workload workload) throws Exception {
    workload.prepare(folder);
    workload.compare(folder);
    Map<String, Map<String, Double>> measured = new LinkedHashMap<>();
    for (String path : workload.paths()) {
      measured.put(path, workload.run(path, folder));
    }
    return measured;
  }

  /** Runs a workload and looks for all figures of its benchmark's lines that these paths have. */
  private void measures(Workload workload, String subject, int lines) throws Exception {
    Map<String, Map<String, Double>> measured = measured(workload);
    List<Comparison> own =
        subject(subject).comparisons().stream()
            .filter(line -> measured.containsKey(line.path()))
            .filter(line -> measured.containsKey(line.beside()))
            .toList();
    assertThat(own).hasSize(lines);
    for (Comparison line : own) {
      for (String path : List.of(line.path(), line.beside())) {
        Double figure = measured.get(path).get(line.unit());
        assertThat(figure).as(path + " " + line).isNotNull().isNotNegative();
      }
    }
  }

  @Test
  @DisplayName("typed JSON")
  void json() throws Exception {
    Contenders contenders = Contenders.of(OURS, BARE);
    measures(new ServingJson(contenders, SHORT, 4), "serving-json", 9);
  }

  @Test
  @DisplayName("the Open Inference Protocol")
  void protocol() throws Exception {
    measures(new ServingOip(Contenders.of(OURS, BARE), SHORT), "serving-oip", 4);
  }

  @Test
  @DisplayName("a start")
  void start() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "dev.slipway.cli.Main");
    ServeCommand serve = new ServeCommand("slipway", command, Map.of());
    measures(new ServingStart(Contenders.of(serve, BARE), SHORT, 1), "serving-start", 3);
  }

  /** One that never is there. */
  private record Absent(String name) implements Contender {
    @Override
    public Optional<String> missing() {
      return Optional.of("it is nowhere (invent it)");
    }

    @Override
    public List<String> command(Path model, int port) {
      throw new IllegalStateException("it was started");
    }
  }

  @Test
  @DisplayName("one that is missing is left out, with its reason")
  void missing() {
    Contenders contenders = Contenders.of(OURS, new Absent("absent"));
    assertThat(contenders.names()).containsExactly("slipway");
    ServingJson workload = new ServingJson(contenders, SHORT, 4);
    assertThat(workload.paths()).containsExactly("slipway");
    assertThat(workload.leftOut())
        .containsExactly(Map.entry("absent", "it is nowhere (invent it)"));
  }

  @Test
  @DisplayName("one with other answers is refused")
  void different() throws Exception {
    JavaContender wrong = new JavaContender("wrong", WrongServer.class);
    ServingJson workload = new ServingJson(Contenders.of(OURS, wrong), SHORT, 4);
    workload.prepare(folder);
    assertThatThrownBy(() -> workload.compare(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("wrong answers {\"positive\":0.5}, expected 0.");
  }

  @Test
  @DisplayName("one that does not start is named, with where it said why")
  void broken() throws Exception {
    JavaContender broken = new JavaContender("broken", ServingTest.class);
    assertThatThrownBy(() -> ServerProcess.start(broken, folder, Optional.empty()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cannot start broken: it ended with 1 (see ")
        .hasMessageContaining("broken.err");
    assertThat(folder.resolve("broken.err")).content().contains("ServingTest");
  }

  @Test
  @DisplayName("server and client get different processors where there are two")
  void cores() {
    assertThat(Cores.of("0-3,6")).contains(new Cores(0, 6, "0-3,6"));
    assertThat(Cores.of("5")).isEmpty();
  }
}
