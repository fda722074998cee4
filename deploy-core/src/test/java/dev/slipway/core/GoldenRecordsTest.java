package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ElementType;
import dev.slipway.InvalidPackageException;
import dev.slipway.Signature.Field;
import dev.slipway.core.fixtures.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden records: JSON lines of inputs with answers. */
class GoldenRecordsTest {

  private static final List<Field> INPUTS =
      List.of(
          Field.column("x", ElementType.INT64),
          Field.column("note", ElementType.STRING).optional());
  private static final List<Field> ANSWERS =
      List.of(
          Field.column("late", ElementType.BOOL), Field.column("probability", ElementType.FLOAT32));

  @TempDir Path folder;

  private ModelPackage withGolden(String more, String golden) throws IOException {
    Fixtures.described(folder, "format: slipway/1\nmodel: model.onnx\n" + more);
    Fixtures.write(folder, "golden.jsonl", golden);
    return ModelPackage.read(folder);
  }

  @Test
  @DisplayName("inputs and answers become two tables of equal length")
  void read() throws IOException {
    String lines =
        """
        {"input": {"x": 9007199254740993, "extra": 1}, "answer": {"probability": 0.25}}

        {"answer": {"probability": 1}, "input": {"x": 2, "note": "n"}}
        """;
    try (ModelPackage model = withGolden("", lines)) {
      GoldenRecords golden = model.golden(INPUTS, ANSWERS).orElseThrow();
      assertThat(golden.inputs().column("x").longAt(0)).isEqualTo(9007199254740993L);
      assertThat(golden.inputs().column("note").isNull(0)).isTrue();
      assertThat(golden.inputs().column("note").stringAt(1)).isEqualTo("n");
      assertThat(golden.answers().names()).containsExactly("probability");
      assertThat(golden.answers().column("probability").floatAt(0)).isEqualTo(0.25f);
    }
  }

  @Test
  @DisplayName("a file of another name is used when it is named")
  void named() throws IOException {
    Fixtures.write(folder, "tests/g.jsonl", "{\"input\":{\"x\":1},\"answer\":{\"late\":true}}");
    try (ModelPackage model = withGolden("golden: tests/g.jsonl\n", "not used")) {
      assertThat(model.golden(INPUTS, ANSWERS).orElseThrow().answers().rows()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("without slipway.yaml a file golden.jsonl means nothing")
  void notOurs() throws IOException {
    Fixtures.copy(Fixtures.mlflow("2.17.2-code-paths"), folder);
    Fixtures.write(folder, "golden.jsonl", "anything");
    try (ModelPackage model = ModelPackage.read(folder)) {
      assertThat(model.golden(INPUTS, ANSWERS)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"input\":{\"x\":\"a\"},\"answer\":{\"late\":1}} | 2 problems",
        "{\"input\":{\"x\":1},\"answer\":{\"lat\":true}} | line 1 /answer/lat: 'lat' is unknown, nearest"
            + " is 'late'",
        "{\"input\":{\"x\":1}} | line 1: has not one \"input\" and one \"answer\"",
        "{\"input\":{\"x\":1},\"answer\":{\"late\":true},\"why\":1} | line 1 /why: is unknown, expected"
            + " \"input\" and \"answer\"",
        "{\"input\":{},\"answer\":{\"late\":true}} | has none of the fields [x, note], expected values"
            + " by these names",
        "[1] | line 1: is no object, expected \"input\" and \"answer\"",
        "{\"input\":{\"x\":1},\"answer\":{\"late\":true}} {\"input\":{\"x\":1},\"answer\":"
            + "{\"probability\":1}} | line 1 /answer: answers other outputs than the record before,"
            + " expected the same in all",
        "{\"input\":{\"x\":1} | line 1 /input: is not JSON: line 1, column 17: it ends too early"
            + " expected close marker for Object (start marker at [Source: (byte[])[17 bytes]; byte"
            + " offset: #0])"
      })
  @DisplayName("mistakes are told with their line")
  void mistakes(String line, String problem) throws IOException {
    try (ModelPackage model = withGolden("", line)) {
      assertThatThrownBy(() -> model.golden(INPUTS, ANSWERS))
          .isInstanceOf(InvalidPackageException.class)
          .hasMessageStartingWith("Cannot read the golden records golden.jsonl: ")
          .hasMessageContaining(problem.substring(0, Math.min(problem.length(), 60)));
    }
  }

  @Test
  @DisplayName("records that changed after they were hashed are refused")
  void changed() throws IOException {
    try (ModelPackage model = withGolden("", "{\"input\":{\"x\":1},\"answer\":{\"late\":true}}")) {
      Files.writeString(
          folder.resolve("golden.jsonl"), "{\"input\":{\"x\":2},\"answer\":{\"late\":true}}");
      assertThatThrownBy(() -> model.golden(INPUTS, ANSWERS))
          .isInstanceOf(InvalidPackageException.class)
          .hasMessage(
              "Cannot read " + folder + ": golden.jsonl: changed while the package was in use");
    }
  }
}
