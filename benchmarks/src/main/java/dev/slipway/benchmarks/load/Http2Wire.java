package dev.slipway.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * HTTP/2 with one stream at a time, for gRPC. Headers are sent by name once and by their place in
 * the server's table after that, as a common client does; those of the answer are not decoded: one
 * that has no body did not succeed.
 */
final class Http2Wire implements Wire {

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** What the caller's headers are after they were sent once. */
  private static final byte[] INDEXED = {
    (byte) 0x83, (byte) 0x86, (byte) 0xc1, (byte) 0xc0, (byte) 0xbf, (byte) 0xbe
  };

  private static final int FRAME_HEAD = 9;
  private static final int MOST_FRAME = 16_384;
  private static final int CONTROL_BYTES = 1024;
  private static final int WINDOW = 1 << 30;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;

  private final byte[] firstHeaders;
  private final byte[] message;
  private final Consumer<ByteBuffer> body;
  private final ByteBuffer out;
  private final ByteBuffer control = ByteBuffer.allocate(CONTROL_BYTES);
  private final ByteBuffer frameHead = ByteBuffer.allocate(FRAME_HEAD);

  /** The content of a frame whose content is needed as a whole. */
  private final ByteBuffer small = ByteBuffer.allocate(Long.BYTES);

  private int stream = -1;
  private int frameLeft;
  private long bodyBytes;
  private long taken;
  private long window = 65_535;
  private boolean answered;

  Http2Wire(String path, byte[] message, Consumer<ByteBuffer> body) {
    this.firstHeaders = headers(path);
    this.message = message;
    this.body = body;
    int frames = 1 + message.length / MOST_FRAME;
    int most = CONTROL_BYTES + firstHeaders.length + message.length + (1 + frames) * FRAME_HEAD;
    this.out = ByteBuffer.allocateDirect(most);
    control.put(PREFACE);
    // The window of answers is as wide as may be.
    frame(control, 6, SETTINGS, 0, 0).putShort((short) 4).putInt(WINDOW);
    frame(control, 4, WINDOW_UPDATE, 0, 0).putInt(WINDOW);
  }

  private static byte[] headers(String path) {
    ByteBuffer block = ByteBuffer.allocate(512);
    block.put((byte) 0x83).put((byte) 0x86);
    text(block.put((byte) 0x44), path);
    text(block.put((byte) 0x41), "127.0.0.1");
    text(block.put((byte) 0x5f), "application/grpc");
    text(block.put((byte) 0x40), "te");
    text(block, "trailers");
    byte[] bytes = new byte[block.position()];
    block.flip().get(bytes);
    return bytes;
  }

  private static void text(ByteBuffer block, String text) {
    block.put((byte) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static ByteBuffer frame(ByteBuffer to, int length, int type, int flags, int stream) {
    return to.put((byte) (length >> 16))
        .putShort((short) length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream);
  }

  @Override
  public ByteBuffer next() {
    out.clear();
    if (taken > WINDOW / 2) {
      frame(control, 4, WINDOW_UPDATE, 0, 0).putInt((int) taken);
      taken = 0;
    }
    out.put(control.flip());
    control.clear();
    byte[] headers = stream < 0 ? firstHeaders : INDEXED;
    stream += 2;
    bodyBytes = 0;
    frame(out, headers.length, HEADERS, END_HEADERS, stream).put(headers);
    for (int from = 0; from < message.length; from += MOST_FRAME) {
      int length = Math.min(MOST_FRAME, message.length - from);
      boolean last = from + length == message.length;
      frame(out, length, DATA, last ? END_STREAM : 0, stream).put(message, from, length);
    }
    window -= message.length;
    if (window < 0) {
      throw new IllegalStateException("the server answers, and has not widened its window");
    }
    return out.flip();
  }

  @Override
  public boolean read(ByteBuffer bytes) {
    answered = false;
    while (bytes.hasRemaining()) {
      if (frameHead.hasRemaining()) {
        frameHead.put(bytes.get());
        if (!frameHead.hasRemaining()) {
          frameLeft = frameHead.getInt(0) >>> 8;
          begin();
        }
      } else {
        content(bytes);
      }
      if (!frameHead.hasRemaining() && frameLeft == 0) {
        end();
        frameHead.clear();
      }
    }
    return answered;
  }

  private int type() {
    return frameHead.get(3);
  }

  private int flags() {
    return frameHead.get(4);
  }

  private void begin() {
    if (type() == RESET || type() == GO_AWAY) {
      throw new IllegalStateException("the server gave a stream up");
    }
    small.clear();
  }

  private void content(ByteBuffer bytes) {
    int length = Math.min(frameLeft, bytes.remaining());
    int end = bytes.limit();
    bytes.limit(bytes.position() + length);
    if (type() == DATA) {
      body.accept(bytes);
      bodyBytes += length;
      taken += length;
    } else if (type() == WINDOW_UPDATE || type() == PING) {
      small.put(bytes);
    }
    bytes.position(bytes.limit()).limit(end);
    frameLeft -= length;
  }

  private void end() {
    boolean ends = (flags() & END_STREAM) != 0;
    switch (type()) {
      case DATA, HEADERS -> answered |= ends && isAnswer();
      case SETTINGS -> {
        if (!ends) {
          frame(control, 0, SETTINGS, ACK, 0);
        }
      }
      case PING -> {
        if (!ends) {
          frame(control, Long.BYTES, PING, ACK, 0).put(small.flip());
        }
      }
      case WINDOW_UPDATE -> {
        if (frameHead.getInt(5) == 0) {
          window += small.getInt(0);
        }
      }
      default -> {
        // Priorities and what later protocols have tell nothing here.
      }
    }
  }

  private boolean isAnswer() {
    if (bodyBytes == 0) {
      throw new IllegalStateException("a call has no answer: it failed");
    }
    return true;
  }
}
