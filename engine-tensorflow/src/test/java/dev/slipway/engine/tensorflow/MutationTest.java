package dev.slipway.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.SlipwayException;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelFormat;
import dev.slipway.tck.ReferenceModel;
import dev.slipway.testing.Mutations;
import dev.slipway.testing.Networks;
import dev.slipway.testing.SavedModelFile;
import dev.slipway.testing.SavedModelTwin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * SavedModels with a few wrong bytes are refused or run. What ends the process nevertheless is
 * counted: a new one begins behind it, and the message names it.
 */
class MutationTest {

  private static final int SAMPLE = 400;
  private static final int ALL = 10_000;
  private static final int SEED = 20_260_101;

  @Test
  @DisplayName("mutated models end in our errors, in answers or in loops, and the process lives")
  void mutations() {
    int end = SEED + (Boolean.getBoolean("slipway.full") ? ALL : SAMPLE);
    Mutations.Outcome outcome = Mutations.run(Mutate.class, SEED, end);
    assertThat(outcome.deaths()).as("mutations that ended the process").isEmpty();
    assertThat(outcome.endless())
        .as("mutations that never end")
        .isLessThanOrEqualTo((end - SEED) / 100);
  }

  /**
   * Loads mutated models and runs what loads; arguments are the first seed and the one after the
   * last.
   */
  static final class Mutate {

    private static final List<ReferenceModel> MODELS =
        List.of(
            ReferenceModel.MLP,
            ReferenceModel.VOCABULARY,
            ReferenceModel.LOOP,
            ReferenceModel.NONZERO,
            ReferenceModel.GATHER);

    private static final long MOST_SECONDS = 10;
    private static final long MOST_ELEMENTS = 100_000;
    private static final ScheduledExecutorService DEADLINES =
        Executors.newSingleThreadScheduledExecutor(Mutate::newDaemon);

    private Mutate() {}

    private static Thread newDaemon(Runnable work) {
      Thread thread = new Thread(work, "deadlines");
      thread.setDaemon(true);
      return thread;
    }

    public static void main(String[] arguments) throws IOException {
      Path folder = Files.createTempDirectory("mutated");
      Path file = folder.resolve("saved_model.pb");
      for (int seed = Integer.parseInt(arguments[0]);
          seed < Integer.parseInt(arguments[1]);
          seed++) {
        Mutations.begin(seed);
        Files.write(file, Mutations.mutate(original(seed), new Random(seed), 20, 4));
        ScheduledFuture<?> end =
            DEADLINES.schedule(
                () -> Runtime.getRuntime().halt(Mutations.ENDLESS), MOST_SECONDS, TimeUnit.SECONDS);
        loadAndRun(folder);
        end.cancel(false);
      }
      Files.delete(file);
      Files.delete(folder);
    }

    private static byte[] original(int seed) {
      int place = seed % (MODELS.size() + 2);
      if (place == MODELS.size()) {
        return SavedModelFile.logistic().bytes();
      }
      if (place > MODELS.size()) {
        return SavedModelTwin.of(Networks.convolutional().bytes()).bytes();
      }
      ByteBuffer content =
          MODELS.get(place).artefact(ModelFormat.SAVED_MODEL, Path.of("")).content();
      byte[] bytes = new byte[content.remaining()];
      content.get(bytes);
      return bytes;
    }

    private static void loadAndRun(Path folder) {
      try (LoadedModel model =
              new TensorflowEngineProvider()
                  .load(new FolderArtefact(folder), TensorflowEngineContractTest.ALLOWED);
          Execution execution = model.newExecution()) {
        run(model.signature(), execution);
      } catch (SlipwayException e) {
        assertThat(e).hasMessageStartingWith("Cannot ");
      }
    }

    private static void run(Signature signature, Execution execution) {
      for (int i = 0; i < signature.inputs().size(); i++) {
        long[] dimensions = signature.inputs().get(i).shape().toArray();
        for (int axis = 0; axis < dimensions.length; axis++) {
          dimensions[axis] = dimensions[axis] == Shape.FREE ? 2 : dimensions[axis];
        }
        if (Arrays.stream(dimensions).asDoubleStream().reduce(1, (a, b) -> a * b) > MOST_ELEMENTS) {
          return;
        }
        execution.input(i, Shape.of(dimensions));
      }
      execution.run();
      for (int i = 0; i < signature.outputs().size(); i++) {
        execution.output(i);
      }
    }
  }
}
