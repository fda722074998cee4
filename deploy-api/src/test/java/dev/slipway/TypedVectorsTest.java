package dev.slipway;

import static dev.slipway.Signature.Field.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Signature.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Arrays in records")
class TypedVectorsTest {

  /** Prints its elements exactly, by which the tests compare. */
  private record Vectors(float[] floats, double[] doubles, long[] longs, int[] ints, long[] bits) {

    @Override
    public String toString() {
      return Arrays.toString(floats)
          + Arrays.toString(doubles)
          + Arrays.toString(longs)
          + Arrays.toString(ints)
          + Arrays.toString(bits);
    }
  }

  private static List<Field> vectors(long width) {
    return List.of(
        tensor("floats", ElementType.FLOAT32, Shape.of(-1, width)),
        tensor("doubles", ElementType.FLOAT64, Shape.of(-1, width)),
        tensor("longs", ElementType.INT64, Shape.of(-1, width)),
        tensor("ints", ElementType.INT8, Shape.of(-1, width)),
        tensor("bits", ElementType.UINT64, Shape.of(-1, width)));
  }

  private static final Vectors TWO =
      new Vectors(
          new float[] {0.1f, Float.NaN},
          new double[] {0.1, -0.0},
          new long[] {Long.MIN_VALUE, Long.MAX_VALUE},
          new int[] {-128, 127},
          new long[] {-1, 1});

  private static final Vectors NONE =
      new Vectors(new float[0], new double[0], new long[0], new int[0], new long[0]);

  private static final Vectors NULL = new Vectors(null, null, null, null, null);

  @Test
  @DisplayName("of fixed width go in and out exactly")
  void fixed() {
    TypedPredictor<Vectors, Vectors> typed =
        new EchoPredictor(vectors(2)).as(Vectors.class, Vectors.class);
    assertThat(typed.predict(TWO)).hasToString(TWO.toString());
    assertThat(typed.predict(NULL)).hasToString(NULL.toString());
    assertThat(typed.predictAll(List.of(TWO, NULL, TWO)))
        .hasToString(List.of(TWO, NULL, TWO).toString());
  }

  @Test
  @DisplayName("of free width take it from the first row that has a value, also an empty one")
  void free() {
    TypedPredictor<Vectors, Vectors> typed =
        new EchoPredictor(vectors(-1)).as(Vectors.class, Vectors.class);
    for (List<Vectors> all :
        List.of(
            List.of(TWO),
            List.of(NONE),
            List.of(NULL),
            List.of(NULL, NULL, TWO, NULL, TWO),
            List.of(NONE, NULL, NONE))) {
      assertThat(typed.predictAll(all)).hasToString(all.toString());
    }
    assertThat(typed.predict(TWO)).hasToString(TWO.toString());
  }

  @Test
  @DisplayName("of other lengths and values that do not fit are told, all of them")
  void misfits() {
    Vectors wrong =
        new Vectors(
            new float[3], new double[0], new long[] {1, 2}, new int[] {0, 128}, new long[] {1});
    assertThatThrownBy(
            () ->
                new EchoPredictor(vectors(2))
                    .as(Vectors.class, Vectors.class)
                    .predictAll(List.of(TWO, wrong)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            Cannot predict with echo 1 (000000000000): 4 problems
              - row 1, column 'floats': has 3 elements, expected 2
              - row 1, column 'doubles': has 0 elements, expected 2
              - row 1, column 'ints': element 1: a INT8 column cannot hold 128
              - row 1, column 'bits': has 1 elements, expected 2""");
    assertThatThrownBy(
            () ->
                new EchoPredictor(vectors(-1))
                    .as(Vectors.class, Vectors.class)
                    .predictAll(List.of(TWO, NONE)))
        .hasMessageStartingWith("Cannot predict with echo 1 (000000000000): 5 problems")
        .hasMessageContaining(
            "row 1, column 'floats': has 0 elements, expected 2 as in the rows before");
  }

  private record Image(float[] pixels) {}

  private static EchoPredictor images(long... shape) {
    return new EchoPredictor(List.of(tensor("pixels", ElementType.FLOAT32, Shape.of(shape))));
  }

  @Test
  @DisplayName("of several dimensions are row-major; one dimension may follow from the length")
  void matrices() {
    Image image = new Image(new float[] {1, 2, 3, 4, 5, 6});
    for (EchoPredictor echo : List.of(images(-1, 2, 3), images(-1, -1, 3), images(-1, 2, -1))) {
      assertThat(echo.as(Image.class, Image.class).predict(image).pixels())
          .containsExactly(image.pixels());
    }
    assertThatThrownBy(
            () -> images(-1, -1, 3).as(Image.class, Image.class).predict(new Image(new float[4])))
        .hasMessage(
            "Cannot predict with echo 1 (000000000000): row 0, column 'pixels':"
                + " has 4 elements, expected a multiple of 3");
    assertThat(images(-1, -1, 0).as(Image.class, Image.class).predict(new Image(new float[0])))
        .matches(empty -> empty.pixels().length == 0);
  }

  @Test
  @DisplayName("cannot tell two free dimensions")
  void twoFree() {
    assertThatThrownBy(() -> images(-1, -1, -1).as(Image.class, Image.class))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot use Image and Image with echo 1 (000000000000): Image.pixels: column pixels:"
                + " float32[-1, -1, -1] has more than one free dimension in a row, which one array"
                + " does not tell (use a table)");
  }
}
