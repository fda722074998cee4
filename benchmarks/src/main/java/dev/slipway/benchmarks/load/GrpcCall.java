package dev.slipway.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A unary call of gRPC, one at a time on each connection. Immutable and thread-safe. */
public final class GrpcCall implements LoadRequest {

  /** The window of a stream that has not been widened, less what stands before a message. */
  private static final int MOST_BYTES = 65_530;

  private static final int PREFIX_BYTES = 5;

  private final String path;
  private final byte[] message;

  /**
   * Creates a call.
   *
   * @param path the service and its method, {@code /package.Service/Method}
   * @param message encoded
   * @throws IllegalArgumentException if it is longer than a window that no server has to widen
   */
  public GrpcCall(String path, byte[] message) {
    if (message.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a message has " + message.length + " bytes, expected at most " + MOST_BYTES);
    }
    this.path = path;
    this.message =
        ByteBuffer.allocate(PREFIX_BYTES + message.length)
            .put((byte) 0)
            .putInt(message.length)
            .put(message)
            .array();
  }

  /**
   * Takes the message out of an answer's body.
   *
   * @param body what came
   * @return the encoded message
   */
  public static ByteBuffer message(byte[] body) {
    return ByteBuffer.wrap(body, PREFIX_BYTES, body.length - PREFIX_BYTES);
  }

  @Override
  public Wire newWire(Consumer<ByteBuffer> body) {
    return new Http2Wire(path, message, body);
  }
}
