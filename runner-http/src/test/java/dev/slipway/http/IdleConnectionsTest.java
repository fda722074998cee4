package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.OnnxFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Many connections that say nothing")
class IdleConnectionsTest {

  private static final int COUNT = Boolean.getBoolean("slipway.full") ? 10_000 : 500;
  private static final String BODY = "{\"features\":[1,2,3,4]}";

  @TempDir Path folder;

  @Test
  @Timeout(300)
  @DisplayName("keep nobody from an answer, and are closed when their time is over")
  void idle() throws Exception {
    ServerLimits limits =
        ServerLimits.defaults()
            .withRequestTime(Duration.ofSeconds(20))
            .withIdleTime(Duration.ofSeconds(2));
    List<RawConnection> idle = new ArrayList<>();
    try (TestServer server = TestServer.of(folder, OnnxFile.logistic(), limits)) {
      for (int i = 0; i < COUNT; i++) {
        RawConnection connection = new RawConnection(server.port());
        idle.add(connection);
        if (i % 2 == 0) {
          assertThat(connection.post("/predict", BODY).readResponse()).startsWith("HTTP/1.1 200 ");
        }
      }
      for (int i = 0; i < 100; i++) {
        assertThat(server.post("/predict", BODY).statusCode()).isEqualTo(200);
      }
      for (RawConnection connection : idle) {
        assertThat(connection.read()).isEqualTo(-1);
      }
      assertThat(server.post("/predict", BODY).statusCode()).isEqualTo(200);
    } finally {
      for (RawConnection connection : idle) {
        connection.close();
      }
    }
  }
}
