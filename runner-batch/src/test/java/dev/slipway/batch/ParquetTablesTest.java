package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.InvalidInputException;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTablesTest {

  private static final Signature SIGNATURE =
      Signature.of(List.of(TestPredictor.tensor("v", ElementType.FLOAT32, 2)), List.of());

  @TempDir Path folder;

  @Test
  @DisplayName("a table comes back as it was, nulls and tensors included")
  void roundTrip() {
    ColumnBuffer vectors = new ColumnBuffer(ElementType.FLOAT32, Shape.of(2));
    Column ids = Column.ofValues(ElementType.INT64, 9007199254740993L, null, Long.MIN_VALUE);
    for (float value : new float[] {1, 3}) {
      vectors.addDouble(value);
      vectors.addDouble(value + 1);
    }
    vectors.addNull();
    Table table =
        Table.builder()
            .column("id", ids)
            .column("v", vectors)
            .strings("note", "ä'\"", null, "")
            .build();
    Path file = folder.resolve("table.parquet");

    ParquetTables.write(table, file);
    Table back = ParquetTables.read(file, SIGNATURE);

    assertThat(back.names()).containsExactly("id", "v", "note");
    for (String name : table.names()) {
      for (int row = 0; row < table.rows(); row++) {
        assertThat(back.column(name).valueAt(row)).isEqualTo(table.column(name).valueAt(row));
      }
    }
  }

  @Test
  @DisplayName("more rows than a chunk, in order")
  void manyRows() throws Exception {
    float[] values = new float[5000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Path file = folder.resolve("table.parquet");
    ParquetTables.write(Table.builder().floats("x", values).build(), file);

    assertThat(Parquet.value(file, "SELECT count(*) FROM $ WHERE x = file_row_number"))
        .isEqualTo(5000L);
    Table back = ParquetTables.read(file, SIGNATURE);
    assertThat(back.rows()).isEqualTo(5000);
    assertThat(back.column("x").floatAt(4999)).isEqualTo(4999f);
  }

  @Test
  @DisplayName("a table of no rows keeps its columns")
  void noRows() throws Exception {
    Path file = folder.resolve("table.parquet");
    ParquetTables.write(Table.builder().floats("x").strings("s").build(), file);

    assertThat(Parquet.columns(file)).containsExactly("x FLOAT", "s VARCHAR");
    assertThat(ParquetTables.read(file, SIGNATURE).rows()).isZero();
  }

  @Test
  @DisplayName("nested columns that are no input become texts")
  void nested() throws Exception {
    Path file = Parquet.write(folder.resolve("in"), "SELECT [1, 2] AS l, {'a': 1} AS s");

    Table table = ParquetTables.read(file, SIGNATURE);

    assertThat(table.column("l").stringAt(0)).isEqualTo("[1, 2]");
    assertThat(table.column("s").stringAt(0)).isEqualTo("{'a': 1}");
  }

  @Test
  @DisplayName("a file that is no Parquet, and a list of another length")
  void bad() throws Exception {
    Path garbage = Files.writeString(folder.resolve("garbage"), "hello, hello, hello");
    assertThatThrownBy(() -> ParquetTables.read(garbage, SIGNATURE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(garbage + ": is not a Parquet file");

    Path lists = Parquet.write(folder.resolve("lists"), "SELECT [1::FLOAT] AS v");
    assertThatThrownBy(() -> ParquetTables.read(lists, SIGNATURE))
        .hasMessage(
            "Cannot read " + lists + ": row 0: column 'v' has a list of 1 values, expected 2");
  }
}
