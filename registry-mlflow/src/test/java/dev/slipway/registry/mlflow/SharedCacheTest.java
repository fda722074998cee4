package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A cache that many use at once")
class SharedCacheTest extends WithServer {

  private final Map<String, byte[]> packaged = flight("shared");

  private <T> List<T> atOnce(int count, Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(java.util.Collections.nCopies(count, work))) {
        results.add(done.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private long downloads() {
    return server.requests.stream()
        .filter(seen -> seen.is("GET", "/mlflow-artifacts/artifacts/"))
        .count();
  }

  @Test
  @DisplayName("has a version downloaded once by many threads, with one registry or several")
  void threads() throws Exception {
    server.state.add("m", packaged);

    List<Path> places =
        atOnce(
            8,
            () -> {
              MlflowRegistry own = builder().build();
              return own.fetch(own.find(uri("models:/m/1"))).location();
            });

    assertThat(new HashSet<>(places)).hasSize(1);
    assertFiles(places.get(0), packaged);
    assertThat(downloads()).isEqualTo(packaged.size());
  }

  @Test
  @DisplayName("has a version downloaded once by several processes")
  void processes() throws Exception {
    server.state.add("m", packaged);

    List<ChildJvm.End> ends =
        atOnce(
            3,
            () ->
                ChildJvm.with(entry -> true)
                    .run(
                        PullMain.class,
                        server.location(),
                        folder.resolve("cache").toString(),
                        "models:/m/1"));

    assertThat(ends).allSatisfy(end -> assertThat(end.exitCode()).as(end.output()).isZero());
    assertThat(downloads()).isEqualTo(packaged.size());
    assertThat(folder.resolve("cache/partial")).isEmptyDirectory();
  }

  @Test
  @DisplayName("gets one content from two versions with the same files, pulled at once")
  void sameContent() throws Exception {
    for (int i = 0; i < 4; i++) {
      server.state.add("m" + i, packaged);
    }
    List<String> names = new ArrayList<>(List.of("m0", "m1", "m2", "m3"));

    List<Path> places =
        atOnce(
            4,
            () -> {
              String name;
              synchronized (names) {
                name = names.remove(0);
              }
              return registry.fetch(registry.find(uri("models:/" + name + "/1"))).location();
            });

    assertThat(new HashSet<>(places)).hasSize(1);
    assertFiles(places.get(0), packaged);
    try (var contents = Files.list(folder.resolve("cache/contents"))) {
      assertThat(contents).hasSize(1);
    }
  }

  @Test
  @DisplayName("keeps servers apart")
  void servers() {
    server.state.add("m", packaged);
    registry.fetch(registry.find(uri("models:/m/1")));
    try (MlflowServer other = new MlflowServer()) {
      other.state.add("m", flight("other"));
      MlflowRegistry second = at(other.location()).build();

      assertFiles(second.fetch(second.find(uri("models:/m/1"))).location(), flight("other"));
    }
    assertFiles(registry.fetch(registry.find(uri("models:/m/1"))).location(), packaged);
  }
}
