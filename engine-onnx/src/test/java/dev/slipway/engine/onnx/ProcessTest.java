package dev.slipway.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import dev.slipway.EngineException;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelFormat;
import dev.slipway.testing.ChildJvm;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What depends on the process: its class path, its command line, and who used the runtime first.
 */
class ProcessTest {

  private static final String PREDICTED = "predicted -2.5";
  private static final String DJL = ".*[/\\\\]ai[/\\\\]djl[/\\\\].*";
  private static final String OUR_DJL_MODULE = ".*[/\\\\]engine-djl[/\\\\].*";

  /** Predicts with the engines whose ids are given, as services find them. */
  static final class Predict {
    private Predict() {}

    public static void main(String[] ids) {
      for (String id : ids) {
        if (id.equals("foreign-environment")) {
          OrtEnvironment.getEnvironment();
        } else {
          System.out.println(id + ": " + predict(id));
        }
      }
    }

    private static String predict(String id) {
      EngineProvider provider =
          ServiceLoader.load(EngineProvider.class).stream()
              .map(ServiceLoader.Provider::get)
              .filter(each -> each.id().equals(id))
              .findFirst()
              .orElseThrow();
      if (!provider.supports(ModelFormat.ONNX)) {
        return "unsupported";
      }
      try (LoadedModel model =
              provider.load(TinyModel.of("Neg").artefact(), EngineOptions.defaults());
          Execution execution = model.newExecution()) {
        Tensor input = execution.input(0, Shape.of(1, 3));
        input.setDouble(0, 2.5);
        execution.run();
        return "predicted " + execution.output(0).doubleAt(0);
      } catch (EngineException e) {
        return e.getMessage();
      }
    }
  }

  @Test
  @DisplayName("both paths work in a process of their own")
  void both() {
    ChildJvm.End end = ChildJvm.with(entry -> true).run(Predict.class, "onnx", "djl", "onnx");
    assertThat(end.output())
        .contains("onnx: " + PREDICTED + "\ndjl: " + PREDICTED + "\nonnx: " + PREDICTED);
    assertThat(end.exitCode()).isZero();
  }

  @Test
  @DisplayName("without any jar of DJL the pinned path predicts")
  void withoutDjl() {
    ChildJvm.End end =
        ChildJvm.with(entry -> !entry.matches(DJL) && !entry.matches(OUR_DJL_MODULE))
            .run(Predict.class, "onnx");
    assertThat(end.output()).contains("onnx: " + PREDICTED);
    assertThat(end.exitCode()).isZero();
  }

  @Test
  @DisplayName("with our module for DJL but without DJL, that engine supports nothing")
  void withoutDjlButItsModule() {
    ChildJvm.End end =
        ChildJvm.with(entry -> !entry.matches(DJL)).run(Predict.class, "onnx", "djl");
    assertThat(end.output()).contains("onnx: " + PREDICTED).contains("djl: unsupported");
    assertThat(end.exitCode()).isZero();
  }

  @Test
  @DisplayName("after another OrtEnvironment the pinned path predicts, DJL's says why it cannot")
  void foreignEnvironment() {
    ChildJvm.End end =
        ChildJvm.with(entry -> true).run(Predict.class, "foreign-environment", "onnx", "djl");
    assertThat(end.output())
        .contains("onnx: " + PREDICTED)
        .contains("djl: Cannot give model.onnx to DJL: its engine for ONNX does not start (")
        .contains("expected to be the first user of ONNX Runtime in this process");
    assertThat(end.exitCode()).isZero();
  }

  @Test
  @DisplayName("a command line of 20 kB does no harm")
  void longCommandLine() {
    ChildJvm.End end =
        ChildJvm.with(entry -> true)
            .option("-Dslipway.filler=" + "x".repeat(20_000))
            .run(Predict.class, "onnx");
    assertThat(end.output()).contains("onnx: " + PREDICTED);
    assertThat(end.exitCode()).isZero();
  }
}
