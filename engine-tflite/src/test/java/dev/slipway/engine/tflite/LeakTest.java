package dev.slipway.engine.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Shape;
import dev.slipway.Signature;
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
 * Loading, running and closing again and again takes no more memory and leaves no thread. The
 * child's compiler and collector are the ones that take the least memory of their own, so that what
 * grows is ours.
 */
class LeakTest {

  private static final int ROUNDS = 1_000;
  private static final long MOST_BYTES_A_ROUND = 1024 * 1024 / 100;

  /** What a JVM takes or gives back of itself at any time; a model that leaks takes far more. */
  private static final long NOISE_BYTES = 4 * 1024 * 1024;

  @Test
  @DisplayName("the resident memory grows by at most 1 MiB in 100 rounds, threads do not grow")
  void residentMemory() {
    ChildJvm.End end =
        ChildJvm.with(entry -> true)
            .option("-XX:TieredStopAtLevel=1")
            .option("-XX:+UseSerialGC")
            .option("-Xmx64m")
            .option("-Xms64m")
            .option("-XX:+AlwaysPreTouch")
            .option("-XX:MaxDirectMemorySize=16m")
            .run(Rounds.class, Integer.toString(ROUNDS));
    assertThat(end.exitCode()).as(end.output()).isZero();
    String[] last =
        end.output().strip().lines().reduce("", (first, second) -> second).split(" ", -1);
    assertThat(Long.parseLong(last[0]))
        .as(end.output())
        .isLessThanOrEqualTo(MOST_BYTES_A_ROUND * ROUNDS + NOISE_BYTES);
    assertThat(Integer.parseInt(last[1])).as("threads more than after the warm-up").isZero();
  }

  /** Prints by how many bytes and threads the process grew in so many rounds, after a warm-up. */
  static final class Rounds {

    private static final int WARM_UP = 150;
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final List<ReferenceModel> MODELS =
        List.of(
            ReferenceModel.MLP,
            ReferenceModel.CLASSIFIER,
            ReferenceModel.NONZERO,
            ReferenceModel.SPELLING,
            ReferenceModel.VOCABULARY);

    private Rounds() {}

    public static void main(String[] arguments) throws IOException {
      Path directory = Files.createTempDirectory("rounds");
      rounds(WARM_UP, directory);
      long before = ResidentMemory.bytes();
      int threads = threads();
      rounds(Integer.parseInt(arguments[0]), directory);
      System.out.println(
          (ResidentMemory.bytes() - before) + " " + Math.max(0, threads() - threads));
    }

    private static void rounds(int count, Path directory) {
      for (int round = 0; round < count; round++) {
        for (ReferenceModel reference : MODELS) {
          use(reference, directory, 1 + round % 2);
        }
      }
      System.gc();
    }

    private static void use(ReferenceModel reference, Path directory, int threads) {
      EngineOptions options = EngineOptions.defaults().withIntraOpThreads(threads);
      try (LoadedModel model =
          new TfliteEngineProvider()
              .load(reference.artefact(ModelFormat.TFLITE, directory), options)) {
        Execution execution = model.newExecution();
        for (int rows = 1; rows < 20; rows++) {
          execution.input(0, rows(model.signature(), rows));
          execution.run();
        }
      }
    }

    private static Shape rows(Signature signature, int rows) {
      long[] shape = signature.inputs().get(0).shape().toArray();
      shape[0] = rows;
      return Shape.of(shape);
    }

    /**
     * Returns how many threads the process has, native ones too; 0 where the system does not tell.
     */
    private static int threads() {
      String[] tasks = TASKS.toFile().list();
      return tasks == null ? 0 : tasks.length;
    }
  }
}
