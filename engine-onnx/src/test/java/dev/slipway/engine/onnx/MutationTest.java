package dev.slipway.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.SlipwayException;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import dev.slipway.tck.ReferenceModel;
import dev.slipway.testing.ChildJvm;
import dev.slipway.testing.Mutations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Models with a few wrong bytes are refused or run; they never end the process. */
class MutationTest {

  private static final int SAMPLE = 300;
  private static final int ALL = 10_000;
  private static final long MOST_ELEMENTS = 100_000;

  @Test
  @DisplayName("mutated models end in our errors or in answers, and the process lives")
  void mutations() {
    int count = Boolean.getBoolean("slipway.full") ? ALL : SAMPLE;
    ChildJvm.End end =
        ChildJvm.with(entry -> true)
            .option("-Xmx256m")
            .run(Mutate.class, "20260101", Integer.toString(count));
    assertThat(end.exitCode()).as(end.output()).isZero();
    assertThat(end.output()).contains("all " + count + " mutations done");
  }

  /** Loads mutated models and runs what loads; arguments are the seed and the count. */
  static final class Mutate {

    private static final List<ReferenceModel> MODELS =
        List.of(
            ReferenceModel.MLP,
            ReferenceModel.CLASSIFIER,
            ReferenceModel.VOCABULARY,
            ReferenceModel.EXTERNAL);

    private Mutate() {}

    public static void main(String[] arguments) throws IOException {
      long seed = Long.parseLong(arguments[0]);
      int count = Integer.parseInt(arguments[1]);
      Path directory = Files.createTempDirectory("mutation");
      int ran = 0;
      for (int i = 0; i < count; i++) {
        ModelArtefact artefact =
            MODELS.get(i % MODELS.size()).artefact(ModelFormat.ONNX, directory);
        byte[] bytes = Mutations.mutate(bytes(artefact.content()), new Random(seed + i), 10, 6);
        System.out.println("mutation " + (seed + i));
        ran += loadsAndRuns(bytes, artefact) ? 1 : 0;
      }
      System.out.println("all " + count + " mutations done, " + ran + " ran");
    }

    private static byte[] bytes(ByteBuffer content) {
      byte[] bytes = new byte[content.remaining()];
      content.get(bytes);
      return bytes;
    }

    private static boolean loadsAndRuns(byte[] bytes, ModelArtefact whole) {
      MemoryArtefact artefact =
          new MemoryArtefact(ByteBuffer.wrap(bytes), whole.directory(), whole.files());
      try (LoadedModel model = new OnnxEngineProvider().load(artefact, EngineOptions.defaults());
          Execution execution = model.newExecution()) {
        return runs(model.signature(), execution);
      } catch (SlipwayException e) {
        return false;
      }
    }

    private static boolean runs(Signature signature, Execution execution) {
      for (int i = 0; i < signature.inputs().size(); i++) {
        long[] dimensions = signature.inputs().get(i).shape().toArray();
        for (int axis = 0; axis < dimensions.length; axis++) {
          dimensions[axis] = dimensions[axis] == Shape.FREE ? 2 : dimensions[axis];
        }
        if (Arrays.stream(dimensions).asDoubleStream().reduce(1, (a, b) -> a * b) > MOST_ELEMENTS) {
          return false;
        }
        execution.input(i, Shape.of(dimensions));
      }
      execution.run();
      return true;
    }
  }
}
