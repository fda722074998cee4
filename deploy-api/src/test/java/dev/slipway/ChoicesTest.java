package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A column with choices")
class ChoicesTest {

  private static final Choices CHOICES = Choices.of(List.of("no", "", "größer", "no!"));

  @Test
  @DisplayName("reads as texts, and tells which choice each row is")
  void reads() {
    ColumnBuffer column = new ColumnBuffer(CHOICES);
    column.reset(4);
    for (int row = 0; row < 4; row++) {
      column.setChoice(row, 3 - row);
    }
    assertThat(column.type()).isEqualTo(ElementType.STRING);
    assertThat(column.choices()).isSameAs(CHOICES);
    for (int row = 0; row < 4; row++) {
      String text = CHOICES.texts().get(3 - row);
      assertThat(column.choiceAt(row)).isEqualTo(3 - row);
      assertThat(column.stringAt(row)).isEqualTo(text);
      assertThat(column.bytesAt(row)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
      assertThat(column.copyBytes(row, new byte[1])).isEqualTo(column.bytesAt(row).length);
    }
  }

  @Test
  @DisplayName("takes other texts, nulls and new uses, and leaves other columns' choices alone")
  void takesOtherTexts() {
    ColumnBuffer column = new ColumnBuffer(CHOICES);
    for (int use = 0; use < 3; use++) {
      column.reset(3);
      assertThat(column.choiceAt(1)).isEqualTo(-1);
      column.setString(0, "something else " + use);
      column.setChoice(1, 2);
      column.setNull(2);
      assertThat(column.choiceAt(0)).isEqualTo(-1);
      assertThat(column.valueAt(0)).isEqualTo("something else " + use);
      assertThat(column.valueAt(1)).isEqualTo("größer");
      assertThat(column.valueAt(2)).isNull();
    }
    ColumnBuffer other = new ColumnBuffer(CHOICES);
    other.reset(1);
    other.setChoice(0, 0);
    assertThat(other.stringAt(0)).isEqualTo("no");
  }

  @Test
  @DisplayName("refuses a choice or a row that is not there, and columns without choices have none")
  void refuses() {
    ColumnBuffer column = new ColumnBuffer(CHOICES);
    column.reset(1);
    assertThatThrownBy(() -> column.setChoice(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> column.setChoice(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    ColumnBuffer plain = new ColumnBuffer(ElementType.STRING, Shape.scalar());
    plain.reset(1);
    assertThat(plain.choices()).isNull();
    assertThat(plain.choiceAt(0)).isEqualTo(-1);
    assertThatThrownBy(() -> plain.setChoice(0, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no choices");
    ColumnBuffer numbers = new ColumnBuffer(ElementType.INT64, Shape.scalar());
    numbers.reset(1);
    assertThat(numbers.choices()).isNull();
    assertThat(numbers.choiceAt(0)).isEqualTo(-1);
  }
}
