package dev.slipway.http.internal.oip;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The raw data behind a request's JSON, which tensors take from in order. Not thread-safe. */
final class RawData {

  private final ByteBuffer rest;
  private boolean short_;

  RawData(ByteBuffer rest) {
    this.rest = rest;
  }

  /** Returns the next bytes, or null if there are too few, which is noted. */
  @Nullable ByteBuffer take(long size, String pointer, OipProblems problems) {
    if (size < 0 || size > rest.remaining()) {
      short_ = true;
      problems.add(
          pointer + "/parameters/binary_data_size",
          "is " + size + ", but only " + rest.remaining() + " bytes are left behind the JSON");
      return null;
    }
    ByteBuffer taken = rest.slice(rest.position(), (int) size);
    rest.position(rest.position() + (int) size);
    return taken;
  }

  /** Notes bytes that no tensor took. */
  void checkAllRead(OipProblems problems) {
    if (rest.hasRemaining() && !short_) {
      problems.add(
          "",
          "has "
              + rest.remaining()
              + " bytes behind its JSON that no input's"
              + " binary_data_size asks for");
    }
  }
}
