package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A column made of objects")
class ColumnValuesTest {

  @ParameterizedTest(name = "{0} holds {1} to {2}")
  @CsvSource({
    "INT8, -128, 127",
    "INT16, -32768, 32767",
    "INT32, -2147483648, 2147483647",
    "INT64, -9223372036854775808, 9223372036854775807",
    "UINT8, 0, 255",
    "UINT16, 0, 65535",
    "UINT32, 0, 4294967295",
    "UINT64, 0, 18446744073709551615"
  })
  @DisplayName("takes whole numbers of any class that fit, and no others")
  void ranges(ElementType type, BigInteger least, BigInteger most) {
    ColumnBuffer column = new ColumnBuffer(type, Shape.scalar());
    column.addValue(least);
    column.addValue(new BigDecimal(most).setScale(2));
    assertThat(column.valueAt(0)).hasToString(least.toString());
    assertThat(column.valueAt(1)).hasToString(most.toString());
    List<Number> outside =
        List.of(
            least.subtract(BigInteger.ONE),
            most.add(BigInteger.ONE),
            0.5,
            Double.NaN,
            new BigDecimal("1e999999999"),
            new BigDecimal("1e-999999999"));
    for (Number number : outside) {
      assertThatThrownBy(() -> column.addValue(number))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("a " + type + " column cannot hold ");
    }
    assertThat(column.rows()).isEqualTo(2);
    if (type.byteWidth() < 8) {
      assertThatThrownBy(() -> column.addValue(most.longValue() + 1))
          .hasMessage("a " + type + " column cannot hold " + (most.longValue() + 1) + " (Long)");
    }
  }

  @Test
  @DisplayName("takes objects of fitting classes, and says what does not fit")
  void objects() {
    assertThat(Column.ofValues(ElementType.BOOL, true, null, false))
        .hasToString("BOOL x 3 [true, null, false]");
    assertThat(Column.ofValues(ElementType.INT8, (byte) 1, (short) 2, 3, 4L, 5f, 6.0))
        .hasToString("INT8 x 6 [1, 2, 3, 4, 5]");
    assertThat(Column.ofValues(ElementType.FLOAT32, 1, 2L, 0.5f, 0.1, new BigDecimal("4")))
        .hasToString("FLOAT32 x 5 [1.0, 2.0, 0.5, 0.1, 4.0]");
    assertThat(Column.ofValues(ElementType.BINARY, new byte[] {1, 2}).bytesAt(0))
        .containsExactly(1, 2);
    assertThatThrownBy(() -> Column.ofValues(ElementType.STRING, 5))
        .hasMessage("a STRING column cannot hold 5 (Integer)");
    assertThatThrownBy(() -> Column.ofValues(ElementType.INT32, "7"))
        .hasMessage("a INT32 column cannot hold 7 (String)");
    assertThatThrownBy(() -> Column.ofValues(ElementType.BOOL, 1))
        .hasMessage("a BOOL column cannot hold 1 (Integer)");
    assertThatThrownBy(() -> Column.ofValues(ElementType.INT32, "x".repeat(1000)))
        .hasMessage("a INT32 column cannot hold " + "x".repeat(60) + "… (String)");
  }

  @Test
  @DisplayName("takes longs into floats with one rounding")
  void longsIntoFloats() {
    long between = (1L << 60) + (1L << 36) + 1;
    assertThat(Column.ofValues(ElementType.FLOAT32, between).floatAt(0)).isEqualTo((float) between);
    assertThat((float) between).isNotEqualTo((float) (double) between);
  }

  @Test
  @DisplayName("cuts points in time to microseconds towards the past")
  void time() {
    Column column =
        Column.ofValues(
            ElementType.DATETIME,
            Instant.ofEpochSecond(1, 1_999),
            Instant.ofEpochSecond(-1, 999_999_999),
            LocalDateTime.of(1970, 1, 2, 0, 0));
    assertThat(column.longAt(0)).isEqualTo(1_000_001);
    assertThat(column.longAt(1)).isEqualTo(-1);
    assertThat(column.longAt(2)).isEqualTo(86_400_000_000L);
    assertThat(column.valueAt(1)).isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
    for (long micros : new long[] {Long.MIN_VALUE, -1_000_000, -1, 0, 1L << 60, Long.MAX_VALUE}) {
      Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      assertThat(Column.ofValues(ElementType.DATETIME, instant).longAt(0)).isEqualTo(micros);
    }
    assertThatThrownBy(() -> Column.ofValues(ElementType.DATETIME, Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a DATETIME column cannot hold +1000000000-12-31T23:59:59");
  }
}
