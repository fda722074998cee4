package dev.slipway.http.internal.oip;

import dev.slipway.Column;
import dev.slipway.Shape;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An inference request.
 *
 * @param id what the caller calls it; the answer has it, too
 * @param parameters by name, each a {@link Boolean}, {@link Long}, {@link Double} or {@link String}
 * @param inputs in the order of the request
 * @param unread further inputs, with which something is wrong
 * @param outputs the outputs that are asked for; empty for all
 * @param outputForm how outputs are wanted that say nothing themselves
 */
public record OipRequest(
    Optional<String> id,
    Map<String, Object> parameters,
    List<Input> inputs,
    List<Unread> unread,
    List<Output> outputs,
    Form outputForm) {

  /**
   * Returns how long the caller waits.
   *
   * @return the parameter {@code timeout}, which is in microseconds; zero if there is none
   */
  public Duration timeout() {
    return parameters.get("timeout") instanceof Long micros && micros > 0
        ? Duration.of(micros, ChronoUnit.MICROS)
        : Duration.ZERO;
  }

  /** How the data of a tensor is written. */
  public enum Form {
    /** As JSON. */
    JSON,
    /** As raw bytes behind the JSON. */
    BINARY
  }

  /**
   * An input tensor, with as many elements as its shape says.
   *
   * @param name its name
   * @param pointer where it stands
   * @param datatype what the request says that it is
   * @param shape its dimensions, the rows first
   * @param elements all elements in their order, as the tensor's rows or one a row
   * @param form how the request has them; bytes are base64 in JSON
   */
  public record Input(
      String name, String pointer, Datatype datatype, Shape shape, Column elements, Form form) {}

  /**
   * An input tensor that has a name, but could not be read.
   *
   * @param name its name
   * @param pointer where it stands
   */
  public record Unread(String name, String pointer) {}

  /**
   * An output that is asked for.
   *
   * @param name its name
   * @param pointer where it stands
   * @param form how its data shall be written; empty for the request's
   */
  public record Output(String name, String pointer, Optional<Form> form) {}

  /**
   * Returns how many elements dimensions make.
   *
   * @param dimensions of a tensor
   * @return their product, or -1 if one is negative or the product is beyond 64 bits
   */
  public static long elementCount(List<Long> dimensions) {
    long product = 1;
    boolean empty = false;
    for (long dimension : dimensions) {
      if (dimension < 0) {
        return -1;
      }
      empty |= dimension == 0;
      boolean beyond = Math.multiplyHigh(product, dimension) != 0 || product * dimension < 0;
      if (beyond && !empty) {
        return -1;
      }
      product = empty ? 0 : product * dimension;
    }
    return product;
  }
}
