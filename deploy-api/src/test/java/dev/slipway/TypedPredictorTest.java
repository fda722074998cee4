package dev.slipway;

import static dev.slipway.Signature.Field.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Signature.Field;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A typed predictor")
class TypedPredictorTest {

  private static final LocalDateTime NOON = LocalDateTime.of(2024, 2, 29, 12, 0, 0, 1_000);

  private record Plain(
      boolean flag, int tiny, long large, float half, float single, double wide, String text) {}

  private record Boxed(
      Boolean flag, Integer tiny, Long large, Float half, Float single, Double wide, String text) {}

  private static final List<Field> PLAIN =
      List.of(
          column("flag", ElementType.BOOL),
          column("tiny", ElementType.INT8),
          column("large", ElementType.INT64),
          column("half", ElementType.FLOAT16),
          column("single", ElementType.FLOAT32),
          column("wide", ElementType.FLOAT64),
          column("text", ElementType.STRING));

  @Test
  @DisplayName("takes and gives primitive components exactly, one by one and together")
  void primitives() {
    TypedPredictor<Plain, Plain> typed = new EchoPredictor(PLAIN).as(Plain.class, Plain.class);
    Plain most = new Plain(true, 127, Long.MAX_VALUE, 65504f, 0.1f, Math.PI, "ä€");
    Plain least = new Plain(false, -128, Long.MIN_VALUE, -0.0f, Float.NaN, -1e-300, "");
    assertThat(typed.predict(most)).isEqualTo(most);
    assertThat(typed.predict(least)).isEqualTo(least);
    assertThat(typed.predictAll(List.of(least, most, most))).containsExactly(least, most, most);
    assertThat(typed.predictAll(List.of())).isEmpty();
  }

  @Test
  @DisplayName("takes and gives objects, null where there is no value")
  void objects() {
    TypedPredictor<Boxed, Boxed> typed = new EchoPredictor(PLAIN).as(Boxed.class, Boxed.class);
    Boxed full = new Boxed(true, 127, Long.MIN_VALUE, 0.5f, 0.1f, Math.PI, "x");
    Boxed empty = new Boxed(null, null, null, null, null, null, null);
    assertThat(typed.predict(full)).isEqualTo(full);
    assertThat(typed.predict(empty)).isEqualTo(empty);
    assertThat(typed.predict(full)).isEqualTo(full);
    assertThat(typed.predictAll(List.of(empty, full, empty))).containsExactly(empty, full, empty);
  }

  private record Whole(
      int int8,
      int int16,
      int int32,
      int uint8,
      int uint16,
      long uint32,
      long uint64,
      Long boxed) {}

  @Test
  @DisplayName("takes and gives every width of integers, unsigned 64 bits as they are")
  void integers() {
    List<Field> fields =
        List.of(
            column("int8", ElementType.INT8),
            column("int16", ElementType.INT16),
            column("int32", ElementType.INT32),
            column("uint8", ElementType.UINT8),
            column("uint16", ElementType.UINT16),
            column("uint32", ElementType.UINT32),
            column("uint64", ElementType.UINT64),
            column("boxed", ElementType.UINT64));
    TypedPredictor<Whole, Whole> typed = new EchoPredictor(fields).as(Whole.class, Whole.class);
    for (Whole whole :
        List.of(
            new Whole(127, 32767, Integer.MAX_VALUE, 255, 65535, 4294967295L, -1, -1L),
            new Whole(-128, -32768, Integer.MIN_VALUE, 0, 0, 0, Long.MIN_VALUE, 5L))) {
      assertThat(typed.predict(whole)).isEqualTo(whole);
    }
    assertThatThrownBy(() -> typed.predict(new Whole(128, -32769, 0, -1, 65536, -1, 0, 0L)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            Cannot predict with echo 1 (000000000000): 5 problems
              - row 0, column 'int8': a INT8 column cannot hold 128 (Integer)
              - row 0, column 'int16': a INT16 column cannot hold -32769 (Integer)
              - row 0, column 'uint8': a UINT8 column cannot hold -1 (Integer)
              - row 0, column 'uint16': a UINT16 column cannot hold 65536 (Integer)
              - row 0, column 'uint32': a UINT32 column cannot hold -1 (Long)""");
  }

  private record Times(Instant instant, LocalDateTime local, byte[] bytes) {}

  @Test
  @DisplayName("takes and gives points in time and bytes")
  void timesAndBytes() {
    List<Field> fields =
        List.of(
            column("instant", ElementType.DATETIME),
            column("local", ElementType.DATETIME),
            column("bytes", ElementType.BINARY));
    TypedPredictor<Times, Times> typed = new EchoPredictor(fields).as(Times.class, Times.class);
    Instant past = Instant.parse("1683-09-12T04:00:00.000001Z");
    Times answer = typed.predict(new Times(past, NOON, new byte[] {-1, 0}));
    assertThat(answer.instant()).isEqualTo(past);
    assertThat(answer.local()).isEqualTo(NOON);
    assertThat(answer.bytes()).containsExactly(-1, 0);
  }

  private record Narrow(int whole, float single, byte tiny) {}

  private record Wide(long whole, double single, int tiny) {}

  @Test
  @DisplayName("widens without loss, in and out")
  void widening() {
    List<Field> inputs =
        List.of(
            column("whole", ElementType.INT64),
            column("single", ElementType.FLOAT64),
            column("tiny", ElementType.INT32));
    List<Field> outputs =
        List.of(inputs.get(0), column("single", ElementType.FLOAT32), inputs.get(2));
    assertThat(
            new EchoPredictor(inputs, outputs)
                .as(Narrow.class, Wide.class)
                .predict(new Narrow(-7, 0.1f, (byte) -3)))
        .isEqualTo(new Wide(-7, 0.1f, -3));
  }

  private record Named(
      float depTime, @ColumnName("dep delay") float delay, float URLPathX2Y, float exactName) {}

  @Test
  @DisplayName("finds columns by exact name, by annotation and in snake case")
  void names() {
    List<Field> fields =
        List.of(
            column("url_path_x2_y", ElementType.FLOAT32),
            column("dep_time", ElementType.FLOAT32),
            column("exactName", ElementType.FLOAT32),
            column("exact_name", ElementType.FLOAT32).optional(),
            column("dep delay", ElementType.FLOAT32));
    EchoPredictor echo =
        new EchoPredictor(fields, fields.stream().filter(Field::required).toList());
    Named named = new Named(1, 2, 3, 4);
    assertThat(echo.as(Named.class, Named.class).predict(named)).isEqualTo(named);
  }

  private record Some(float x, float note) {}

  private record Only(Float x) {}

  @Test
  @DisplayName("leaves optional columns and components without a column out")
  void optionalAndExtra() {
    List<Field> inputs =
        List.of(column("x", ElementType.FLOAT32), column("y", ElementType.FLOAT32).optional());
    EchoPredictor echo = new EchoPredictor(inputs, inputs.subList(0, 1));
    assertThat(echo.as(Some.class, Only.class).predict(new Some(1, 2))).isEqualTo(new Only(1f));
  }

  @Test
  @DisplayName("passes on what the model rejects, all rows of it")
  void rejections() {
    List<Field> inputs = List.of(column("x", ElementType.FLOAT32), column("bad", ElementType.BOOL));
    TypedPredictor<Judged, Only> typed =
        new EchoPredictor(inputs, inputs.subList(0, 1)).as(Judged.class, Only.class);
    Judged good = new Judged(1, false);
    Judged bad = new Judged(2, true);
    assertThatThrownBy(() -> typed.predict(bad))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Cannot predict with echo 1 (000000000000): row 0: is bad, expected good");
    assertThatThrownBy(() -> typed.predictAll(List.of(bad, good, bad)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            Cannot predict with echo 1 (000000000000): 2 problems
              - row 0: is bad, expected good
              - row 2: is bad, expected good""");
    assertThat(typed.predict(good)).isEqualTo(new Only(1f));
  }

  private record Judged(float x, boolean bad) {}

  private record Strict(float x) {}

  @Test
  @DisplayName("says so where an answer without a value meets a primitive component")
  void nullAnswer() {
    List<Field> fields = List.of(column("x", ElementType.FLOAT32));
    TypedPredictor<Only, Strict> typed = new EchoPredictor(fields).as(Only.class, Strict.class);
    assertThatThrownBy(() -> typed.predict(new Only(null)))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Cannot make an answer: Strict.x is float, but the answer of row 0 has no value"
                + " (use an object type)");
    assertThat(typed.predict(new Only(3f))).isEqualTo(new Strict(3));
  }

  @Test
  @DisplayName("refuses null records before it calls the model")
  void nullRecords() {
    EchoPredictor echo = new EchoPredictor(List.of(column("x", ElementType.FLOAT32)));
    TypedPredictor<Only, Only> typed = echo.as(Only.class, Only.class);
    assertThatThrownBy(() -> typed.predict(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("input");
    List<Only> inputs = new ArrayList<>(Collections.nCopies(3, new Only(1f)));
    inputs.set(1, null);
    assertThatThrownBy(() -> typed.predictAll(inputs))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("input");
    assertThat(echo.places).hasValue(0);
  }
}
