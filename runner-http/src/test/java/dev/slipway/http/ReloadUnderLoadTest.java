package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.Slipway;
import dev.slipway.spi.ModelResolver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Under load")
class ReloadUnderLoadTest {

  private static final boolean FULL = Boolean.getBoolean("slipway.full");
  private static final int CALLERS = 4;
  private static final Pattern ANSWER =
      Pattern.compile("\\{\"y\":\\[([0-9]+)(?:\\.0)?\\],\"model_version\":\"([0-9]+)\"\\}");

  @TempDir Path folder;

  private final AtomicReference<Path> alias = new AtomicReference<>();
  private final AtomicInteger total = new AtomicInteger();

  /** Resolves every URI to the package that the alias means. */
  private final ModelResolver resolver =
      new ModelResolver() {
        @Override
        public boolean supports(URI uri) {
          return uri.getScheme().equals("alias");
        }

        @Override
        public Resolved resolve(URI uri) {
          return Resolved.at(alias.get());
        }
      };

  private InferenceServer server() {
    return InferenceServer.builder()
        .port(0)
        .opener(Slipway.builder().resolver(resolver).executions(4).build())
        .refreshInterval(Duration.ofMillis(10))
        .lameDuckTime(Duration.ofSeconds(5))
        .repositoryControl(RepositoryControl.ALLOWED)
        .model("m", "alias:champion")
        .start();
  }

  /** Checks that an answer is the one of the version that it names. */
  private static int version(String response, int x) {
    assertThat(response).startsWith("HTTP/1.1 200 ");
    Matcher answer = ANSWER.matcher(response);
    assertThat(answer.find()).as(response).isTrue();
    int version = Integer.parseInt(answer.group(2));
    assertThat(Integer.parseInt(answer.group(1))).as(response).isEqualTo(x + version);
    return version;
  }

  /** Calls until it is told to stop; returns how many answers each of two versions gave. */
  private int[] call(int port, int seed, AtomicBoolean stop) {
    int[] answers = new int[3];
    try (RawConnection connection = new RawConnection(port)) {
      for (int i = 0; !stop.get(); i++) {
        int x = (seed * 1_000 + i) % 100_000;
        String response =
            connection.post("/models/m/predict", "{\"x\":[" + x + "]}").readResponse();
        answers[version(response, x)]++;
        total.incrementAndGet();
      }
      return answers;
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  @DisplayName("a model is exchanged again and again, and every answer is of the version it names")
  void versions() throws Exception {
    Path[] packages = {Models.adding(folder, 1), Models.adding(folder, 2)};
    alias.set(packages[0]);
    AtomicBoolean stop = new AtomicBoolean();
    int wanted = FULL ? 1_000_000 : 20_000;
    try (InferenceServer server = server()) {
      List<CompletableFuture<int[]>> callers = callers(server.port(), stop);
      int exchanges = 0;
      while (total.get() < wanted && callers.stream().noneMatch(c -> c.isDone())) {
        exchanges++;
        alias.set(packages[exchanges % 2]);
        String now = "\"model_version\":\"" + (exchanges % 2 + 1) + "\"";
        await().until(() -> once(server.port()).contains(now));
      }
      stop.set(true);
      int[] sum = new int[3];
      for (CompletableFuture<int[]> caller : callers) {
        int[] answers = caller.get();
        sum[1] += answers[1];
        sum[2] += answers[2];
      }
      assertThat(sum[1]).isPositive();
      assertThat(sum[2]).isPositive();
      assertThat(exchanges).isGreaterThan(1);
    }
  }

  private List<CompletableFuture<int[]>> callers(int port, AtomicBoolean stop) {
    List<CompletableFuture<int[]>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      int seed = i;
      callers.add(CompletableFuture.supplyAsync(() -> call(port, seed, stop)));
    }
    return callers;
  }

  private static String once(int port) throws IOException {
    try (RawConnection connection = new RawConnection(port)) {
      return connection.post("/predict", "{\"x\":[1]}").readResponse();
    }
  }

  @Test
  @DisplayName(
      "a model is loaded, unloaded and asked at once: an answer or 404, and at last it is there")
  void loadAndUnload() throws Exception {
    alias.set(Models.adding(folder, 1));
    int rounds = FULL ? 2_000 : 25;
    try (InferenceServer server = server()) {
      AtomicBoolean stop = new AtomicBoolean();
      List<CompletableFuture<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(CompletableFuture.supplyAsync(() -> answersOrNothing(server.port(), stop)));
      }
      try (RawConnection connection = new RawConnection(server.port())) {
        for (int i = 0; i < rounds; i++) {
          for (String action : new String[] {"unload", "load"}) {
            assertThat(connection.post("/v2/repository/models/m/" + action, "{}").readResponse())
                .startsWith("HTTP/1.1 200 ");
          }
        }
      }
      stop.set(true);
      for (CompletableFuture<Integer> caller : callers) {
        assertThat(caller.get()).isPositive();
      }
      assertThat(version(once(server.port()), 1)).isEqualTo(1);
    }
  }

  private static int answersOrNothing(int port, AtomicBoolean stop) {
    int answers = 0;
    try (RawConnection connection = new RawConnection(port)) {
      while (!stop.get() || answers == 0) {
        String response = connection.post("/models/m/predict", "{\"x\":[1]}").readResponse();
        if (!response.startsWith("HTTP/1.1 404 ")) {
          version(response, 1);
          answers++;
        }
      }
      return answers;
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  @DisplayName("the server closes, and every request that was sent is answered")
  void closing() throws Exception {
    alias.set(Models.adding(folder, 1));
    InferenceServer server = server();
    List<CompletableFuture<Integer>> callers = new ArrayList<>();
    AtomicInteger begun = new AtomicInteger();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(CompletableFuture.supplyAsync(() -> untilClosed(server.port(), begun)));
    }
    await().until(() -> begun.get() > 200);

    server.close();

    for (CompletableFuture<Integer> caller : callers) {
      assertThat(caller.get()).isPositive();
    }
  }

  /** Calls on one connection until the server says that it ends with an answer. */
  private static int untilClosed(int port, AtomicInteger begun) {
    int answers = 0;
    try (RawConnection connection = new RawConnection(port)) {
      while (true) {
        begun.incrementAndGet();
        String response = connection.post("/models/m/predict", "{\"x\":[1]}").readResponse();
        version(response, 1);
        answers++;
        if (response.contains("connection: close")) {
          return answers;
        }
      }
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
