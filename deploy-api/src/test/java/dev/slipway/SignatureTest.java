package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Signature.Field;
import dev.slipway.Signature.Kind;
import dev.slipway.Signature.Param;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A signature")
class SignatureTest {

  private static final Field HOUR = Field.column("hour", ElementType.INT64);
  private static final Field IMAGE =
      Field.tensor("image", ElementType.FLOAT32, Shape.of(-1, 28, 28));

  @Test
  @DisplayName("has its fields by name and in order, and does not change")
  void fields() {
    List<Field> inputs = new ArrayList<>(List.of(HOUR, IMAGE));
    Signature signature = Signature.of(inputs, List.of(HOUR.named("late")));
    inputs.clear();
    assertThat(signature.inputNames()).containsExactly("hour", "image");
    assertThat(signature.outputNames()).containsExactly("late");
    assertThat(signature.input("image")).contains(IMAGE);
    assertThat(signature.input("late")).isEmpty();
    assertThat(signature.params()).isEmpty();
  }

  @Test
  @DisplayName("refuses names that stand twice on one side")
  void duplicates() {
    assertThatThrownBy(() -> Signature.of(List.of(HOUR, HOUR), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("input 'hour' stands twice");
    assertThatThrownBy(() -> Signature.of(List.of(), List.of(HOUR, HOUR)))
        .hasMessage("output 'hour' stands twice");
    Param top = new Param("top", ElementType.INT64, Shape.scalar(), 3L);
    assertThatThrownBy(() -> new Signature(List.of(), List.of(), List.of(top, top)))
        .hasMessage("param 'top' stands twice");
    assertThat(Signature.of(List.of(HOUR), List.of(HOUR)).outputs()).containsExactly(HOUR);
  }

  @Test
  @DisplayName("fields know the shape of a row and print as people read them")
  void field() {
    assertThat(HOUR.rowShape()).isEqualTo(Shape.scalar());
    assertThat(IMAGE.rowShape()).isEqualTo(Shape.of(28, 28));
    assertThat(Field.tensor("s", ElementType.BOOL, Shape.scalar()).rowShape())
        .isEqualTo(Shape.scalar());
    assertThat(HOUR).hasToString("hour: int64");
    assertThat(HOUR.optional()).hasToString("hour: int64 (optional)");
    assertThat(HOUR.optional().named("h").required()).isFalse();
    assertThat(IMAGE).hasToString("image: float32[-1, 28, 28]");
    assertThat(Field.tensor("", ElementType.STRING, Shape.of(-1)))
        .hasToString("(unnamed): string[-1]");
    assertThat(new Field("v", ElementType.FLOAT64, Shape.of(-1, -1), Kind.COLUMN, true))
        .hasToString("v: float64[-1, -1]");
    assertThatThrownBy(() -> Field.column(null, ElementType.BOOL))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("name");
  }
}
