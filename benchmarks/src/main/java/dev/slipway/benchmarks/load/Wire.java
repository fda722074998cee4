package dev.slipway.benchmarks.load;

import java.nio.ByteBuffer;

/** What goes over one connection, one request at a time. Not thread-safe. */
public interface Wire {

  /**
   * Returns the bytes of the next request, and what the protocol has to send before it.
   *
   * @return bytes that stay as they are until the answer was read
   */
  ByteBuffer next();

  /**
   * Takes bytes that came.
   *
   * @param bytes read to their end
   * @return whether the answer to the last request is complete
   * @throws IllegalStateException if it is not the answer of a request that succeeded; the
   *     connection cannot be used again
   */
  boolean read(ByteBuffer bytes);
}
