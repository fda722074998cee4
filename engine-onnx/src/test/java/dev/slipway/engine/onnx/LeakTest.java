package dev.slipway.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Shape;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelFormat;
import dev.slipway.tck.ReferenceModel;
import dev.slipway.testing.ChildJvm;
import dev.slipway.testing.ResidentMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Loading, running and closing again and again takes no more memory. The child's compiler and
 * collector are the ones that take the least memory of their own, so that what grows is ours.
 */
class LeakTest {

  private static final int SAMPLE = 200;
  private static final int ALL = 1_000;
  private static final long MOST_BYTES_A_ROUND = 1024 * 1024 / 100;

  /** What a JVM takes or gives back of itself at any time; a session that leaks takes far more. */
  private static final long NOISE_BYTES = 4 * 1024 * 1024;

  @Test
  @DisplayName("the resident memory grows by at most 1 MiB in 100 rounds")
  void residentMemory() {
    int rounds = Boolean.getBoolean("slipway.full") ? ALL : SAMPLE;
    ChildJvm.End end =
        ChildJvm.with(entry -> true)
            .option("-XX:TieredStopAtLevel=1")
            .option("-XX:+UseSerialGC")
            .option("-Xmx64m")
            .option("-Xms64m")
            .option("-XX:+AlwaysPreTouch")
            .option("-XX:MaxDirectMemorySize=16m")
            .run(Rounds.class, Integer.toString(rounds));
    assertThat(end.exitCode()).as(end.output()).isZero();
    String last = end.output().strip().lines().reduce("", (first, second) -> second);
    assertThat(Long.parseLong(last))
        .as(end.output())
        .isLessThanOrEqualTo(MOST_BYTES_A_ROUND * rounds + NOISE_BYTES);
  }

  /** Prints by how many bytes the resident memory grew in so many rounds, after a warm-up. */
  static final class Rounds {

    private static final int WARM_UP = 150;
    private static final List<ReferenceModel> MODELS =
        List.of(
            ReferenceModel.MLP,
            ReferenceModel.CLASSIFIER,
            ReferenceModel.IDENTITY_UINT32,
            ReferenceModel.SPELLING,
            ReferenceModel.VOCABULARY);

    private Rounds() {}

    public static void main(String[] arguments) throws IOException {
      Path directory = Files.createTempDirectory("rounds");
      rounds(WARM_UP, directory);
      long before = ResidentMemory.bytes();
      rounds(Integer.parseInt(arguments[0]), directory);
      System.out.println(ResidentMemory.bytes() - before);
    }

    private static void rounds(int count, Path directory) {
      for (int round = 0; round < count; round++) {
        for (ReferenceModel reference : MODELS) {
          use(reference, directory);
        }
      }
      System.gc();
    }

    private static void use(ReferenceModel reference, Path directory) {
      try (LoadedModel model =
          new OnnxEngineProvider()
              .load(reference.artefact(ModelFormat.ONNX, directory), EngineOptions.defaults())) {
        Execution execution = model.newExecution();
        for (int rows = 1; rows < 20; rows++) {
          long[] shape = model.signature().inputs().get(0).shape().toArray();
          shape[0] = rows;
          execution.input(0, Shape.of(shape));
          execution.run();
        }
      }
    }
  }
}
