package dev.slipway.oip.conformance;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A server and the model of it that is asked. Immutable.
 *
 * @param server where it speaks REST, as {@code http://127.0.0.1:8080}
 * @param model the name of a model
 * @param grpcPort where it speaks gRPC, without TLS, on the same host; 0 if it does not
 * @param inputs a request of the protocol in JSON, whose inputs the model takes; where there is
 *     none, inputs are made up of the metadata, and the model must take numbers, texts or booleans
 *     of any value. Floats of 16 bits are numbers here and are sent raw
 */
public record ConformanceTarget(URI server, String model, int grpcPort, Optional<String> inputs) {

  /**
   * Checks the components.
   *
   * @param server see the record
   * @param model see the record
   * @param grpcPort see the record
   * @param inputs see the record
   * @throws IllegalArgumentException if the server is no {@code http} or {@code https} URI with a
   *     host, the port is out of range, or the request cannot be read
   */
  public ConformanceTarget {
    Objects.requireNonNull(model, "model");
    if (server.getHost() == null || !String.valueOf(server.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "server must be a URI as http://127.0.0.1:8080, but was " + server);
    }
    if (grpcPort < 0 || grpcPort > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, but was " + grpcPort);
    }
    GivenInputs.of(inputs);
  }

  /**
   * Creates a target whose inputs are made up.
   *
   * @param server see the record
   * @param model see the record
   * @param grpcPort see the record
   */
  public ConformanceTarget(URI server, String model, int grpcPort) {
    this(server, model, grpcPort, Optional.empty());
  }

  /**
   * Returns the same with the inputs of a request.
   *
   * @param request see the record
   * @return a target
   */
  public ConformanceTarget withInputs(String request) {
    return new ConformanceTarget(server, model, grpcPort, Optional.of(request));
  }

  /**
   * Returns a server that speaks both on one port.
   *
   * @param server where it listens
   * @param model the name of a model of it
   * @return a target
   */
  public static ConformanceTarget of(URI server, String model) {
    return new ConformanceTarget(server, model, port(server));
  }

  /** Returns the port that a URI stands for. */
  private static int port(URI server) {
    int unnamed = "https".equals(server.getScheme()) ? 443 : 80;
    return server.getPort() < 0 ? unnamed : server.getPort();
  }
}
