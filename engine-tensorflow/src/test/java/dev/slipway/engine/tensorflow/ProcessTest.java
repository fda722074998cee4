package dev.slipway.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.EngineException;
import dev.slipway.Shape;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import dev.slipway.tck.ReferenceModel;
import dev.slipway.testing.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What depends on the process: its class path, and where the library is unpacked. */
class ProcessTest {

  private static final String DJL =
      ".*[/\\\\]ai[/\\\\]djl[/\\\\](api|tensorflow[/\\\\]tensorflow-engine)[/\\\\].*";
  private static final String NATIVES =
      ".*tensorflow-core-native-[0-9.]+-[a-z0-9_]+-[a-z0-9_]+.jar";
  private static final String CACHE = "-Dorg.bytedeco.javacpp.cachedir=";

  @TempDir private Path folder;

  /** Predicts with the engines whose ids are given, as services find them. */
  static final class Predict {
    private Predict() {}

    public static void main(String[] ids) throws IOException {
      for (String id : ids) {
        System.out.println(id + ": " + predict(id));
      }
    }

    private static String predict(String id) throws IOException {
      EngineProvider provider =
          ServiceLoader.load(EngineProvider.class).stream()
              .map(ServiceLoader.Provider::get)
              .filter(each -> each.id().equals(id))
              .findFirst()
              .orElseThrow();
      boolean lite = id.equals("tflite");
      ModelFormat format = lite ? ModelFormat.TFLITE : ModelFormat.SAVED_MODEL;
      if (!provider.supports(format)) {
        return "unsupported";
      }
      Path directory = Files.createTempDirectory("model");
      ModelArtefact artefact = ReferenceModel.SCALAR.artefact(format, directory);
      EngineOptions options =
          lite ? EngineOptions.defaults() : EngineOptions.defaults().with(Settings.ALLOW, "true");
      try (LoadedModel model = provider.load(artefact, options);
          Execution execution = model.newExecution()) {
        execution.input(0, Shape.scalar()).setDouble(0, 2.5);
        execution.run();
        return "predicted " + execution.output(0).doubleAt(0);
      } catch (EngineException e) {
        return e.getMessage();
      } finally {
        remove(directory);
      }
    }

    private static void remove(Path directory) throws IOException {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  @DisplayName("TensorFlow, TensorFlow Lite and DJL work in one process")
  void together() {
    ChildJvm.End end =
        ChildJvm.with(entry -> true).run(Predict.class, "tflite", "tensorflow", "djl", "tflite");
    assertThat(end.output())
        .endsWith(
            """
            tflite: predicted -2.5
            tensorflow: predicted -2.5
            djl: predicted -2.5
            tflite: predicted -2.5
            """);
    assertThat(end.exitCode()).isZero();
  }

  @Test
  @DisplayName("without DJL our own path predicts, and says nothing on the error stream")
  void withoutDjl() {
    ChildJvm.End end = ChildJvm.with(entry -> !entry.matches(DJL)).run(Predict.class, "tensorflow");
    assertThat(end.output()).isEqualTo("tensorflow: predicted -2.5\n");
    assertThat(end.exitCode()).isZero();
  }

  @Test
  @DisplayName("without the native library for this platform the error says what is missing")
  void withoutNatives() {
    ChildJvm.End end =
        ChildJvm.with(entry -> !entry.matches(NATIVES)).run(Predict.class, "tensorflow");
    assertThat(end.output())
        .contains("Cannot load saved_model.pb: TensorFlow's native library does not start (")
        .contains("expected org.tensorflow:tensorflow-core-native with this platform's classifier");
    assertThat(end.exitCode()).isZero();
  }

  @Test
  @Tag("full")
  @DisplayName("two processes that unpack the library at once both predict")
  void unpackAtOnce() {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      List<CompletableFuture<ChildJvm.End>> ends =
          Stream.generate(() -> CompletableFuture.supplyAsync(this::unpackAndPredict, executor))
              .limit(2)
              .toList();
      for (CompletableFuture<ChildJvm.End> end : ends) {
        assertThat(end.join().output()).isEqualTo("tensorflow: predicted -2.5\n");
      }
    } finally {
      executor.shutdown();
    }
  }

  private ChildJvm.End unpackAndPredict() {
    return ChildJvm.with(entry -> true).option(CACHE + folder).run(Predict.class, "tensorflow");
  }

  @Test
  @DisplayName("where the library cannot be unpacked the error says so")
  void nowhereToUnpack() throws IOException {
    String natives =
        Stream.of(ChildJvm.classPath().split(File.pathSeparator, -1))
            .filter(entry -> entry.matches(NATIVES))
            .map(entry -> Path.of(entry).getFileName().toString())
            .findFirst()
            .orElseThrow();
    // Where the library's folder would be, a file is in the way.
    Files.createFile(folder.resolve(natives));
    ChildJvm.End end =
        ChildJvm.with(entry -> true).option(CACHE + folder).run(Predict.class, "tensorflow");
    assertThat(end.output())
        .contains("Cannot load saved_model.pb: TensorFlow's native library does not start (")
        .contains("a home directory with 700 MB of room that allows programs");
    assertThat(end.exitCode()).isZero();
  }
}
