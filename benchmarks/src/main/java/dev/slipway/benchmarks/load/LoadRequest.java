package dev.slipway.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A request that is sent again and again. Immutable and thread-safe. */
public interface LoadRequest {

  /**
   * Returns what sends it over a connection that is new.
   *
   * @param body takes the parts of the answers' bodies, valid during the call
   * @return a wire of its own
   */
  Wire newWire(Consumer<ByteBuffer> body);
}
