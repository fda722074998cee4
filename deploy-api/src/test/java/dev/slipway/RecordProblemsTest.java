package dev.slipway;

import static dev.slipway.Signature.Field.column;
import static dev.slipway.Signature.Field.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Signature.Field;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Records that do not fit a signature")
class RecordProblemsTest {

  private static final List<Field> FIELDS =
      List.of(
          column("x", ElementType.FLOAT32),
          column("n", ElementType.INT32),
          column("s", ElementType.STRING),
          tensor("v", ElementType.FLOAT32, Shape.of(-1, 2)),
          tensor("words", ElementType.STRING, Shape.of(-1, 2)));

  private record In(double x, String n, List<String> v, String[] words, int extra) {}

  private record Out(String x, long n, int extra, float v, String[] words) {}

  @Test
  @DisplayName("are refused with everything that is wrong")
  void everything() {
    assertThatThrownBy(() -> new EchoPredictor(FIELDS).as(In.class, Out.class))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            Cannot use In and Out with echo 1 (000000000000): 9 problems
              - In.x: is double, but column x: float32 expects float or Float
              - In.n: is String, but column n: int32 expects int or Integer or long or Long or \
            short or byte
              - In.v: is List, but column v: float32[-1, 2] expects float[]
              - In.words: is String[], but column words: string[-1, 2] has no Java type that a \
            component may be (use a table)
              - In: no component for the required column 's' (add one, or name it with @ColumnName)
              - Out.x: is String, but output x: float32 comes as float or Float or double or Double
              - Out.extra: no output of that name among [x, n, s, v, words]
              - Out.v: is float, but output v: float32[-1, 2] comes as float[]
              - Out.words: is String[], but output words: string[-1, 2] has no Java type that a \
            component may be (use a table)""");
  }

  private record Twice(@ColumnName("x") float first, float x) {}

  private record Astray(float x, @ColumnName("y") Float second) {}

  private record Nothing(float z) {}

  private record Good(float x) {}

  @Test
  @DisplayName("are refused where two components are one column, or a name has no column")
  void names() {
    EchoPredictor echo = new EchoPredictor(FIELDS.subList(0, 1));
    assertThatThrownBy(() -> echo.as(Twice.class, Good.class))
        .hasMessage(
            "Cannot use Twice and Good with echo 1 (000000000000): Twice.x: column 'x' has a"
                + " component already");
    assertThatThrownBy(() -> echo.as(Astray.class, Good.class))
        .hasMessage(
            "Cannot use Astray and Good with echo 1 (000000000000): Astray.second: no column 'y'"
                + " among [x]");
    assertThat(echo.as(Good.class, Twice.class).predict(new Good(1))).isEqualTo(new Twice(1, 1));
  }

  @Test
  @DisplayName("are refused where no component is a column")
  void nothing() {
    List<Field> optional = List.of(FIELDS.get(0).optional());
    EchoPredictor echo = new EchoPredictor(optional, List.of());
    assertThatThrownBy(() -> echo.as(Nothing.class, Empty.class))
        .hasMessage(
            "Cannot use Nothing and Empty with echo 1 (000000000000): Nothing: no component"
                + " stands for any input column");
    assertThat(echo.as(Good.class, Empty.class).predict(new Good(1))).isEqualTo(new Empty());
  }

  private record Empty() {}

  private record Picky(float x) {

    Picky {
      if (x < 0) {
        throw new IllegalArgumentException("x is negative");
      }
    }
  }

  /** Not private, so that nobody takes its accessor for unused. */
  record Lazy(float y) {

    @Override
    public float y() {
      if (Float.isNaN(y)) {
        throw new IllegalStateException("not known yet");
      }
      return y;
    }
  }

  @Test
  @DisplayName("throw what their own constructors and accessors throw")
  void ownExceptions() {
    EchoPredictor echo = new EchoPredictor(FIELDS.subList(0, 1));
    TypedPredictor<Good, Picky> typed = echo.as(Good.class, Picky.class);
    assertThatThrownBy(() -> typed.predict(new Good(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x is negative");
    assertThat(typed.predict(new Good(1))).isEqualTo(new Picky(1));
    EchoPredictor other = new EchoPredictor(List.of(column("y", ElementType.FLOAT32)));
    assertThatThrownBy(() -> other.as(Lazy.class, Lazy.class).predict(new Lazy(Float.NaN)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not known yet");
  }
}
