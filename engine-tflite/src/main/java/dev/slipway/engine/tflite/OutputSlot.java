package dev.slipway.engine.tflite;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.engine.tflite.EntryPoint.Port;
import java.nio.ByteBuffer;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.jspecify.annotations.Nullable;

/**
 * One output of an execution. What the interpreter gave is copied into memory of this slot, so that
 * nobody who keeps it too long reads memory that is gone.
 */
abstract class OutputSlot {

  private final Port port;
  private @Nullable TfLiteTensor given;
  private ByteBuffer view = ByteBuffer.allocate(0);
  private @Nullable Tensor tensor;
  private boolean moves;

  OutputSlot(Port port) {
    this.port = port;
  }

  static OutputSlot of(Port port) {
    if (port.quantisation() != null) {
      return new QuantisedOutput(port, port.quantisation());
    }
    return port.field().type() == ElementType.STRING
        ? new TextOutput(port)
        : new DirectOutput(port);
  }

  final Port port() {
    return port;
  }

  /** Takes it that the interpreter has made room. */
  final void allocated(NativeInterpreter interpreter) {
    given = interpreter.output(port.place());
    moves = interpreter.movesOutputs();
    tensor = null;
    if (!moves) {
      look(given);
    }
  }

  private void look(TfLiteTensor now) {
    view = NativeInterpreter.view(now);
    Shape shape = Shape.of(NativeInterpreter.dimensions(now));
    if (tensor == null || !tensor.shape().equals(shape)) {
      tensor = make(shape);
    }
  }

  abstract Tensor make(Shape shape);

  /** Takes the values of the run that has ended. */
  final void read() throws InterpreterException {
    if (moves && given != null) {
      look(given);
    }
    copy(view, tensor());
  }

  abstract void copy(ByteBuffer from, Tensor to) throws InterpreterException;

  /** Returns the elements of the last run. */
  final Tensor tensor() {
    if (tensor == null) {
      throw new IllegalStateException(
          "Cannot read output '" + port.name() + "': there was no successful run");
    }
    return tensor;
  }
}
