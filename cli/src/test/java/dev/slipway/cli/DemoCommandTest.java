package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("slipway demo")
class DemoCommandTest {

  @Test
  @DisplayName("scores the flights and proves that one by one, also elsewhere, all is equal")
  void demo() {
    Slip.Result result = Slip.way("demo");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("Loaded 125000 records\n")
        .containsPattern("\nScored 125000 records with [1-9][0-9]* late flights\n")
        .contains("rows/s", "flights-scored.parquet", "model: flight-delay 1 (")
        .contains("equal to the batch job's answers, bit for bit")
        .contains("equal again, bit for bit")
        .contains("Try next:");
  }

  @Test
  @DisplayName("says which answer differs")
  void difference() {
    List<String> expected = List.of("3f000000 true", "3e000000 false");
    DemoCheck.same("the batch job", expected, expected);

    assertThatThrownBy(
            () -> DemoCheck.same("the batch job", expected, List.of("3f000000 true", "0 false")))
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "The answers differ from those of the batch job:"
                + " at flight 2 of 2 it is '0 false', expected '3e000000 false'");
    assertThatThrownBy(() -> DemoCheck.same("it", expected, List.of()))
        .hasMessageContaining("at flight 1 of 2 it is 'missing'");
  }
}
