package dev.slipway.oip.conformance;

import java.net.URI;
import java.util.Objects;

/**
 * A server and the model of it that is asked. Immutable.
 *
 * @param server where it speaks REST, as {@code http://127.0.0.1:8080}
 * @param model the name of a model that takes numbers, texts or booleans of any value
 * @param grpcPort where it speaks gRPC on the same host; 0 if it does not
 */
public record ConformanceTarget(URI server, String model, int grpcPort) {

  /**
   * Checks the components.
   *
   * @param server see the record
   * @param model see the record
   * @param grpcPort see the record
   * @throws IllegalArgumentException if the server is no {@code http} or {@code https} URI with a
   *     host, or the port is out of range
   */
  public ConformanceTarget {
    Objects.requireNonNull(model, "model");
    if (server.getHost() == null || !String.valueOf(server.getScheme()).startsWith("http")) {
      throw new IllegalArgumentException(
          "server must be a URI as http://127.0.0.1:8080, but was " + server);
    }
    if (grpcPort < 0 || grpcPort > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, but was " + grpcPort);
    }
  }

  /**
   * Returns a server that speaks both on one port.
   *
   * @param server where it listens
   * @param model the name of a model of it
   * @return a target
   */
  public static ConformanceTarget of(URI server, String model) {
    int port = server.getPort() < 0 ? 80 : server.getPort();
    return new ConformanceTarget(server, model, port);
  }
}
