package dev.slipway.examples.flightdelay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FlightDelayExampleTest {

  @Test
  @DisplayName("the example answers one flight from the packaged model")
  void answers() {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      FlightDelayExample.main(new String[] {});
    } finally {
      System.setOut(console);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("ORD to LGA, leaving 2001-06-15T17:30: late with probability 0.50");
  }
}
