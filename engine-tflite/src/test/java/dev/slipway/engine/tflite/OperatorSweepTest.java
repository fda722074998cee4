package dev.slipway.engine.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.SlipwayException;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.testing.ChildJvm;
import dev.slipway.testing.TfliteFile;
import dev.slipway.testing.TfliteGraph;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.TensorType;

/** Every operator on the same picture, once to four times: most of it wrong, none of it fatal. */
class OperatorSweepTest {

  @Test
  @DisplayName("operators with wrong inputs are refused or run, and the process lives")
  void sweep() {
    ChildJvm.End end = ChildJvm.with(entry -> true).option("-Xmx256m").run(Sweep.class);
    assertThat(end.exitCode()).as(end.output()).isZero();
    assertThat(end.output()).contains("all operators done");
  }

  /** Loads and runs a model for each operator, type and number of inputs. */
  static final class Sweep {

    private static final byte[] TYPES = {
      TensorType.FLOAT32,
      TensorType.INT8,
      TensorType.UINT8,
      TensorType.INT16,
      TensorType.INT32,
      TensorType.INT64,
      TensorType.BOOL
    };
    private static final int MOST_INPUTS = 4;

    private Sweep() {}

    public static void main(String[] arguments) {
      for (int operator = 0; operator < BuiltinOperator.names.length; operator++) {
        for (byte type : TYPES) {
          for (int inputs = 1; inputs <= MOST_INPUTS; inputs++) {
            System.out.println(BuiltinOperator.name(operator) + " " + type + " " + inputs);
            loadAndRun(file(operator, type, inputs));
          }
        }
      }
      System.out.println("all operators done");
    }

    private static TfliteFile file(int operator, byte type, int inputs) {
      TfliteFile file = new TfliteFile();
      TfliteGraph graph = file.graph("main");
      graph.input("x", type, 1, 4, 4, 2).output("y", type, 1, 4, 4, 2);
      String taken = String.join(" ", Collections.nCopies(inputs, "x"));
      if (operator == TfliteFile.CUSTOM) {
        graph.custom("Nobodys", taken, "y");
      } else if (operator < BuiltinOperator.IF || operator > BuiltinOperator.WHILE) {
        graph.node(operator, taken, "y");
      }
      return file;
    }

    private static void loadAndRun(TfliteFile file) {
      try (LoadedModel model = MemoryArtefact.load(file);
          Execution execution = model.newExecution()) {
        execution.input(0, model.signature().inputs().get(0).shape());
        execution.run();
      } catch (SlipwayException e) {
        assertThat(e).hasMessageStartingWith("Cannot ");
      }
    }
  }
}
