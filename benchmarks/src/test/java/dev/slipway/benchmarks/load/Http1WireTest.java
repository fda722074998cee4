package dev.slipway.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An answer by HTTP/1.1")
class Http1WireTest {

  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nServer: one\r\nContent-Length: 12\r\n\r\nhello\r\n\r\nyou";

  private final StringBuilder body = new StringBuilder();
  private final Wire wire =
      new HttpPost("/", java.util.Map.of(), new byte[0])
          .newWire(part -> body.append(StandardCharsets.UTF_8.decode(part)));

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 30, 1000})
  @DisplayName("is complete with its last byte, however it comes")
  void parts(int size) {
    for (int round = 0; round < 2; round++) {
      body.setLength(0);
      for (int from = 0; from < ANSWER.length(); from += size) {
        int to = Math.min(ANSWER.length(), from + size);
        assertThat(wire.read(bytes(ANSWER.substring(from, to)))).isEqualTo(to == ANSWER.length());
      }
      assertThat(body).hasToString("hello\r\n\r\nyou");
    }
  }

  @Test
  @DisplayName("has a length, and nothing after it")
  void malformed() {
    assertThatThrownBy(() -> wire.read(bytes("HTTP/1.1 200 OK\r\nServer: one\r\n\r\n")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not tell its length");
    Wire other = new HttpPost("/", java.util.Map.of(), new byte[0]).newWire(part -> {});
    assertThatThrownBy(() -> other.read(bytes(ANSWER + "x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("1 bytes follow the answer");
  }
}
