package dev.slipway.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs commands in this process, over captured streams. */
final class Slip {

  /** The repository. */
  static final Path HOME = Path.of(System.getProperty("slipway.home"));

  /** The package of the flight delay example: columns in, a number and a flag out. */
  static final String FLIGHT_DELAY = HOME.resolve("examples/flight-delay/model").toString();

  /** Its bare model: one float tensor in, a tensor of two probabilities a row out. */
  static final String BARE_MODEL = FLIGHT_DELAY + "/model.onnx";

  /** The flights of the demo. */
  static final Path FLIGHTS = HOME.resolve("examples/flight-delay/data/flights-125k.parquet");

  /** One flight that the package answers. */
  static final String FLIGHT =
      "{\"date\":\"2001-01-01T00:01:00Z\",\"distance\":2176,\"origin\":\"LAS\",\"destination\":\"PHL\"}";

  /** What a command did. */
  record Result(int status, String out, String err) {}

  private Slip() {}

  static Result way(String... arguments) {
    return wayWith("", arguments);
  }

  static Result wayWith(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    int status = new CommandRun(Console.of(in, out, err, false)).execute(arguments);
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
