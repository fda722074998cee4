package dev.slipway.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** HTTP/1.1 with answers that tell their length. */
final class Http1Wire implements Wire {

  private static final byte[] SUCCESS = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_HEAD = 8192;
  private static final int UNKNOWN = -1;

  private final ByteBuffer request;
  private final Consumer<ByteBuffer> body;
  private final byte[] head = new byte[MOST_HEAD];
  private int headLength;
  private long left = UNKNOWN;

  Http1Wire(ByteBuffer request, Consumer<ByteBuffer> body) {
    this.request = request;
    this.body = body;
  }

  @Override
  public ByteBuffer next() {
    return request.rewind();
  }

  @Override
  public boolean read(ByteBuffer bytes) {
    if (left == UNKNOWN && !readHead(bytes)) {
      return false;
    }
    int end = bytes.limit();
    int taken = (int) Math.min(left, bytes.remaining());
    bytes.limit(bytes.position() + taken);
    body.accept(bytes);
    bytes.position(bytes.limit()).limit(end);
    left -= taken;
    if (left > 0) {
      return false;
    }
    if (bytes.hasRemaining()) {
      throw new IllegalStateException(bytes.remaining() + " bytes follow the answer");
    }
    left = UNKNOWN;
    headLength = 0;
    return true;
  }

  private boolean readHead(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (headLength == MOST_HEAD) {
        throw new IllegalStateException("the head of an answer is longer than " + MOST_HEAD);
      }
      byte next = bytes.get();
      head[headLength++] = next;
      if (next == '\n' && headLength >= 4 && head[headLength - 3] == '\n') {
        left = bodyLength();
        return true;
      }
    }
    return false;
  }

  private long bodyLength() {
    for (int i = 0; i < SUCCESS.length; i++) {
      if (head[i] != SUCCESS[i]) {
        throw new IllegalStateException("the answer is " + told());
      }
    }
    for (int i = SUCCESS.length; i < headLength - LENGTH.length; i++) {
      if (head[i] == '\n' && isLength(i)) {
        return number(i + LENGTH.length);
      }
    }
    throw new IllegalStateException("an answer does not tell its length: " + told());
  }

  private boolean isLength(int from) {
    for (int i = 1; i < LENGTH.length; i++) {
      byte letter = head[from + i];
      int lower = letter >= 'A' && letter <= 'Z' ? letter + 'a' - 'A' : letter;
      if (lower != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private long number(int from) {
    long number = 0;
    for (int i = from; head[i] != '\r'; i++) {
      number = head[i] == ' ' ? number : 10 * number + head[i] - '0';
    }
    return number;
  }

  private String told() {
    return new String(head, 0, headLength, StandardCharsets.ISO_8859_1).strip();
  }
}
