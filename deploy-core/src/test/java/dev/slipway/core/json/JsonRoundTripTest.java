package dev.slipway.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.InvalidInputException;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is written is read back equal; what is damaged is refused by one exception. */
class JsonRoundTripTest {

  @Property(tries = 600)
  @Label("tables of every type survive writing and reading, bit for bit")
  void roundTrip(
      @ForAll ElementType type,
      @ForAll @IntRange(min = 1, max = 20) int rows,
      @ForAll @IntRange(max = 2) int rank,
      @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    Shape rowShape = Shape.of(random.longs(rank, 1, 4).toArray());
    ColumnBuffer column = new ColumnBuffer(type, rowShape);
    for (int row = 0; row < rows; row++) {
      row(column, random);
    }
    Table table = Table.builder().column("x", column).build();
    Signature.Field field =
        new Signature.Field("x", type, rowShape.ofRows(-1), Signature.Kind.COLUMN, true);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    JsonTableWriter.writeLines(table, lines);
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    JsonTableWriter.writeRecords(table, records);
    JsonTableReader reader = JsonTableReader.of(List.of(field));
    same(column, reader.readLines(new ByteArrayInputStream(lines.toByteArray())));
    same(column, reader.read(new ByteArrayInputStream(records.toByteArray())));
  }

  private static void row(ColumnBuffer column, Random random) {
    if (random.nextInt(5) == 0) {
      column.addNull();
      return;
    }
    for (int k = 0; k < column.width(); k++) {
      element(column, random);
    }
  }

  private static void element(ColumnBuffer column, Random random) {
    switch (column.type()) {
      case BOOL -> column.addLong(random.nextInt(2));
      case STRING -> {
        byte[] text =
            random
                .ints(random.nextInt(8), 1, 0x2000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        column.addBytes(text, text.length);
      }
      case BINARY -> {
        byte[] bytes = new byte[random.nextInt(8)];
        random.nextBytes(bytes);
        column.addBytes(bytes, bytes.length);
      }
      case DATETIME -> column.addLong(random.nextLong() >> 8);
      case FLOAT32 -> column.addDouble(Float.intBitsToFloat(random.nextInt()));
      case FLOAT64 -> column.addDouble(Double.longBitsToDouble(random.nextLong()));
      case FLOAT16, BFLOAT16 -> column.addDouble(random.nextGaussian() * 100);
      default -> column.addLong(random.nextLong());
    }
  }

  private static void same(Column expected, Table read) {
    Column actual = read.column("x");
    assertThat(actual.type()).isEqualTo(expected.type());
    for (int row = 0; row < expected.rows(); row++) {
      Object[] both = {arrays(expected.valueAt(row)), arrays(actual.valueAt(row))};
      assertThat(Objects.deepEquals(both[1], both[0])).as(Arrays.deepToString(both)).isTrue();
    }
  }

  /** Turns lists into arrays, which are compared by their elements down to the bytes. */
  private static Object arrays(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(JsonRoundTripTest::arrays).toArray()
        : value;
  }

  @Property(tries = 2000)
  @Label("mutated JSON is read or refused, and never anything else")
  void mutated(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] json =
        ("{\"dataframe_split\":{\"columns\":[\"a\",\"t\",\"s\"],\"data\":[[1.5,[1,2],\"x\"],"
                + "[null,[3,4],null]]},\"inputs\":[{\"a\":1,\"t\":[1,2]}]}")
            .getBytes(StandardCharsets.UTF_8);
    byte[] specials = "[]{}\",:0 tfnN-.eE\\".getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(5); i >= 0; i--) {
      json[random.nextInt(json.length)] = specials[random.nextInt(specials.length)];
    }
    List<Signature.Field> fields =
        List.of(
            Signature.Field.column("a", ElementType.FLOAT32),
            Signature.Field.tensor("t", ElementType.INT64, Shape.of(-1, -1)),
            Signature.Field.column("s", ElementType.STRING));
    try {
      Table table = JsonTableReader.of(fields).read(new ByteArrayInputStream(json));
      assertThat(table.rows()).isBetween(0, 10);
    } catch (InvalidInputException told) {
      assertThat(told).hasMessageStartingWith("Cannot read JSON: ");
    }
  }
}
