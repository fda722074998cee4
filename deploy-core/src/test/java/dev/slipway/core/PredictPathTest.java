package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.CallOptions;
import dev.slipway.Column;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.InvalidPackageException;
import dev.slipway.Prediction;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The predict path")
class PredictPathTest {

  private static final DataType REAL = DataType.FLOAT;
  private static final DataType WHOLE = DataType.INT64;
  private static final long FREE = OnnxFile.FREE;

  @TempDir Path folder;

  private Predictor open(OnnxFile model, String yaml) throws IOException {
    return Fixtures.open(folder, model, yaml);
  }

  /** Two inputs matched by name: sum = x + y, of the shapes given. */
  private static OnnxFile sum(long... shape) {
    return new OnnxFile()
        .input("x", REAL, shape)
        .input("y", REAL, shape)
        .output("sum", REAL, shape)
        .node("Add", List.of("x", "y"), List.of("sum"));
  }

  @Nested
  @DisplayName("brings columns to inputs:")
  class Inputs {

    private static final String COLUMNS =
        """
        signature:
          inputs:
            - {name: y, type: float64}
            - {name: x, type: int64}
        """;

    private static final Table ROWS =
        Table.builder().doubles("y", 0.5, 0.25).longs("x", 1, 2).build();

    @Test
    @DisplayName("several inputs are matched by name, as [n]")
    void byNameAsVectors() throws IOException {
      try (Predictor predictor = open(sum(FREE), COLUMNS)) {
        Column sum = predictor.predict(ROWS).column("sum");
        assertThat(sum.floatAt(0)).isEqualTo(1.5f);
        assertThat(sum.floatAt(1)).isEqualTo(2.25f);
        assertThat(sum.rowShape()).isEqualTo(Shape.scalar());
      }
    }

    @Test
    @DisplayName("several inputs are matched by name, as [n, 1]")
    void byNameAsColumns() throws IOException {
      try (Predictor predictor = open(sum(FREE, 1), COLUMNS)) {
        Column sum = predictor.predict(ROWS).column("sum");
        assertThat(sum.floatAt(1)).isEqualTo(2.25f);
        assertThat(sum.rowShape()).isEqualTo(Shape.of(1));
      }
    }

    @Test
    @DisplayName("a column without an input and an input without a column are both named")
    void namesWhatDoesNotMeet() {
      assertThatThrownBy(() -> open(sum(FREE), COLUMNS.replace("name: x", "name: z")))
          .isInstanceOf(InvalidPackageException.class)
          .hasMessageContaining("input 'x' of the model: has no column of its name, nearest 'y'")
          .hasMessageContaining("column 'z': reaches no input of the model, which has [x, y]");
    }

    @Test
    @DisplayName("rows of vectors keep the width that each call gives them")
    void freeWidths() throws IOException {
      try (Predictor predictor = open(sum(FREE, FREE), "")) {
        for (int width : List.of(3, 1, 5)) {
          Column values = Column.over(Tensor.of(Shape.of(2, width), new float[2 * width]));
          Table table = Table.builder().column("x", values).column("y", values).build();
          assertThat(predictor.predict(table).column("sum").rowShape()).isEqualTo(Shape.of(width));
        }
        assertThatThrownBy(predictor::newAnswers)
            .hasMessageContaining("is known only after a call (use predict)");
      }
    }

    @Test
    @DisplayName("64-bit integers stay exact beyond 2^53")
    void longsStayExact() throws IOException {
      OnnxFile model =
          new OnnxFile()
              .input("n", WHOLE, FREE)
              .output("m", WHOLE, FREE)
              .node("Identity", List.of("n"), List.of("m"));
      try (Predictor predictor = open(model, "")) {
        long[] values = {Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1};
        Column answer = predictor.predict(Table.builder().longs("n", values).build()).column("m");
        for (int row = 0; row < values.length; row++) {
          assertThat(answer.longAt(row)).isEqualTo(values[row]);
        }
      }
    }

    @Test
    @DisplayName("an optional column that is left out is null, which floats take as NaN")
    void optionalColumns() throws IOException {
      String yaml = COLUMNS.replace("type: float64", "type: float64, required: false");
      try (Predictor predictor = open(sum(FREE), yaml)) {
        Table answers = predictor.predict(Table.builder().longs("x", 1).build());
        assertThat(answers.column("sum").floatAt(0)).isNaN();
      }
    }

    @Test
    @DisplayName("texts reach a model of texts")
    void texts() throws IOException {
      OnnxFile model =
          new OnnxFile()
              .input("word", DataType.STRING, FREE)
              .output("same", DataType.STRING, FREE)
              .node("Identity", List.of("word"), List.of("same"));
      try (Predictor predictor = open(model, "")) {
        Table table = Table.builder().strings("word", "naïve", "", "日本").build();
        Column same = predictor.predict(table).column("same");
        assertThat(same.stringAt(0)).isEqualTo("naïve");
        assertThat(same.stringAt(1)).isEmpty();
        assertThat(same.stringAt(2)).isEqualTo("日本");
      }
    }
  }

  @Nested
  @DisplayName("obeys the execution rules:")
  class Execution {

    /** Answers the number of rows that the model sees, once for each row. */
    private OnnxFile counting(long rows) {
      return new OnnxFile()
          .input("x", REAL, rows)
          .output("rows", REAL, rows)
          .longs("zero", List.of(1L), 0)
          .node("Mul", List.of("x", "x"), List.of("square"))
          .node("ReduceSum", List.of("square"), List.of("total"))
          .node("Mul", List.of("x", "total"), List.of("rows"));
    }

    private float[] answers(Predictor predictor, int rows) {
      float[] ones = new float[rows];
      Arrays.fill(ones, 1);
      Column column = predictor.predict(Table.builder().floats("x", ones).build()).column("rows");
      float[] seen = new float[rows];
      for (int row = 0; row < rows; row++) {
        seen[row] = column.floatAt(row);
      }
      return seen;
    }

    @Test
    @DisplayName("a small batch is padded to min-rows")
    void minRows() throws IOException {
      try (Predictor predictor = open(counting(FREE), "execution: {min-rows: 2}\n")) {
        assertThat(answers(predictor, 1)).containsExactly(2);
        assertThat(answers(predictor, 3)).containsOnly(3).hasSize(3);
      }
    }

    @Test
    @DisplayName("single shows the model one row at a time")
    void single() throws IOException {
      try (Predictor predictor = open(counting(FREE), "execution: {batch: single}\n")) {
        assertThat(answers(predictor, 5)).containsOnly(1).hasSize(5);
      }
    }

    @Test
    @DisplayName("fixed(n) shows the model n rows each time, the last ones padded")
    void fixed() throws IOException {
      try (Predictor predictor = open(counting(FREE), "execution: {batch: fixed(4)}\n")) {
        assertThat(answers(predictor, 6)).containsOnly(4).hasSize(6);
      }
    }

    @Test
    @DisplayName("a graph of fixed rows is served with as many")
    void fixedByTheGraph() throws IOException {
      try (Predictor predictor = open(counting(3), "")) {
        assertThat(predictor.model().signature().inputs().get(0).shape()).isEqualTo(Shape.of(-1));
        assertThat(answers(predictor, 7)).containsOnly(3).hasSize(7);
      }
    }

    @Test
    @DisplayName("a graph without a row axis takes one row a run, whose value is the whole tensor")
    void noRowAxis() throws IOException {
      OnnxFile model =
          new OnnxFile()
              .input("x", REAL, 2, 3)
              .output("total", REAL)
              .node(
                  "ReduceSum",
                  List.of("x"),
                  List.of("total"),
                  List.of(OnnxFile.attribute("keepdims", 0)));
      try (Predictor predictor = open(model, "")) {
        Column two =
            Column.over(Tensor.of(Shape.of(2, 2, 3), 1f, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60));
        Column total = predictor.predict(Table.builder().column("x", two).build()).column("total");
        assertThat(total.floatAt(0)).isEqualTo(21);
        assertThat(total.floatAt(1)).isEqualTo(210);
      }
    }
  }

  @Nested
  @DisplayName("feeds params:")
  class Params {

    private static final String SIGNATURE =
        """
        signature:
          inputs:
            - {name: x, type: float32}
          params:
            - {name: factor, type: float32, default: 2.0}
            - {name: idle, type: int64, default: 1}
        """;

    private OnnxFile scaled() {
      return new OnnxFile()
          .input("x", REAL, FREE)
          .input("factor", REAL)
          .output("scaled", REAL, FREE)
          .node("Mul", List.of("x", "factor"), List.of("scaled"));
    }

    private final Table rows = Table.builder().floats("x", 3, 4).build();

    @Test
    @DisplayName("the default where a call sets nothing, else the call's value")
    void defaultsAndValues() throws IOException {
      try (Predictor predictor = open(scaled(), SIGNATURE)) {
        assertThat(predictor.predict(rows).column("scaled").floatAt(1)).isEqualTo(8);
        Prediction tenfold =
            predictor.predict(rows, CallOptions.defaults().withParam("factor", 10));
        assertThat(tenfold.answers().column("scaled").floatAt(1)).isEqualTo(40);
      }
    }

    @Test
    @DisplayName("unknown ones, ones without effect and wrong values are refused")
    void refusesWhatHasNoEffect() throws IOException {
      try (Predictor predictor = open(scaled(), SIGNATURE)) {
        CallOptions wrong = CallOptions.defaults().withParam("facter", 1).withParam("idle", 3);
        assertThatThrownBy(() -> predictor.predict(rows, wrong))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("param 'facter': is not in the signature, nearest 'factor'")
            .hasMessageContaining("param 'idle': has no effect")
            .extracting(e -> ((InvalidInputException) e).code())
            .isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThatThrownBy(
                () -> predictor.predict(rows, CallOptions.defaults().withParam("factor", "many")))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("param 'factor': a FLOAT32 column cannot hold many");
      }
    }
  }
}
