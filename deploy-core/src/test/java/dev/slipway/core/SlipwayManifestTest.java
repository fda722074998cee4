package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ElementType;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Parity;
import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.core.fixtures.Fixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code slipway.yaml} says and how mistakes in it are told. */
class SlipwayManifestTest {

  private static final String WHOLE =
      """
      format: slipway/1
      name: flight-delay
      version: 3
      description: Late by more than 15 minutes
      model: model.onnx
      engine: onnx
      signature:
        inputs:
          - {name: departure, type: datetime}
          - {name: distance, type: float64}
          - {name: origin, type: string, required: false}
        outputs:
          - {name: probabilities, type: float32, shape: [-1, 2]}
        params:
          - {name: scale, type: float64, default: 1.5}
          - {name: hours, type: int64, default: [6, 18]}
      steps:
        - type: date-parts
          column: departure
          parts: [hour, weekday]
        - {type: clip, columns: [distance], low: 0, high: 5000.5, strict: true}
      features: [hour, weekday, distance]
      outputs:
        - {name: probability, from: probabilities, pick: 1}
        - {name: late, from: probabilities, pick: 1, threshold: 0.5, labels: [on-time, late]}
        - {name: best, from: probabilities, argmax: true}
        - {name: share, from: probabilities, activation: softmax, pick: 0, round: 3}
      parity: {level: tolerance, absolute: 1.0e-7, label-agreement: 0.999}
      execution: {intra-op: 1, min-rows: 2, batch: any}
      """;

  @TempDir Path folder;

  @Test
  @DisplayName("every key comes out")
  void wholeManifest() throws IOException {
    try (ModelPackage model = ModelPackage.read(Fixtures.described(folder, WHOLE))) {
      assertThat(model.version().name()).isEqualTo("flight-delay");
      assertThat(model.version().version()).isEqualTo("3");
      assertThat(model.description()).contains("Late by more than 15 minutes");
      assertThat(model.engine()).contains("onnx");
      assertThat(model.features()).containsExactly("hour", "weekday", "distance");
      assertThat(model.parity()).isEqualTo(new Parity(Parity.Level.TOLERANCE, 1e-7, 0, 0.999));
      assertThat(model.execution())
          .isEqualTo(new ExecutionRules(OptionalInt.of(1), 2, ExecutionRules.Batch.ANY, 0));
      assertThat(model.outputs())
          .containsExactly(
              output("probability", OptionalInt.of(1), OptionalDouble.empty(), List.of()),
              output("late", OptionalInt.of(1), OptionalDouble.of(0.5), List.of("on-time", "late")),
              new OutputDefinition(
                  "best",
                  Optional.of("probabilities"),
                  Optional.empty(),
                  OptionalInt.empty(),
                  OptionalDouble.empty(),
                  true,
                  OptionalInt.empty(),
                  List.of()),
              new OutputDefinition(
                  "share",
                  Optional.of("probabilities"),
                  Optional.of(OutputDefinition.Activation.SOFTMAX),
                  OptionalInt.of(0),
                  OptionalDouble.empty(),
                  false,
                  OptionalInt.of(3),
                  List.of()));
    }
  }

  private static OutputDefinition output(
      String name, OptionalInt pick, OptionalDouble threshold, List<String> labels) {
    return new OutputDefinition(
        name,
        Optional.of("probabilities"),
        Optional.empty(),
        pick,
        threshold,
        false,
        OptionalInt.empty(),
        labels);
  }

  @Test
  @DisplayName("the signature has columns, tensors and params")
  void signature() throws IOException {
    try (ModelPackage model = ModelPackage.read(Fixtures.described(folder, WHOLE))) {
      Signature signature = model.signature().orElseThrow();
      assertThat(signature.inputs())
          .containsExactly(
              Signature.Field.column("departure", ElementType.DATETIME),
              Signature.Field.column("distance", ElementType.FLOAT64),
              Signature.Field.column("origin", ElementType.STRING).optional());
      assertThat(signature.outputs())
          .containsExactly(
              Signature.Field.tensor("probabilities", ElementType.FLOAT32, Shape.of(-1, 2)));
      assertThat(signature.params())
          .extracting(Signature.Param::defaultValue)
          .containsExactly(1.5, List.of(6L, 18L));
    }
  }

  @Test
  @DisplayName("steps keep their settings and their place")
  void steps() throws IOException {
    try (ModelPackage model = ModelPackage.read(Fixtures.described(folder, WHOLE))) {
      assertThat(model.steps())
          .containsExactly(
              new PackagedStep(
                  "date-parts",
                  "slipway.yaml:18:5 steps[0]",
                  Map.of("column", "departure", "parts", List.of("hour", "weekday"))),
              new PackagedStep(
                  "clip",
                  "slipway.yaml:21:5 steps[1]",
                  Map.of(
                      "columns", List.of("distance"), "low", 0L, "high", 5000.5, "strict", true)));
    }
  }

  @Test
  @DisplayName("what is left out has the defaults of the specification")
  void defaults() throws IOException {
    Fixtures.described(folder, "format: slipway/1\nmodel: model.onnx\n");
    try (ModelPackage model = ModelPackage.read(folder)) {
      assertThat(model.version().name()).isEqualTo(folder.getFileName().toString());
      assertThat(model.version().digest()).startsWith(model.version().version()).hasSize(64);
      assertThat(model.version().version()).hasSize(12);
      assertThat(model.description()).isEmpty();
      assertThat(model.signature()).isEmpty();
      assertThat(model.engine()).isEmpty();
      assertThat(model.steps()).isEmpty();
      assertThat(model.features()).isEmpty();
      assertThat(model.outputs()).isEmpty();
      assertThat(model.parity()).isEqualTo(Parity.within(1e-6, 1e-5));
      assertThat(model.execution()).isEqualTo(ExecutionRules.unrestricted());
      assertThat(model.golden(List.of(), List.of())).isEmpty();
      assertThat(model.example(List.of())).isEqualTo(InputExample.none());
    }
  }

  @ParameterizedTest
  @CsvSource({"any,ANY,0", "single,SINGLE,0", "fixed(32),FIXED,32"})
  @DisplayName("batch sizes are any, single or fixed")
  void batches(String word, ExecutionRules.Batch batch, int rows) throws IOException {
    Fixtures.described(folder, manifest("execution: {batch: " + word + "}"));
    try (ModelPackage model = ModelPackage.read(folder)) {
      assertThat(model.execution())
          .isEqualTo(new ExecutionRules(OptionalInt.empty(), 1, batch, rows));
    }
  }

  private static String manifest(String more) {
    return "format: slipway/1\nmodel: model.onnx\n" + more + "\n";
  }

  /** Each mistake has a message that names the place, the fact and what was expected. */
  @Nested
  class Mistakes {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        value = {
          "goldn: x.jsonl | slipway.yaml:3:1: unknown key 'goldn', nearest is 'golden'",
          "Name: x | slipway.yaml:3:1: unknown key 'Name', nearest is 'name'",
          "variant: a | slipway.yaml:3:1: unknown key 'variant', nearest is 'variants'",
          "execution: {intra_op: 1} | slipway.yaml:3:13: unknown key 'execution.intra_op', nearest"
              + " is 'execution.intra-op'",
          "execution: {intra-op: 257} | slipway.yaml:3:23: execution.intra-op is 257, expected at"
              + " most 256",
          "execution: {min-rows: 65537} | slipway.yaml:3:23: execution.min-rows is 65537, expected"
              + " at most 65536",
          "execution: {batch: fixed(99999)} | slipway.yaml:3:20: execution.batch is 99999, expected"
              + " at most 65536",
          "execution: {intra-op: two} | slipway.yaml:3:23: execution.intra-op is 'two', expected an"
              + " integer of at least 1",
          "execution: {min-rows: 0} | slipway.yaml:3:23: execution.min-rows is 0, expected an"
              + " integer of at least 1",
          "execution: {batch: fixed(0)} | slipway.yaml:3:20: execution.batch is 'fixed(0)', expected"
              + " any, single or fixed(n)",
          "execution: {min-rows: 2, batch: single} | slipway.yaml:3:23: execution.min-rows stands"
              + " with batch single, expected batch any",
          "execution: fast | slipway.yaml:3:12: execution is 'fast', expected a mapping of keys",
          "parity: {level: exactly} | slipway.yaml:3:17: parity.level is 'exactly', expected exact,"
              + " tolerance or metric",
          "parity: {absolute: 1} | slipway.yaml:3:9: key 'parity.level' is missing, expected exact,"
              + " tolerance or metric",
          "parity: {level: tolerance} | slipway.yaml:3:17: parity.level is tolerance without one,"
              + " expected absolute or relative above 0",
          "parity: {level: exact, relative: 0.1} | slipway.yaml:3:34: parity.relative stands with"
              + " level exact, expected tolerance or metric (leave it out)",
          "parity: {level: metric, label-agreement: 2} | slipway.yaml:3:42: parity.label-agreement is"
              + " 2.0, expected a number from 0 to 1",
          "version: 1.10 | slipway.yaml:3:10: version is 1.10, expected an integer or letters,"
              + " digits, '.', '_', '+' and '-' (in quotes if it looks like a number)",
          "name: a/b | slipway.yaml:3:7: name is 'a/b', expected letters, digits, '.', '_' and '-',"
              + " at most 200",
          "description: 7 | slipway.yaml:3:14: description is 7, expected a text (put it in quotes)",
          "engine: ONNX | slipway.yaml:3:9: engine is 'ONNX', expected an engine's id, of lower-case"
              + " letters, digits and dashes",
          "features: [a] | slipway.yaml:3:11: features stands without steps, expected both (leave it"
              + " out)",
          "golden: g.jsonl | slipway.yaml: golden names g.jsonl, which is not in the package",
          "golden: ../g.jsonl | slipway.yaml:3:9: golden is '../g.jsonl', which has a segment '..',"
              + " expected a path inside the package",
          "outputs: [{name: a}, {name: a}] | slipway.yaml:3:29: outputs[1].name is 'a' a second time,"
              + " expected distinct names",
          "outputs: [{pick: 1}] | slipway.yaml:3:11: key 'outputs[0].name' is missing, expected the"
              + " name of a column in the answer",
          "outputs: [{name: a, labels: [x, y]}] | slipway.yaml:3:29: outputs[0].labels stands"
              + " without threshold or argmax, expected one of them",
          "outputs: [{name: a, threshold: 1, labels: [x]}] | slipway.yaml:3:43: outputs[0].labels has"
              + " 1 texts, expected two: for below, and for at or above",
          "outputs: [{name: a, argmax: true, pick: 1}] | slipway.yaml:3:29: outputs[0].argmax stands"
              + " beside pick, expected one or the other",
          "outputs: [{name: a, argmax: true, threshold: 1, activation: sigmoid}] | slipway.yaml:3:29:"
              + " outputs[0].argmax stands beside activation and threshold, expected one or the other",
          "outputs: [{name: a, round: 2, threshold: 1}] | slipway.yaml:3:28: outputs[0].round stands"
              + " beside threshold, expected one or the other",
          "outputs: [{name: a, round: 16}] | slipway.yaml:3:28: outputs[0].round is 16, expected at"
              + " most 15",
          "outputs: [{name: a, round: -1}] | slipway.yaml:3:28: outputs[0].round is -1, expected an"
              + " integer of at least 0",
          "outputs: [{name: a, activation: relu}] | slipway.yaml:3:33: outputs[0].activation is"
              + " 'relu', expected softmax or sigmoid",
          "outputs: [{name: a, threshold: .inf}] | slipway.yaml:3:32: outputs[0].threshold is"
              + " Infinity, expected a finite number",
          "outputs: [{name: ''}] | slipway.yaml:3:18: outputs[0].name is empty, expected the name of"
              + " a column in the answer",
          "outputs: [] | slipway.yaml:3:10: outputs is an empty list, which has no effect, expected a"
              + " list of mappings",
          "steps: [] | slipway.yaml:3:8: steps is an empty list, which has no effect, expected a list"
              + " of mappings",
          "signature: {inputs: []} | slipway.yaml:3:21: signature.inputs is an empty list, which has"
              + " no effect, expected a list of mappings",
          "signature: {inputs: [{name: a, type: bool}], params: []} | slipway.yaml:3:54:"
              + " signature.params is an empty list, which has no effect, expected a list of"
              + " mappings",
          "outputs: [{name: a, threshold: x, labels: [n, y]}] | slipway.yaml:3:32:"
              + " outputs[0].threshold is 'x', expected a number",
          "steps: [{column: a}] | slipway.yaml:3:9: key 'steps[0].type' is missing, expected the type"
              + " of the step",
          "steps: [clip] | slipway.yaml:3:9: steps[0] is 'clip', expected a mapping of keys",
          "signature: {} | slipway.yaml:3:12: key 'signature.inputs' is missing, expected a list of"
              + " fields",
          "signature: {inputs: [{name: a, type: double}]} | slipway.yaml:3:38:"
              + " signature.inputs[0].type is 'double', nearest is 'float64'",
          "signature: {inputs: [{name: a, type: float23}]} | slipway.yaml:3:38:"
              + " signature.inputs[0].type is 'float23', nearest is 'float32'",
          "signature: {inputs: [{name: a, type: bool, shape: [x]}]} | slipway.yaml:3:51:"
              + " signature.inputs[0].shape is not a list of dimensions, expected one as [-1, 4], -1"
              + " for free",
          "description: !!str x | slipway.yaml:3:14: has a tag (!…), which slipway/1 does not have",
          "name: x\\nname: y | slipway.yaml:4:1: key 'name' stands twice, first in line 3",
        })
    @DisplayName("one mistake")
    void mistake(String line, String problem) throws IOException {
      Fixtures.described(folder, manifest(line.replace("\\n", "\n")));
      assertThatThrownBy(() -> ModelPackage.read(folder))
          .isInstanceOf(InvalidPackageException.class)
          .hasMessage("Cannot read " + folder + ": " + problem);
    }

    @Test
    @DisplayName("all mistakes are told together")
    void together() throws IOException {
      Fixtures.described(folder, "modle: x\nexecution: {intra-op: 0}\nparity: {level: none}\n");
      assertThatThrownBy(() -> ModelPackage.read(folder))
          .isInstanceOfSatisfying(
              InvalidPackageException.class,
              error -> {
                assertThat(error.code()).isEqualTo(ErrorCode.INVALID_PACKAGE);
                assertThat(error.problems())
                    .extracting(Problem::toString)
                    .containsExactly(
                        "slipway.yaml:1:1: key 'format' is missing, expected format: slipway/1",
                        "slipway.yaml:3:17: parity.level is 'none', expected exact, tolerance or"
                            + " metric",
                        "slipway.yaml:2:23: execution.intra-op is 0, expected an integer of at least"
                            + " 1",
                        "slipway.yaml:1:1: unknown key 'modle', nearest is 'model'");
              });
    }

    @Test
    @DisplayName("another version of the format is refused")
    void otherFormat() throws IOException {
      Fixtures.described(folder, "format: slipway/2\nmodel: model.onnx\n");
      assertThatThrownBy(() -> ModelPackage.read(folder))
          .hasMessage(
              "Cannot read "
                  + folder
                  + ": slipway.yaml:1:9: format is 'slipway/2', expected slipway/1 (another version"
                  + " needs another Slipway)");
    }
  }
}
