package dev.slipway.oip.conformance;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;

/**
 * An output whose elements came raw.
 *
 * @param name of the output
 * @param datatype as the answer says
 * @param count of elements, as the answer's shape says
 * @param bytes of the elements
 */
record RawOutput(String name, String datatype, long count, ByteBuffer bytes) {

  private static final int SHOWN = 32;

  /** Checks that the bytes are as many as the shape needs. */
  void checkSize() {
    int width = SampleTensor.width(datatype);
    Check.expect(
        width == 0 || bytes.remaining() == count * width,
        String.format(
            Locale.ROOT,
            "output '%s' has %d bytes, expected %d for %d elements of %s",
            name,
            bytes.remaining(),
            count * width,
            count,
            datatype));
  }

  /** Returns the output for a report. */
  @Override
  public String toString() {
    byte[] first = new byte[Math.min(SHOWN, bytes.remaining())];
    bytes.duplicate().get(first);
    return name + " " + datatype + " " + HexFormat.of().formatHex(first);
  }
}
