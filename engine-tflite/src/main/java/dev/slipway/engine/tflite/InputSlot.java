package dev.slipway.engine.tflite;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import dev.slipway.engine.tflite.EntryPoint.Port;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One input of an execution, with the memory that callers write into. */
abstract class InputSlot {

  private final Port port;
  private @Nullable Tensor tensor;

  InputSlot(Port port) {
    this.port = port;
  }

  static InputSlot of(Port port) {
    if (port.quantisation() != null) {
      return new QuantisedInput(port, port.quantisation());
    }
    return port.field().type() == ElementType.STRING ? new TextInput(port) : new DirectInput(port);
  }

  final Port port() {
    return port;
  }

  final Signature.Field field() {
    return port.field();
  }

  /** Returns the tensor of the last call of {@link #reshape}, or null before the first. */
  final @Nullable Tensor tensor() {
    return tensor;
  }

  /** Returns the tensor that the caller has written into. */
  final Tensor given() {
    if (tensor == null) {
      throw new IllegalStateException("Cannot run: input '" + port.name() + "' was never given");
    }
    return tensor;
  }

  /** Returns a tensor of another shape to write into. */
  final Tensor reshape(Shape shape) {
    if (!shape.isFixed() || !field().shape().accepts(shape)) {
      throw new IllegalArgumentException(
          "Cannot take input '%s': its shape is %s, expected one that fits %s"
              .formatted(port.name(), shape, field().shape()));
    }
    Tensor made = make(shape);
    tensor = made;
    return made;
  }

  abstract Tensor make(Shape shape);

  /** Tells an interpreter of the shape of the last call of {@link #reshape}. */
  void resize(NativeInterpreter interpreter) throws InterpreterException {
    int[] dimensions =
        Arrays.stream(given().shape().toArray()).mapToInt(Math::toIntExact).toArray();
    interpreter.resize(port.place(), dimensions);
  }

  /** Takes it that the interpreter has made room. */
  abstract void allocated(NativeInterpreter interpreter);

  /** Hands the values over to the interpreter, before each run. */
  abstract void write();
}
