package dev.slipway.engine.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.EngineException;
import dev.slipway.Shape;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelFormat;
import dev.slipway.testing.ChildJvm;
import dev.slipway.testing.TfliteFile;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What depends on the process: what is on its class path. */
class ProcessTest {

  private static final String DJL = ".*[/\\\\]ai[/\\\\]djl[/\\\\].*";
  private static final String OUR_DJL_MODULE = ".*[/\\\\]engine-djl[/\\\\].*";
  private static final String NATIVES = ".*tensorflow-lite-[0-9.-]+-[a-z0-9_]+-[a-z0-9_]+.jar";

  /** Predicts with the engines whose ids are given, as services find them. */
  static final class Predict {
    private Predict() {}

    public static void main(String[] ids) {
      for (String id : ids) {
        System.out.println(id + ": " + predict(id));
      }
    }

    private static String predict(String id) {
      EngineProvider provider =
          ServiceLoader.load(EngineProvider.class).stream()
              .map(ServiceLoader.Provider::get)
              .filter(each -> each.id().equals(id))
              .findFirst()
              .orElseThrow();
      if (!provider.supports(ModelFormat.TFLITE)) {
        return "unsupported";
      }
      try (LoadedModel model =
              provider.load(
                  new MemoryArtefact(TfliteFile.logistic().bytes()), EngineOptions.defaults());
          Execution execution = model.newExecution()) {
        execution.input(0, Shape.of(1, 4));
        execution.run();
        return "predicted " + Math.round(execution.output(0).doubleAt(1) * 1000);
      } catch (EngineException e) {
        return e.getMessage();
      }
    }
  }

  @Test
  @DisplayName("both paths work in a process of their own")
  void both() {
    ChildJvm.End end = ChildJvm.with(entry -> true).run(Predict.class, "tflite", "djl", "tflite");
    assertThat(end.output()).contains("djl: predicted 525").endsWith("tflite: predicted 525\n");
    assertThat(end.exitCode()).isZero();
  }

  @Test
  @DisplayName("without any jar of DJL our own path predicts")
  void withoutDjl() {
    ChildJvm.End end =
        ChildJvm.with(entry -> !entry.matches(DJL) && !entry.matches(OUR_DJL_MODULE))
            .run(Predict.class, "tflite");
    assertThat(end.output()).contains("tflite: predicted 525");
    assertThat(end.exitCode()).isZero();
  }

  @Test
  @DisplayName("with our module for DJL but without DJL, that engine supports nothing")
  void withoutDjlButItsModule() {
    ChildJvm.End end =
        ChildJvm.with(entry -> !entry.matches(DJL)).run(Predict.class, "tflite", "djl");
    assertThat(end.output()).contains("tflite: predicted 525").contains("djl: unsupported");
    assertThat(end.exitCode()).isZero();
  }

  @Test
  @DisplayName("without the native library for this platform the error says what is missing")
  void withoutNatives() {
    ChildJvm.End end = ChildJvm.with(entry -> !entry.matches(NATIVES)).run(Predict.class, "tflite");
    assertThat(end.output())
        .contains("Cannot load model.tflite: TensorFlow Lite's native library does not start (")
        .contains("expected org.bytedeco:tensorflow-lite with this platform's classifier");
    assertThat(end.exitCode()).isZero();
  }
}
