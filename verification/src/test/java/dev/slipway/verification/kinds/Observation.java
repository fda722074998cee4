package dev.slipway.verification.kinds;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidPackageException;
import dev.slipway.Parity.Level;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.PackageBuilder;
import dev.slipway.core.ParityMeasurement;
import dev.slipway.core.ParityReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What was seen of one kind of model.
 *
 * @param execution the rules that {@code slipway package} wrote, as they stand in the manifest
 * @param strict what it measured
 * @param loose what it measured with {@code --parity metric}, which takes the first rules: none
 * @param byRules how equal answers by the rules were, but for the ways that they refuse; judged by
 *     the strict parity
 * @param without how equal they were with {@code execution} taken out of the package; judged by the
 *     loose parity
 */
record Observation(
    String execution,
    ParityReport strict,
    ParityReport loose,
    Map<Way, Difference> byRules,
    Map<Way, Difference> without) {

  private static final String EXECUTION = "execution: ";

  /** Packages a model and answers its rows in every way. */
  static Observation of(ModelKind kind, Path folder) throws IOException {
    Path model = kind.model().write(folder.resolve("model.onnx"));
    Path output = folder.resolve("packaged");
    ParityMeasurement.Builder measurement = ParityMeasurement.builder();
    ParityReport strict = new PackageBuilder(measurement.build()).write(model, output).parity();
    ParityReport loose =
        new PackageBuilder(measurement.require(Level.METRIC).build())
            .write(model, folder.resolve("loose"))
            .parity();
    Map<Way, Difference> byRules = cells(kind, output, strict);
    String execution = removeExecution(output.resolve("slipway.yaml"));
    return new Observation(execution, strict, loose, byRules, cells(kind, output, loose));
  }

  /** Returns whether a package refuses to be answered in a way, as its rules say. */
  static boolean isRefused(Way way, ExecutionRules rules) {
    return way == Way.TWO_THREADS && rules.intraOpThreads().equals(OptionalInt.of(1));
  }

  private static Map<Way, Difference> cells(ModelKind kind, Path model, ParityReport report)
      throws IOException {
    Path jobs = Files.createTempDirectory(model.getParent(), "jobs");
    Trial trial = new Trial(kind, model, report.parity(), jobs);
    Map<Way, Difference> cells = new EnumMap<>(Way.class);
    for (Way way : Way.values()) {
      if (isRefused(way, report.execution())) {
        assertThatThrownBy(() -> way.run(trial))
            .isInstanceOf(InvalidPackageException.class)
            .hasMessageContaining("execution.intra-op: is 1, but 2 threads were asked for");
      } else {
        cells.put(way, way.run(trial));
      }
    }
    return cells;
  }

  /** Takes the rules out of a manifest and returns them. */
  private static String removeExecution(Path manifest) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(manifest));
    String execution =
        lines.stream().filter(line -> line.startsWith(EXECUTION)).findFirst().orElseThrow();
    lines.remove(execution);
    Files.write(manifest, lines);
    return execution.substring(EXECUTION.length());
  }

  /** Returns the level that is written where rules restrict nothing. */
  String looseLevel() {
    return loose.parity().level().name().toLowerCase(Locale.ROOT);
  }
}
