package dev.slipway.examples.flightdelay;

import static dev.slipway.examples.flightdelay.StepSettings.ordered;

import dev.slipway.Table;
import dev.slipway.core.PackageBuilder;
import dev.slipway.core.ParityMeasurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The model package: what training made, in the files that every deployment strategy reads. */
final class DelayPackage {

  private static final String MODEL = "model.onnx";
  private static final String MANIFEST = "slipway.yaml";
  private static final String GOLDEN = "golden.jsonl";
  private static final String DESCRIPTION =
      "Whether a flight that has just left will arrive more than 15 minutes late";
  private static final String HEADER =
      "# Written by FlightDelayTraining; training again gives the same.\n";

  private static final DumpSettings LAYOUT =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.AUTO)
          .setWidth(110)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .build();

  private DelayPackage() {}

  /**
   * Writes the package into a directory, over files of an earlier one, and has it state how equal
   * its answers are: what is measured, not what is hoped for.
   */
  static void write(Path directory, DelayModel model, Table golden) throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve(MODEL), model.classifier().toOnnx());
    String manifest = new Dump(LAYOUT).dumpToString(manifest(model));
    Files.writeString(directory.resolve(MANIFEST), HEADER + manifest);
    Files.writeString(directory.resolve(GOLDEN), GoldenFlights.lines(golden, model));
    new PackageBuilder(ParityMeasurement.builder().build()).inPlace(directory);
  }

  /** Removes a package that {@link #write} wrote. */
  static void remove(Path directory) throws IOException {
    for (String file : List.of(MODEL, MANIFEST, GOLDEN)) {
      Files.deleteIfExists(directory.resolve(file));
    }
    Files.deleteIfExists(directory);
  }

  private static Map<String, Object> manifest(DelayModel model) {
    return ordered(
        "format",
        "slipway/1",
        "name",
        "flight-delay",
        "version",
        "1",
        "description",
        DESCRIPTION,
        "model",
        MODEL,
        "signature",
        signature(),
        "steps",
        model.steps().steps().stream().map(DelayPackage::step).toList(),
        "features",
        FeatureSteps.FEATURES,
        "outputs",
        outputs(model));
  }

  private static Map<String, Object> signature() {
    List<Map<String, Object>> inputs =
        List.of(
            ordered("name", "date", "type", "datetime"),
            ordered("name", "distance", "type", "int64"),
            ordered("name", "origin", "type", "string"),
            ordered("name", "destination", "type", "string"));
    return ordered("inputs", inputs);
  }

  private static Map<String, Object> step(StepSettings step) {
    Map<String, Object> entry = ordered("type", step.type());
    entry.putAll(step.settings());
    return entry;
  }

  private static List<Map<String, Object>> outputs(DelayModel model) {
    int pick = model.classifier().lateOutput();
    return List.of(
        ordered("name", "probability", "pick", pick),
        ordered("name", "late", "pick", pick, "threshold", model.threshold()));
  }
}
