package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.OverloadedException;
import dev.slipway.RegistryException;
import dev.slipway.lifecycle.VersionRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A connection that breaks or stalls")
class BrokenConnectionTest extends WithServer {

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final byte[] CONTENT = content(300_000);

  private RawServer raw;

  @BeforeEach
  void startRawServer() {
    raw = new RawServer();
  }

  @AfterEach
  void stopRawServer() throws IOException {
    raw.close();
  }

  private static byte[] content(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static MlflowTimes times() {
    return new MlflowTimes(SHORT, SHORT, SHORT, Duration.ofSeconds(20));
  }

  private MlflowRegistry toRaw() {
    return at(raw.address()).times(times()).build();
  }

  private void assertUnavailable(MlflowRegistry asked, String fact) {
    assertThatThrownBy(asked::models)
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.REGISTRY_UNAVAILABLE))
        .hasMessageContaining(fact);
  }

  @Test
  @DisplayName("that nobody takes, for want of a server or a name, ends in time")
  void connect() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertUnavailable(
        at("http://127.0.0.1:" + free).build(), "http://127.0.0.1:" + free + " cannot be reached");
    assertThat(pauses).as("three attempts").hasSize(2);
    assertUnavailable(at("http://no-such-host.invalid").build(), "its host has no address");
  }

  @Test
  @DisplayName("that is taken and not answered ends in time, after the headers too")
  void stalls() {
    raw.thenStall("").thenStall("HTTP/1.1 200 OK\r\n").thenStall("HTTP/1.1 200 OK\r\nContent-");
    assertUnavailable(toRaw(), "did not answer within 200 ms, 3 times");
    raw.thenStall("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"registered_models\"");
    assertUnavailable(toRaw(), "no byte came for 200 ms");
  }

  @Test
  @DisplayName("that drips ends with the time limit of the whole operation")
  void drips() {
    raw.then(
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
          while (true) {
            out.write("1\r\n \r\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
          }
        });
    MlflowRegistry hasty =
        at(raw.address()).times(times().withTotal(Duration.ofMillis(700))).build();

    assertThatThrownBy(hasty::models)
        .isInstanceOf(RegistryException.class)
        .hasMessageMatching("(?s).*(the time limit of 700 ms is over|more than 32 MiB).*");
  }

  @Test
  @DisplayName("that brings no HTTP is told")
  void garbage() {
    for (int i = 0; i < 3; i++) {
      raw.then("SSH-2.0-OpenSSH_9.2\r\n");
    }
    assertUnavailable(toRaw(), "the connection to " + raw.address() + " broke");
  }

  @Test
  @DisplayName("is interrupted with its thread")
  void interrupted() {
    raw.thenStall("");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> toRaw().models())
        .isInstanceOfSatisfying(
            OverloadedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));

    assertThat(Thread.interrupted()).isTrue();
  }

  /** Registers a version whose only file is behind the raw server. */
  private VersionRecord version() {
    server.state.add("m", flight("x")).downloadUri = raw.address() + "/model.onnx";
    registry = builder().times(times()).build();
    return registry.find(uri("models:/m/1"));
  }

  private static RawServer.Script part(String headers, int from, int to) {
    return out -> {
      out.write(headers.getBytes(StandardCharsets.ISO_8859_1));
      out.write(CONTENT, from, to - from);
    };
  }

  private static String whole(String more) {
    return "HTTP/1.1 200 OK\r\n" + more + "Content-Length: " + CONTENT.length + "\r\n\r\n";
  }

  private static String rest(int from, String more) {
    return "HTTP/1.1 206 Partial Content\r\n"
        + more
        + "Content-Range: bytes "
        + from
        + "-"
        + (CONTENT.length - 1)
        + "/"
        + CONTENT.length
        + "\r\nContent-Length: "
        + (CONTENT.length - from)
        + "\r\n\r\n";
  }

  @Test
  @DisplayName("goes on where it broke, as long as the server calls the content the same")
  void resumes() {
    raw.then(part(whole("ETag: \"v1\"\r\n"), 0, 100_000));
    raw.then(part(rest(100_000, "ETag: \"v1\"\r\n"), 100_000, 200_000));
    raw.then(part(rest(200_000, "ETag: \"v1\"\r\n"), 200_000, CONTENT.length));

    assertThat(registry().fetch(version()).location()).hasBinaryContent(CONTENT);

    assertThat(raw.requests).hasSize(3);
    assertThat(raw.requests.get(0)).doesNotContainKey("Range");
    assertThat(raw.requests.get(1))
        .containsEntry("Range", "bytes=100000-")
        .containsEntry("If-Range", "\"v1\"");
    assertThat(raw.requests.get(2)).containsEntry("Range", "bytes=200000-");
  }

  private MlflowRegistry registry() {
    return builder().times(times()).build();
  }

  @Test
  @DisplayName("goes on by date, and in another process or after the attempts were used up")
  void resumesLater() {
    String date = "Last-Modified: Sun, 22 Nov 2026 10:00:00 GMT\r\n";
    VersionRecord version = version();
    MlflowRegistry once =
        builder()
            .times(times())
            .retries(new MlflowRetries(1, Duration.ZERO, Duration.ZERO))
            .build();
    raw.then(part(whole(date), 0, 150_000));
    assertThatThrownBy(() -> once.fetch(version))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.REGISTRY_UNAVAILABLE))
        .hasMessageContaining("the connection broke");

    raw.then(part(rest(150_000, date), 150_000, CONTENT.length));
    assertThat(registry().fetch(version).location()).hasBinaryContent(CONTENT);
    assertThat(raw.requests.get(1)).containsEntry("If-Range", "Sun, 22 Nov 2026 10:00:00 GMT");
  }

  @Test
  @DisplayName("begins anew where the content changed, or has no name, or a weak one")
  void beginsAnew() {
    raw.then(part(whole("ETag: \"v1\"\r\n"), 0, 100_000));
    raw.then(part(whole("ETag: \"v2\"\r\n"), 0, CONTENT.length));
    VersionRecord version = version();
    assertThat(registry().fetch(version).location()).hasBinaryContent(CONTENT);

    server.state.add("m", flight("x")).downloadUri = raw.address() + "/other.onnx";
    raw.then(part(whole("ETag: W/\"v1\"\r\n"), 0, 100_000));
    raw.then(part(whole(""), 0, 200_000));
    raw.then(part(whole(""), 0, CONTENT.length));
    assertThat(registry().fetch(registry.find(uri("models:/m/2"))).location())
        .hasBinaryContent(CONTENT);
    assertThat(raw.requests.subList(2, 5)).noneMatch(headers -> headers.containsKey("Range"));
  }

  @Test
  @DisplayName("begins anew where the rest is not the one that was asked for")
  void wrongRest() {
    raw.then(part(whole("ETag: \"v1\"\r\n"), 0, 100_000));
    raw.then(part(rest(50_000, "ETag: \"v1\"\r\n"), 50_000, CONTENT.length));
    raw.then(part(whole("ETag: \"v1\"\r\n"), 0, 70_000));
    raw.then(part(rest(70_000, "ETag: \"v9\"\r\n"), 70_000, CONTENT.length));
    raw.then(part(whole("ETag: \"v1\"\r\n"), 0, 70_000));
    raw.then(
        out ->
            out.write(
                "HTTP/1.1 416 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
    raw.then(part(whole("ETag: \"v1\"\r\n"), 0, CONTENT.length));

    MlflowRegistry patient =
        builder()
            .times(times())
            .retries(new MlflowRetries(9, Duration.ZERO, Duration.ZERO))
            .build();
    assertThat(patient.fetch(version()).location()).hasBinaryContent(CONTENT);
    assertThat(raw.requests).hasSize(7);
  }

  @Test
  @DisplayName("that breaks every 64 KiB brings the file, each byte once")
  void breaksOften() {
    int step = 1 << 16;
    raw.then(part(whole("ETag: \"v1\"\r\n"), 0, step));
    for (int from = step; from < CONTENT.length; from += step) {
      int to = Math.min(CONTENT.length, from + step);
      raw.then(part(rest(from, "ETag: \"v1\"\r\n"), from, to));
    }

    assertThat(registry().fetch(version()).location()).hasBinaryContent(CONTENT);
    assertThat(raw.requests).hasSize(5);
  }

  @Test
  @DisplayName("that stalls in a file is asked for the rest")
  void stallsInFile() {
    raw.then(
        out -> {
          part(whole("ETag: \"v1\"\r\n"), 0, 100_000).run(out);
          out.flush();
          Thread.currentThread().join();
        });
    raw.then(part(rest(100_000, "ETag: \"v1\"\r\n"), 100_000, CONTENT.length));

    assertThat(registry().fetch(version()).location()).hasBinaryContent(CONTENT);
  }

  @Test
  @DisplayName("with a body without end stops at the limit of bytes")
  void endlessBody() {
    raw.then(
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
          chunks(out);
        });
    MlflowRegistry strict = builder().limits(MlflowLimits.defaults().withBytes(5_000_000)).build();

    assertThatThrownBy(() -> strict.fetch(version()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("its file model.onnx has more than 5000000 bytes");
    assertThat(files(folder.resolve("cache")).values().stream().mapToLong(b -> b.length).sum())
        .isLessThan(5_000);
  }

  private static void chunks(OutputStream out) throws IOException {
    while (true) {
      out.write("10000\r\n".getBytes(StandardCharsets.UTF_8));
      out.write(Arrays.copyOf(CONTENT, 0x10000));
      out.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  @DisplayName("with headers without end is broken off")
  void endlessHeaders() {
    for (int i = 0; i < 3; i++) {
      raw.then(
          out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
            while (true) {
              out.write(
                  ("X-Header: " + "x".repeat(1000) + "\r\n").getBytes(StandardCharsets.UTF_8));
              out.flush();
            }
          });
    }
    assertThatThrownBy(() -> toRaw().models()).isInstanceOf(RegistryException.class);
  }
}
