package dev.slipway.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A connection of HTTP/2 whose every frame a test decides. */
final class RawHttp2 implements AutoCloseable {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RESET = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GO_AWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  static final int INITIAL_WINDOW_SIZE = 4;
  static final int MAX_HEADER_LIST_SIZE = 6;

  private static final int HEAD = 9;
  private static final int GET = 0x82;
  private static final int POST = 0x83;
  private static final int SCHEME_HTTP = 0x86;
  private static final int AUTHORITY = 0x01;
  private static final int PATH = 0x04;

  private final RawConnection connection;

  /** A frame that the server sent. */
  record Frame(int type, int flags, int stream, byte[] payload) {

    boolean is(int wanted, int of) {
      return type == wanted && stream == of;
    }
  }

  /** Opens a connection with settings: names and values in turn. */
  RawHttp2(int port, int... settings) throws IOException {
    ByteBuffer payload = ByteBuffer.allocate(settings.length / 2 * 6);
    for (int i = 0; i < settings.length; i += 2) {
      payload.putShort((short) settings[i]).putInt(settings[i + 1]);
    }
    connection =
        new RawConnection(port)
            .send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
            .send(frame(SETTINGS, 0, 0, payload.array()));
  }

  static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(HEAD + payload.length)
        .put((byte) (payload.length >> 16))
        .put((byte) (payload.length >> 8))
        .put((byte) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  /** The head of a {@code GET}: fields of the static table, and two texts. */
  static byte[] get(String path) {
    return head(GET, path);
  }

  /** The head of a {@code POST}. */
  static byte[] post(String path) {
    return head(POST, path);
  }

  private static byte[] head(int method, String path) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(method);
    block.write(SCHEME_HTTP);
    text(block, PATH, path);
    text(block, AUTHORITY, "localhost");
    return block.toByteArray();
  }

  private static void text(ByteArrayOutputStream block, int name, String value) {
    block.write(name);
    block.write(value.length());
    block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
  }

  /** The bytes beneath. */
  RawConnection connection() {
    return connection;
  }

  RawHttp2 send(int type, int flags, int stream, byte[] payload) throws IOException {
    connection.send(frame(type, flags, stream, payload));
    return this;
  }

  boolean trySend(int type, int flags, int stream, byte[] payload) {
    return connection.trySend(frame(type, flags, stream, payload));
  }

  /** Sends a whole {@code POST}; the body fits into one frame. */
  RawHttp2 post(int stream, String path, String body) throws IOException {
    send(HEADERS, END_HEADERS, stream, post(path));
    return send(DATA, END_STREAM, stream, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Opens a stream's window, or the connection's where the stream is 0. */
  RawHttp2 open(int stream, int bytes) throws IOException {
    return send(WINDOW_UPDATE, 0, stream, number(bytes));
  }

  /** Reads the next frame. */
  Frame read() throws IOException {
    byte[] head = bytes(HEAD);
    ByteBuffer fields = ByteBuffer.wrap(head);
    int length = fields.getInt() >>> 8;
    fields.position(3);
    int type = fields.get();
    int flags = fields.get();
    return new Frame(type, flags, fields.getInt(), bytes(length));
  }

  /** Reads until a frame of this type on this stream. */
  Frame await(int type, int stream) throws IOException {
    Frame frame = read();
    while (!frame.is(type, stream)) {
      frame = read();
    }
    return frame;
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      int next = connection.read();
      if (next < 0) {
        throw new IOException("the server closed the connection");
      }
      bytes[i] = (byte) next;
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
