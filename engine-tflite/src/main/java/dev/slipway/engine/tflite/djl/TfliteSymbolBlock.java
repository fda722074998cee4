package dev.slipway.engine.tflite.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractSymbolBlock;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.slipway.ElementType;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * DJL's block on a model. Inputs are taken by their names where they have such, else in the order
 * of the model. Calls from several threads run side by side, each on an interpreter of its own;
 * interpreters are kept for the next calls.
 */
final class TfliteSymbolBlock extends AbstractSymbolBlock implements AutoCloseable {

  private final LoadedModel model;
  private final Deque<Execution> idle = new ConcurrentLinkedDeque<>();

  TfliteSymbolBlock(LoadedModel model) {
    this.model = model;
  }

  @Override
  public ParameterList getDirectParameters() {
    return new ParameterList();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> settings) {
    Execution leased = idle.pollFirst();
    Execution execution = leased == null ? model.newExecution() : leased;
    try {
      write(inputs, execution);
      execution.run();
      return read(execution, inputs.head().getManager());
    } finally {
      idle.addFirst(execution);
    }
  }

  private void write(NDList inputs, Execution execution) {
    List<Signature.Field> fields = model.signature().inputs();
    if (inputs.size() != fields.size()) {
      throw new IllegalArgumentException(
          "Cannot run: there are %d inputs, expected %d: %s"
              .formatted(inputs.size(), fields.size(), model.signature().inputNames()));
    }
    for (int i = 0; i < fields.size(); i++) {
      NDArray named = inputs.get(fields.get(i).name());
      write(named == null ? inputs.get(i) : named, i, execution);
    }
  }

  private void write(NDArray array, int input, Execution execution) {
    Signature.Field field = model.signature().inputs().get(input);
    if (array.getDataType() != dataType(field.type())) {
      throw new IllegalArgumentException(
          "Cannot run: input '%s' is of %s, expected %s"
              .formatted(field.name(), array.getDataType(), dataType(field.type())));
    }
    dev.slipway.Shape shape = dev.slipway.Shape.of(array.getShape().getShape());
    Tensor tensor = execution.input(input, shape);
    if (field.type() == ElementType.STRING) {
      String[] texts = array.toStringArray(StandardCharsets.UTF_8);
      for (int i = 0; i < texts.length; i++) {
        tensor.setString(i, texts[i]);
      }
    } else {
      ByteBuffer bytes = array.toByteBuffer();
      tensor.bytes().put(0, bytes, bytes.position(), tensor.bytes().capacity());
    }
  }

  private NDList read(Execution execution, NDManager manager) {
    NDList outputs = new NDList();
    List<Signature.Field> fields = model.signature().outputs();
    for (int i = 0; i < fields.size(); i++) {
      NDArray array = array(execution.output(i), manager);
      array.setName(fields.get(i).name());
      outputs.add(array);
    }
    return outputs;
  }

  private static NDArray array(Tensor tensor, NDManager manager) {
    Shape shape = new Shape(tensor.shape().toArray());
    if (tensor.type() == ElementType.STRING) {
      String[] texts = new String[tensor.size()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = tensor.stringAt(i);
      }
      return manager.create(texts, StandardCharsets.UTF_8, shape);
    }
    ByteBuffer bytes = tensor.bytes();
    ByteBuffer copy = manager.allocateDirect(bytes.capacity());
    copy.put(0, bytes, 0, bytes.capacity());
    return manager.create(copy, shape, dataType(tensor.type()));
  }

  private static DataType dataType(ElementType type) {
    return DataType.valueOf(type == ElementType.BOOL ? "BOOLEAN" : type.name());
  }

  @Override
  public PairList<String, Shape> describeInput() {
    PairList<String, Shape> inputs = new PairList<>();
    for (Signature.Field field : model.signature().inputs()) {
      inputs.add(field.name(), new Shape(field.shape().toArray()));
    }
    return inputs;
  }

  /** Closes what calls ran on; the model is its owner's to close. */
  @Override
  public void close() {
    for (Execution execution = idle.poll(); execution != null; execution = idle.poll()) {
      execution.close();
    }
  }
}
