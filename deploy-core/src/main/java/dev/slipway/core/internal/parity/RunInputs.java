package dev.slipway.core.internal.parity;

import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.spi.Execution;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one run of a model was given.
 *
 * @param tensors copies, by the place of the input
 */
record RunInputs(Map<Integer, Tensor> tensors) {

  /** Copies tensors. */
  static RunInputs copyOf(Map<Integer, Tensor> tensors) {
    Map<Integer, Tensor> copies = new TreeMap<>();
    tensors.forEach(
        (place, tensor) -> {
          Tensor copy = Tensor.zeros(tensor.type(), tensor.shape());
          copy(tensor, copy);
          copies.put(place, copy);
        });
    return new RunInputs(copies);
  }

  /** Returns how many rows the run had: the largest first dimension, 1 if there is none. */
  int rows() {
    return tensors.values().stream()
        .map(Tensor::shape)
        .mapToInt(shape -> shape.rank() == 0 ? 1 : (int) shape.dimension(0))
        .max()
        .orElse(1);
  }

  /** Runs another execution on the same inputs. */
  void run(Execution execution) {
    tensors.forEach(
        (place, tensor) -> {
          Shape shape = tensor.shape();
          copy(tensor, execution.input(place, shape));
        });
    execution.run();
  }

  private static void copy(Tensor from, Tensor to) {
    if (from.type().isVariableLength()) {
      for (int i = 0; i < from.size(); i++) {
        to.setString(i, from.stringAt(i));
      }
    } else {
      int bytes = from.size() * from.type().byteWidth();
      to.bytes().put(0, from.bytes(), 0, bytes);
    }
  }
}
