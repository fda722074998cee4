package dev.slipway;

import static dev.slipway.Signature.Field.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A predictor")
class PredictorTest {

  private final Predictor echo =
      new EchoPredictor(
          List.of(column("x", ElementType.FLOAT32), column("bad", ElementType.BOOL)),
          List.of(column("x", ElementType.FLOAT32)));

  private static Table table(Boolean... bad) {
    return Table.builder()
        .floats("x", new float[bad.length])
        .column("bad", Column.ofValues(ElementType.BOOL, (Object[]) bad))
        .build();
  }

  @Test
  @DisplayName("gives the answers of a table where every row has one")
  void answers() {
    assertThat(echo.predict(table(false, false)).column("x").rows()).isEqualTo(2);
    assertThat(echo.predict(table()).rows()).isZero();
  }

  @Test
  @DisplayName("gives all rejected rows as one error, or as values with null answers")
  void rejections() {
    assertThatThrownBy(() -> echo.predict(table(true, false, true)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            Cannot predict with echo 1 (000000000000): 2 problems
              - row 0: is bad, expected good
              - row 2: is bad, expected good""");
    Prediction prediction = echo.predict(table(true, false), CallOptions.defaults());
    assertThat(prediction.rejections())
        .containsExactly(
            new Prediction.Rejection(0, ErrorCode.UNACCEPTED_VALUE, "is bad, expected good"));
    assertThat(prediction.answers().column("x").isNull(0)).isTrue();
    assertThat(prediction.answers().column("x").isNull(1)).isFalse();
    assertThat(prediction.version().name()).isEqualTo("echo");
  }
}
