package dev.slipway.examples.flightdelay;

import dev.slipway.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The model package: what training made, in the files that every deployment strategy reads. */
final class DelayPackage {

  private static final String MODEL = "model.onnx";
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

  /** Writes the package into a directory, over files of an earlier one. */
  static void write(Path directory, DelayModel model, Table golden) throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve(MODEL), model.classifier().toOnnx());
    String manifest = new Dump(LAYOUT).dumpToString(manifest(model));
    Files.writeString(directory.resolve("slipway.yaml"), HEADER + manifest);
    Files.writeString(directory.resolve("golden.jsonl"), GoldenFlights.lines(golden, model));
  }

  private static Map<String, Object> manifest(DelayModel model) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("format", "slipway/1");
    manifest.put("name", "flight-delay");
    manifest.put("version", "1");
    manifest.put(
        "description", "Whether a flight that has just left will arrive more than 15 minutes late");
    manifest.put("model", MODEL);
    manifest.put("signature", signature());
    manifest.put("steps", model.steps().steps().stream().map(DelayPackage::step).toList());
    manifest.put("features", FeatureSteps.FEATURES);
    manifest.put("outputs", outputs(model));
    manifest.put("parity", Map.of("level", "exact"));
    return manifest;
  }

  private static Map<String, Object> signature() {
    List<Map<String, Object>> inputs =
        List.of(
            ordered("name", "date", "type", "datetime"),
            ordered("name", "distance", "type", "int64"),
            ordered("name", "origin", "type", "string"),
            ordered("name", "destination", "type", "string"));
    return Map.of("inputs", inputs);
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

  private static Map<String, Object> ordered(Object... namesAndValues) {
    return StepSettings.of("", namesAndValues).settings();
  }
}
