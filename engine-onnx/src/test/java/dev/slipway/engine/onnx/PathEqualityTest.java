package dev.slipway.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import dev.slipway.engine.djl.DjlEngineProvider;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelFormat;
import dev.slipway.tck.ReferenceModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The pinned path and the one through DJL give the same bits. */
class PathEqualityTest {

  private static final long SEED = 20_260_101;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {
        "IDENTITY_INT16",
        "IDENTITY_UINT16",
        "IDENTITY_UINT32",
        "IDENTITY_UINT64",
        "GATHER",
        "LOOP"
      })
  @DisplayName("seeded inputs of many row counts have equal answers on both paths, bit for bit")
  void equal(ReferenceModel reference) {
    EngineOptions options = EngineOptions.defaults();
    try (LoadedModel pinned =
            new OnnxEngineProvider()
                .load(reference.artefact(ModelFormat.ONNX, directory), options);
        LoadedModel general =
            new DjlEngineProvider().load(reference.artefact(ModelFormat.ONNX, directory), options);
        Execution one = pinned.newExecution();
        Execution other = general.newExecution()) {
      assertThat(general.signature()).isEqualTo(pinned.signature());
      assertThat(general.labels(0)).isEqualTo(pinned.labels(0));
      for (int rows : new int[] {1, 2, 3, 3, 0, 7, 64, 1, 1000}) {
        run(one, pinned.signature(), rows);
        run(other, general.signature(), rows);
        assertEqual(one, other, pinned.signature().outputs());
      }
    }
  }

  private static void run(Execution execution, Signature signature, int rows) {
    Random random = new Random(SEED + rows);
    for (int i = 0; i < signature.inputs().size(); i++) {
      Signature.Field field = signature.inputs().get(i);
      long[] dimensions = field.shape().toArray();
      for (int axis = 0; axis < dimensions.length; axis++) {
        dimensions[axis] = dimensions[axis] == Shape.FREE ? rows : dimensions[axis];
      }
      fill(execution.input(i, Shape.of(dimensions)), random);
    }
    execution.run();
  }

  private static void fill(Tensor tensor, Random random) {
    for (int i = 0; i < tensor.size(); i++) {
      if (tensor.type() == ElementType.STRING) {
        tensor.setString(i, "text-é-" + random.nextInt(5));
      } else if (tensor.type().isFloating()) {
        tensor.setDouble(i, random.nextGaussian());
      } else {
        tensor.setLong(i, tensor.type() == ElementType.BOOL ? 1 : random.nextLong());
      }
    }
  }

  private static void assertEqual(Execution one, Execution other, List<Signature.Field> fields) {
    for (int i = 0; i < fields.size(); i++) {
      Tensor left = one.output(i);
      Tensor right = other.output(i);
      assertThat(left.shape()).isEqualTo(right.shape());
      if (left.type() == ElementType.STRING) {
        for (int k = 0; k < left.size(); k++) {
          assertThat(left.stringAt(k)).isEqualTo(right.stringAt(k));
        }
      } else {
        assertThat(left.bytes().duplicate().rewind()).isEqualTo(right.bytes().duplicate().rewind());
      }
    }
  }
}
