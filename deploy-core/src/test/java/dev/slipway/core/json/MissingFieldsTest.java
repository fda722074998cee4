package dev.slipway.core.json;

import static dev.slipway.core.json.JsonTableReaderTest.read;
import static dev.slipway.core.json.JsonTableReaderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ElementType;
import dev.slipway.InvalidInputException;
import dev.slipway.Shape;
import dev.slipway.Signature.Field;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A required field that no record has")
class MissingFieldsTest {

  private static final List<Field> PEOPLE =
      List.of(
          Field.column("name", ElementType.STRING),
          Field.column("age", ElementType.INT64),
          Field.column("town", ElementType.STRING).optional());

  @Test
  @DisplayName("is told with what cannot be read, in every layout, and where")
  void everyLayout() {
    refused(
        PEOPLE,
        "{\"age\":\"x\"}",
        "/age: is 'x', expected a number that fits int64",
        lacking("", "name"));
    refused(
        PEOPLE,
        "[{\"age\":\"x\"},{\"age\":1}]",
        "/0/age: is 'x', expected a number that fits int64",
        lacking("/0: ", "name"));
    refused(
        PEOPLE,
        "{\"inputs\":{\"age\":[\"x\"]}}",
        "/inputs/age/0: is 'x', expected a number that fits int64",
        lacking("/inputs: ", "name"));
    refused(
        PEOPLE,
        "{\"dataframe_split\":{\"columns\":[\"age\"],\"data\":[[\"x\"]]}}",
        "/dataframe_split/data/0/0: is 'x', expected a number that fits int64",
        lacking("/dataframe_split/data: ", "name"));
    refused(
        PEOPLE,
        "{\"dataframe_records\":[{\"age\":\"x\"}]}",
        "/dataframe_records/0/age: is 'x', expected a number that fits int64",
        lacking("/dataframe_records/0: ", "name"));
  }

  private static String lacking(String where, String field) {
    return where + "has no '" + field + "', expected " + field + ": string";
  }

  @Test
  @DisplayName("is told with its line")
  void lines() {
    assertThatThrownBy(
            () ->
                JsonTableReader.of(PEOPLE)
                    .readLines(
                        new ByteArrayInputStream(
                            "{\"age\":1}\n{\"age\":2}\n".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Cannot read JSON: line 1: has no 'name', expected name: string");
  }

  @Test
  @DisplayName("is told with the name that was meant to be its own")
  void unknownNames() {
    refused(
        PEOPLE,
        "{\"nmae\":\"a\",\"age\":1,\"city\":\"b\"}",
        lacking("", "name") + " (did you mean it by 'nmae'?)");
    refused(
        PEOPLE,
        "[{\"nmae\":\"a\",\"age\":1}]",
        lacking("/0: ", "name") + " (did you mean it by 'nmae'?)");
    refused(
        PEOPLE,
        "{\"dataframe_split\":{\"columns\":[\"Name\",\"age\"],\"data\":[[\"a\",1]]}}",
        lacking("/dataframe_split/data: ", "name") + " (did you mean it by 'Name'?)");
  }

  @Test
  @DisplayName("is none where no record is, nor where it may be left out")
  void none() {
    assertThat(read(PEOPLE, "[]").names()).containsExactly("name", "age", "town");
    assertThat(read(PEOPLE, "[{\"name\":\"a\",\"age\":1}]").names()).containsExactly("name", "age");
  }

  @Test
  @DisplayName("is told of a tensor of whole numbers, too, which has no value that stands for none")
  void tensors() {
    List<Field> fields =
        List.of(
            Field.tensor("a", ElementType.INT64, Shape.of(Shape.FREE, 1)),
            Field.tensor("b", ElementType.FLOAT32, Shape.of(Shape.FREE, 1)));
    refused(
        fields,
        "[{\"b\":[\"x\"]}]",
        "/0/b/0: is 'x', expected a number that fits float32",
        "/0: has no 'a', expected a: int64[-1, 1]");
  }
}
