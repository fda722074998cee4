package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tensor")
class TensorTest {

  @Test
  @DisplayName("has its values row-major")
  void values() {
    Tensor floats = Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f);
    assertThat(floats.doubleAt(2)).isEqualTo(3);
    assertThat(floats).hasToString("FLOAT32[2, 2]");
    assertThat(Tensor.of(Shape.of(2), 0.1, 0.2).doubleAt(1)).isEqualTo(0.2);
    assertThat(Tensor.of(Shape.of(1), Long.MIN_VALUE).longAt(0)).isEqualTo(Long.MIN_VALUE);
    assertThat(Tensor.of(Shape.of(1), -3).longAt(0)).isEqualTo(-3);
    assertThat(Tensor.of(Shape.of(1), -3).doubleAt(0)).isEqualTo(-3);
    assertThat(Tensor.of(Shape.scalar(), 5f).size()).isEqualTo(1);
    assertThat(Tensor.zeros(ElementType.INT8, Shape.of(3, 0)).size()).isZero();
  }

  @Test
  @DisplayName("copies the numbers it is made of, and keeps the strings")
  void ownership() {
    float[] numbers = {1};
    Tensor tensor = Tensor.of(Shape.of(1), numbers);
    numbers[0] = 2;
    assertThat(tensor.doubleAt(0)).isEqualTo(1);
    String[] texts = {"a", null};
    Tensor strings = Tensor.ofStrings(Shape.of(2), texts);
    strings.setString(0, "b");
    assertThat(texts[0]).isEqualTo("b");
    assertThat(strings.stringAt(1)).isEmpty();
  }

  @Test
  @DisplayName("over a buffer leaves its position, limit and order alone")
  void over() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(16);
    bytes.position(3);
    Tensor tensor = Tensor.over(ElementType.INT32, Shape.of(4), bytes);
    tensor.setLong(3, 0x0102_0304);
    assertThat(bytes.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(bytes.position()).isEqualTo(3);
    assertThat(bytes.duplicate().order(ByteOrder.nativeOrder()).getInt(12)).isEqualTo(0x0102_0304);
    assertThat(tensor.bytes().order()).isEqualTo(ByteOrder.nativeOrder());
    assertThat(tensor.bytes()).isSameAs(tensor.bytes());
    assertThat(tensor.bytes().isDirect()).isTrue();
    assertThatThrownBy(
            () -> Tensor.over(ElementType.INT32, Shape.of(4), bytes.duplicate().limit(15)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a INT32 tensor of shape [4] needs 16 bytes, but has 15");
    assertThat(Tensor.over(ElementType.INT8, Shape.of(1), bytes.asReadOnlyBuffer()).bytes())
        .matches(ByteBuffer::isReadOnly);
  }

  @Test
  @DisplayName("refuses shapes that do not fit")
  void shapes() {
    assertThatThrownBy(() -> Tensor.of(Shape.of(3), 1f, 2f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a FLOAT32 tensor of shape [3] has 3 elements, but 2 were given");
    assertThatThrownBy(() -> Tensor.ofStrings(Shape.of(1), "a", "b"))
        .hasMessage("a STRING tensor of shape [1] has 1 elements, but 2 were given");
    assertThatThrownBy(() -> Tensor.zeros(ElementType.BOOL, Shape.of(-1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a BOOL tensor of shape [-1, 2] has a free dimension");
    assertThatThrownBy(() -> Tensor.over(ElementType.STRING, Shape.of(1), ByteBuffer.allocate(9)))
        .hasMessage("STRING elements have no fixed width (use ofStrings)");
    assertThatThrownBy(() -> Tensor.zeros(ElementType.BINARY, Shape.of(1)))
        .hasMessage("a tensor cannot hold BINARY elements");
  }

  @Test
  @DisplayName("of more elements or bytes than one array holds is refused, never cut")
  void tooLarge() {
    ByteBuffer none = ByteBuffer.allocate(0);
    assertThatThrownBy(() -> Tensor.over(ElementType.FLOAT32, Shape.of(1 << 20, 4096), none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a FLOAT32 tensor of shape [1048576, 4096] has 4294967296 elements,"
                + " expected at most 2147483647 (use fewer rows at once)");
    assertThatThrownBy(() -> Tensor.zeros(ElementType.INT64, Shape.of(1 << 29)))
        .hasMessage(
            "a INT64 tensor of shape [536870912] has 4294967296 bytes,"
                + " expected at most 2147483639 (use fewer rows at once)");
    assertThatThrownBy(() -> Tensor.over(ElementType.INT64, Shape.of(1 << 29), none))
        .hasMessage("a INT64 tensor of shape [536870912] needs 4294967296 bytes, but has 0");
    assertThatThrownBy(() -> Tensor.zeros(ElementType.INT8, Shape.of(1L << 40, 1L << 40)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("shape [1099511627776, 1099511627776] has more than 2^63 - 1 elements");
  }

  @Test
  @DisplayName("refuses elements outside and of another kind")
  void elements() {
    Tensor longs = Tensor.over(ElementType.INT64, Shape.of(2), ByteBuffer.allocate(800));
    assertThatThrownBy(() -> longs.longAt(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("Index 2 out of bounds for length 2");
    assertThatThrownBy(() -> longs.setLong(-1, 0))
        .hasMessage("Index -1 out of bounds for length 2");
    assertThatThrownBy(() -> longs.setDouble(0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("INT64 elements are not floating");
    assertThatThrownBy(() -> longs.stringAt(0)).hasMessage("INT64 elements are not strings");
    Tensor texts = Tensor.zeros(ElementType.STRING, Shape.of(1));
    assertThat(texts.stringAt(0)).isEmpty();
    assertThatThrownBy(texts::bytes).hasMessage("STRING elements have no fixed-width memory");
    assertThatThrownBy(() -> texts.longAt(0))
        .hasMessage("STRING elements have no fixed-width memory");
    Tensor floats = Tensor.zeros(ElementType.FLOAT32, Shape.of(1));
    floats.setLong(0, 16777217);
    assertThat(floats.doubleAt(0)).isEqualTo(16777216);
    assertThatThrownBy(() -> floats.longAt(0)).hasMessage("FLOAT32 elements are not integers");
  }
}
