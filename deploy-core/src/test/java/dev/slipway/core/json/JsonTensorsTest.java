package dev.slipway.core.json;

import static dev.slipway.core.json.JsonTableReaderTest.read;
import static dev.slipway.core.json.JsonTableReaderTest.refused;
import static dev.slipway.core.json.JsonTableReaderTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature.Field;
import dev.slipway.Table;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tensors and vectors in JSON. */
class JsonTensorsTest {

  @Test
  @DisplayName("an image with its batch dimension, and one row of it in a record")
  void tensors() {
    List<Field> fields = List.of(Field.tensor("image", ElementType.FLOAT32, Shape.of(-1, 2, 2)));
    Table whole = read(fields, "{\"image\": [[[1,2],[3,4]],[[5,6],[7,8]]]}");
    assertThat(whole.rows()).isEqualTo(2);
    assertThat(whole.column("image").rowShape()).isEqualTo(Shape.of(2, 2));
    Table records = read(fields, "[{\"image\": [[1,2],[3,4]]},{\"image\": [[5,6],[7,8]]}]");
    assertThat(written(records)).isEqualTo(written(whole));
    assertThat(written(read(fields, "{\"inputs\": [[[1,2],[3,4]],[[5,6],[7,8]]]}")))
        .isEqualTo(written(whole));
    assertThat(read(fields, "{\"image\": [[1,2],[3,4]]}").rows()).isEqualTo(1);
  }

  @Test
  @DisplayName("free dimensions are decided by the first row")
  void freeDimensions() {
    List<Field> fields = List.of(Field.tensor("t", ElementType.INT64, Shape.of(-1, -1, 2)));
    Column column = read(fields, "[{\"t\":[[1,2],[3,4],[5,6]]}]").column("t");
    assertThat(column.rowShape()).isEqualTo(Shape.of(3, 2));
    refused(
        fields,
        "[{\"t\":[[1,2]]},{\"t\":[[1,2],[3,4]]}]",
        "/1/t: has shape [2, 2], expected [1, 2] as in rows before");
  }

  @Test
  @DisplayName("ragged, short, empty and null tensors")
  void badTensors() {
    List<Field> fields = List.of(Field.tensor("t", ElementType.INT64, Shape.of(-1, 2)));
    refused(fields, "[{\"t\":[1]}]", "/0/t: has 1 elements, expected 2 for t: int64[-1, 2]");
    refused(fields, "[{\"t\":5}]", "/0/t: is no list, expected t: int64[-1, 2]");
    refused(
        fields, "[{\"t\":null}]", "/0/t: is null, expected a value for the tensor t: int64[-1, 2]");
    refused(fields, "[{\"t\":[1,2]},{}]", "/1: has no 't', expected a value for this tensor");
    refused(
        List.of(Field.tensor("t", ElementType.INT64, Shape.of(-1, -1))),
        "[{\"t\":[]}]",
        "/0/t: is empty, expected at least one element for t: int64[-1, -1]");
  }

  @Test
  @DisplayName("null in a floating tensor is NaN, as MLflow writes it")
  void nanInTensor() {
    List<Field> fields = List.of(Field.tensor("t", ElementType.FLOAT64, Shape.of(-1, 2)));
    assertThat(written(read(fields, "{\"t\":[[1,null],[null,2]]}")))
        .isEqualTo("[{\"t\":[1.0,\"NaN\"]},{\"t\":[\"NaN\",2.0]}]");
  }

  @Test
  @DisplayName("a table frame for one unnamed matrix")
  void unnamedMatrix() {
    List<Field> fields = List.of(Field.tensor("", ElementType.FLOAT32, Shape.of(-1, 2)));
    String expected = "[{\"\":[1.0,2.0]},{\"\":[3.0,4.0]}]";
    assertThat(written(read(fields, "{\"columns\":[\"a\",\"b\"],\"data\":[[1,2],[3,4]]}")))
        .isEqualTo(expected);
    assertThat(written(read(fields, "{\"instances\":[[1,2],[3,4]]}"))).isEqualTo(expected);
    assertThat(written(read(fields, "[[1,2],[3,4]]"))).isEqualTo(expected);
  }
}
