package dev.slipway.convert;

import static dev.slipway.testing.OnnxFile.FREE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.slipway.SlipwayException;
import dev.slipway.testing.ModelKinds;
import dev.slipway.testing.OnnxFile;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Mutated models")
class MutatedModelTest {

  private static final int ALL = 10_000;
  private static final int SAMPLE = 600;
  private static final long SEED = 20260301;

  private static List<byte[]> originals() {
    OnnxFile images =
        TinyModel.of(FREE, 3, 8, 8)
            .weights("w", 4, 3, 3, 3)
            .weights("v", 36, 2)
            .longs("s", -1, 36)
            .list("pads", 1, 1, 1, 1)
            .node("Conv", "x w", "a")
            .node("Relu", "a", "b")
            .list("kernel_shape", 3, 3)
            .list("strides", 3, 3)
            .node("AveragePool", "b", "c")
            .list("perm", 0, 2, 3, 1)
            .node("Transpose", "c", "d")
            .node("Reshape", "d s", "e")
            .node("Gemm", "e v", "f")
            .node("Softmax", "f", "y")
            .gives(FREE, 2);
    OnnxFile shapes =
        TinyModel.of(FREE, 6, 4)
            .longs("zero", 0)
            .longs("rest", -1)
            .longs("from", 1)
            .longs("to", 5)
            .node("Shape", "x", "s")
            .node("Gather", "s zero", "n")
            .with("axis", 0)
            .node("Concat", "n rest", "t")
            .node("Reshape", "x t", "a")
            .node("Slice", "a from to from", "b")
            .list("axes", 1)
            .node("ReduceMean", "b", "y")
            .gives(FREE, 1);
    return List.of(
        OnnxFile.logistic().bytes(),
        images.bytes(),
        shapes.bytes(),
        ModelKinds.linearClassifier().bytes());
  }

  @Test
  @DisplayName("become models or our errors, in time")
  void endInErrors() {
    List<byte[]> originals = originals();
    for (byte[] original : originals) {
      ModelConverter.convert("original", ByteBuffer.wrap(original), Target.TFLITE);
    }
    int count = Boolean.getBoolean("slipway.full") ? ALL : SAMPLE;
    int refused = 0;
    for (int i = 0; i < count; i++) {
      byte[] mutated = mutated(originals.get(i % originals.size()), SEED + i);
      for (Target target : Target.values()) {
        refused += refuses(i, mutated, target) ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(1, 3 * count - 1);
  }

  private static boolean refuses(int number, byte[] model, Target target) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try {
            ModelConverter.convert("mutant", ByteBuffer.wrap(model), target);
            return false;
          } catch (SlipwayException known) {
            assertThat(known).hasMessageStartingWith("Cannot convert mutant to " + target.id());
            return true;
          }
        },
        () -> "mutant " + number + " to " + target);
  }

  private static byte[] mutated(byte[] original, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = original.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
