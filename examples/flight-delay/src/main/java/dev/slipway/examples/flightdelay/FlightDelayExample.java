package dev.slipway.examples.flightdelay;

import dev.slipway.Predictor;
import dev.slipway.TypedPredictor;
import dev.slipway.core.Slipway;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;

/** Asks the model about one flight: everything that an application needs. */
public final class FlightDelayExample {

  private FlightDelayExample() {}

  /**
   * Prints what the model expects of a flight.
   *
   * @param arguments the path of the model package; {@code model} if there is none
   */
  public static void main(String[] arguments) {
    Path model = Path.of(arguments.length > 0 ? arguments[0] : "model");
    try (Predictor predictor = Slipway.open(model)) {
      TypedPredictor<Flight, Delay> delays = predictor.as(Flight.class, Delay.class);
      Flight flight = new Flight(LocalDateTime.of(2001, 6, 15, 17, 30), 719, "ORD", "LGA");
      System.out.println(sentence(flight, delays.predict(flight)));
    }
  }

  static String sentence(Flight flight, Delay delay) {
    return String.format(
        Locale.ROOT,
        "%s to %s, leaving %s: late with probability %.2f%s",
        flight.origin(),
        flight.destination(),
        flight.date(),
        delay.probability(),
        delay.late() ? " (expect a delay)" : "");
  }
}
