package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShapeTest {

  @Test
  @DisplayName("is a value of its dimensions")
  void value() {
    long[] dimensions = {-1, 4};
    Shape shape = Shape.of(dimensions);
    dimensions[1] = 5;
    shape.toArray()[1] = 6;
    assertThat(shape).isEqualTo(Shape.of(-1, 4)).hasSameHashCodeAs(Shape.of(-1, 4));
    assertThat(shape).isNotEqualTo(Shape.of(4)).isNotEqualTo("[-1, 4]").hasToString("[-1, 4]");
    assertThat(shape.rank()).isEqualTo(2);
    assertThat(shape.dimension(1)).isEqualTo(4);
    assertThat(Shape.of()).isSameAs(Shape.scalar()).hasToString("[]");
    assertThatThrownBy(() -> shape.dimension(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  @DisplayName("refuses sizes below -1")
  void sizes() {
    assertThatThrownBy(() -> Shape.of(3, -2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dimension must be -1 (free) or at least 0, but was -2");
    assertThatThrownBy(() -> Shape.of(3).ofRows(-7))
        .hasMessage("dimension must be -1 (free) or at least 0, but was -7");
  }

  @Test
  @DisplayName("takes the row dimension off and puts it on")
  void rows() {
    assertThat(Shape.of(-1, 3, 2).row()).isEqualTo(Shape.of(3, 2));
    assertThat(Shape.of(5).row()).isSameAs(Shape.scalar());
    assertThat(Shape.scalar().ofRows(8)).isEqualTo(Shape.of(8));
    assertThat(Shape.of(2).ofRows(Shape.FREE)).isEqualTo(Shape.of(-1, 2));
    assertThatThrownBy(() -> Shape.scalar().row())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a scalar has no rows");
  }

  @Test
  @DisplayName("accepts shapes of equal rank that differ where it is free")
  void accepts() {
    assertThat(Shape.of(-1, 4).accepts(Shape.of(0, 4))).isTrue();
    assertThat(Shape.of(-1, 4).accepts(Shape.of(7, 4))).isTrue();
    assertThat(Shape.of(-1, 4).accepts(Shape.of(7, 5))).isFalse();
    assertThat(Shape.of(-1, 4).accepts(Shape.of(4))).isFalse();
    assertThat(Shape.of(3).accepts(Shape.of(-1))).isFalse();
    assertThat(Shape.scalar().accepts(Shape.scalar())).isTrue();
  }

  @Property
  void countsItsElementsOrSaysThatTheyAreTooMany(
      @ForAll @Size(max = 5) List<@LongRange(min = 0, max = 1L << 40) Long> sizes) {
    long[] dimensions = sizes.stream().mapToLong(Long::longValue).toArray();
    BigInteger product =
        Arrays.stream(dimensions)
            .mapToObj(BigInteger::valueOf)
            .reduce(BigInteger.ONE, BigInteger::multiply);
    Shape shape = Shape.of(dimensions);
    if (product.bitLength() < 64) {
      assertThat(shape.elements()).isEqualTo(product.longValue());
    } else {
      assertThatThrownBy(shape::elements)
          .isInstanceOf(ArithmeticException.class)
          .hasMessage("shape " + shape + " has more than 2^63 - 1 elements");
    }
  }

  @Test
  @DisplayName("has no elements with a dimension of 0, however large the others")
  void zero() {
    assertThat(Shape.of(1L << 62, 4, 0).elements()).isZero();
    assertThat(Shape.of(Long.MAX_VALUE).elements()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> Shape.of(0, -1).elements())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("shape [0, -1] has a free dimension");
    assertThat(Shape.of(0, -1).isFixed()).isFalse();
    assertThat(Shape.of(0, 1).isFixed()).isTrue();
  }
}
