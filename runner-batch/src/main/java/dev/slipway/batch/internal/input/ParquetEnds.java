package dev.slipway.batch.internal.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells from the first and last bytes of a file whether it can be a whole Parquet file. */
final class ParquetEnds {

  private static final String MAGIC = "PAR1";
  private static final String ENCRYPTED = "PARE";
  private static final int FOOTER_END = 8;
  private static final int SMALLEST = MAGIC.length() + FOOTER_END;

  private ParquetEnds() {}

  /** Returns what is wrong, or nothing. */
  static Optional<String> problem(Path file) {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      if (size == 0) {
        return Optional.of("is empty, expected a Parquet file");
      }
      if (size < SMALLEST || !text(channel, 0).equals(MAGIC)) {
        return Optional.of(noParquet(size < SMALLEST ? "" : text(channel, 0)));
      }
      return end(channel, size);
    } catch (IOException unreadable) {
      return Optional.of("cannot be read: " + unreadable.getMessage());
    }
  }

  private static String noParquet(String start) {
    return start.equals(ENCRYPTED)
        ? "is encrypted, expected a Parquet file without encryption"
        : "is not a Parquet file: it does not start with PAR1";
  }

  private static Optional<String> end(SeekableByteChannel channel, long size) throws IOException {
    if (!text(channel, size - MAGIC.length()).equals(MAGIC)) {
      return Optional.of(
          "is cut off: it starts but does not end as a Parquet file (copy it again)");
    }
    long footer = bytes(channel, size - FOOTER_END).getInt(0) & 0xffff_ffffL;
    return footer > size - SMALLEST
        ? Optional.of(
            "is damaged: its footer would be " + footer + " bytes long, but the file has " + size)
        : Optional.empty();
  }

  private static String text(SeekableByteChannel channel, long position) throws IOException {
    return StandardCharsets.ISO_8859_1.decode(bytes(channel, position)).toString();
  }

  private static ByteBuffer bytes(SeekableByteChannel channel, long position) throws IOException {
    ByteBuffer four = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(position);
    while (four.hasRemaining() && channel.read(four) >= 0) {
      // until all four are there or the file ends
    }
    return four.flip();
  }
}
