package dev.slipway.examples.flightdelay;

import dev.slipway.examples.flightdelay.Flights.Days;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the model, writes its package, and measures the package on days that training did not see.
 * The same flights give the same package, byte for byte.
 */
public final class FlightDelayTraining {

  private FlightDelayTraining() {}

  /**
   * Trains on the flights of this example, or on those of another file like it.
   *
   * @param arguments paths of the flights, of the package to write and of the page whose numbers to
   *     renew; {@code data/flights-125k.parquet}, {@code model} and {@code README.md} unless given
   * @throws IOException if the package or the page cannot be written
   * @throws SQLException if the flights cannot be read
   */
  public static void main(String[] arguments) throws IOException, SQLException {
    Path flights = Path.of(arguments.length > 0 ? arguments[0] : "data/flights-125k.parquet");
    Path model = Path.of(arguments.length > 1 ? arguments[1] : "model");
    Path page = Path.of(arguments.length > 2 ? arguments[2] : "README.md");
    train(flights, 0, model);
    List<Measurement> measurements = new ArrayList<>(List.of(measure(flights, 0, model)));
    Path other = Files.createTempDirectory("flight-delay");
    for (int part = 1; part < Days.PARTS; part++) {
      train(flights, part, other);
      measurements.add(measure(flights, part, other));
    }
    DelayPackage.remove(other);
    ModelCard.renew(page, measurements);
    System.out.println("Wrote " + model + ": " + measurements.get(0));
  }

  /** Writes a package that was trained without one part of the days. */
  static void train(Path flights, int part, Path target) throws IOException, SQLException {
    Flights training = Flights.read(flights, new Days(part, false));
    DelayPackage.write(target, DelayModel.train(training), GoldenFlights.choose(training));
  }

  private static Measurement measure(Path flights, int part, Path model) throws SQLException {
    return Measurement.of(model, Flights.read(flights, new Days(part, true)));
  }
}
