package dev.slipway.core.internal.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/package-format.md, type enforcement. */
class TypeRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BOOL | BOOL",
        "INT32 | INT32 INT16 INT8 UINT16 UINT8",
        "INT64 | INT64 INT32 INT16 INT8 UINT32 UINT16 UINT8",
        "FLOAT32 | FLOAT32 FLOAT16 BFLOAT16",
        "FLOAT64 | FLOAT64 FLOAT32 FLOAT16 BFLOAT16 INT32 INT16 INT8 UINT32 UINT16 UINT8",
        "STRING | STRING",
        "BINARY | BINARY",
        "DATETIME | DATETIME",
        "UINT64 | UINT64 UINT32 UINT16 UINT8",
        "FLOAT16 | FLOAT16",
        "INT8 | INT8"
      })
  @DisplayName("a column takes its own type and those that MLflow widens into it")
  void columns(ElementType declared, String given) {
    Set<ElementType> expected =
        Arrays.stream(given.split(" ")).map(ElementType::valueOf).collect(Collectors.toSet());
    for (ElementType type : ElementType.values()) {
      assertThat(TypeRules.accepts(Signature.Field.column("x", declared), type))
          .as(type + " for " + declared)
          .isEqualTo(expected.contains(type));
    }
  }

  @Test
  @DisplayName("a tensor takes its own type only")
  void tensors() {
    for (ElementType type : ElementType.values()) {
      assertThat(
              TypeRules.accepts(
                  Signature.Field.tensor("x", ElementType.FLOAT64, Shape.of(-1)), type))
          .isEqualTo(type == ElementType.FLOAT64);
    }
  }
}
