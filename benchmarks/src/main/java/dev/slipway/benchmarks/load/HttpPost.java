package dev.slipway.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** A request by HTTP/1.1 on connections that are kept. Immutable and thread-safe. */
public final class HttpPost implements LoadRequest {

  private final ByteBuffer bytes;

  /**
   * Creates a request.
   *
   * @param path where it goes
   * @param headers beside {@code host} and {@code content-length}
   * @param body copied
   */
  public HttpPost(String path, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder("POST ").append(path).append(" HTTP/1.1\r\n");
    head.append("host: 127.0.0.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("content-length: ").append(body.length).append("\r\n\r\n");
    byte[] first = head.toString().getBytes(StandardCharsets.US_ASCII);
    bytes = ByteBuffer.allocateDirect(first.length + body.length).put(first).put(body).flip();
  }

  /**
   * Returns a request with a body of JSON.
   *
   * @param path where it goes
   * @param body JSON
   * @return the request
   */
  public static HttpPost json(String path, byte[] body) {
    return new HttpPost(path, Map.of("content-type", "application/json"), body);
  }

  @Override
  public Wire newWire(Consumer<ByteBuffer> body) {
    return new Http1Wire(bytes.duplicate(), body);
  }
}
