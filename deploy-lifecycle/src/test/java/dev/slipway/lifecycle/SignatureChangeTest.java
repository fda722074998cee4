package dev.slipway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Signature.Field;
import dev.slipway.Signature.Param;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two signatures")
class SignatureChangeTest {

  private static final Field A = Field.column("a", ElementType.FLOAT64);
  private static final Field B = Field.column("b", ElementType.INT64);
  private static final Field Y = Field.column("y", ElementType.FLOAT32);
  private static final Field T = Field.tensor("t", ElementType.FLOAT32, Shape.of(-1, 3));
  private static final Field FREE = Field.tensor("t", ElementType.FLOAT32, Shape.of(-1, -1));

  private static List<String> inputs(List<Field> from, List<Field> to) {
    return words(
        SignatureChange.between(Signature.of(from, List.of(Y)), Signature.of(to, List.of(Y))));
  }

  private static List<String> outputs(List<Field> from, List<Field> to) {
    return words(
        SignatureChange.between(Signature.of(List.of(A), from), Signature.of(List.of(A), to)));
  }

  private static List<String> words(List<SignatureChange> changes) {
    return changes.stream().map(c -> (c.isBreaking() ? "! " : "") + c).toList();
  }

  @Test
  @DisplayName("break callers where an input is gone, retyped, newly required or narrower")
  void breakingInputs() {
    assertThat(inputs(List.of(A, B), List.of(A))).containsExactly("! input 'b' is gone");
    assertThat(inputs(List.of(A), List.of(Field.column("a", ElementType.FLOAT32))))
        .containsExactly("! input 'a' was float64, is float32");
    assertThat(inputs(List.of(A), List.of(A, B)))
        .containsExactly("! input 'b' is new and required");
    assertThat(inputs(List.of(A.optional()), List.of(A)))
        .containsExactly("! input 'a' was optional, is required");
    assertThat(inputs(List.of(FREE), List.of(T)))
        .containsExactly("! input 't' was [-1, -1], is [-1, 3]");
  }

  @Test
  @DisplayName("suit callers where inputs are optional, wider, or in another order")
  void compatibleInputs() {
    assertThat(inputs(List.of(A, B), List.of(B, A))).isEmpty();
    assertThat(inputs(List.of(A), List.of(A, B.optional())))
        .containsExactly("input 'b' is new and optional");
    assertThat(inputs(List.of(A), List.of(A.optional())))
        .containsExactly("input 'a' was required, is optional");
    assertThat(inputs(List.of(T), List.of(FREE)))
        .containsExactly("input 't' was [-1, 3], is [-1, -1]");
  }

  @Test
  @DisplayName("break callers where an output is gone, retyped or wider")
  void outputs() {
    assertThat(outputs(List.of(Y, B), List.of(Y))).containsExactly("! output 'b' is gone");
    assertThat(outputs(List.of(Y), List.of(Field.column("y", ElementType.STRING))))
        .containsExactly("! output 'y' was float32, is string");
    assertThat(outputs(List.of(T), List.of(FREE)))
        .containsExactly("! output 't' was [-1, 3], is [-1, -1]");
    assertThat(outputs(List.of(FREE), List.of(T)))
        .containsExactly("output 't' was [-1, -1], is [-1, 3]");
    assertThat(outputs(List.of(Y), List.of(Y, B))).containsExactly("output 'b' is new");
  }

  @Test
  @DisplayName("break callers where a param is gone or retyped, not where its default is another")
  void params() {
    Param k = new Param("k", ElementType.INT64, Shape.scalar(), 1L);
    Param other = new Param("k", ElementType.INT64, Shape.scalar(), 2L);
    Param real = new Param("k", ElementType.FLOAT64, Shape.scalar(), 1.0);
    assertThat(params(List.of(k), List.of())).containsExactly("! param 'k' is gone");
    assertThat(params(List.of(k), List.of(real))).allMatch(change -> change.startsWith("! "));
    assertThat(params(List.of(k), List.of(other)))
        .containsExactly("param 'k' was 1 by default, is 2");
    assertThat(params(List.of(), List.of(k))).containsExactly("param 'k' is new");
  }

  private static List<String> params(List<Param> from, List<Param> to) {
    return words(
        SignatureChange.between(
            new Signature(List.of(A), List.of(Y), from),
            new Signature(List.of(A), List.of(Y), to)));
  }
}
