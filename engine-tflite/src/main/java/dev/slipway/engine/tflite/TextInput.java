package dev.slipway.engine.tflite;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.engine.tflite.EntryPoint.Port;
import java.nio.charset.StandardCharsets;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.jspecify.annotations.Nullable;

/** An input of texts, which are copied into memory of the library before each run. */
final class TextInput extends InputSlot {

  private @Nullable TfLiteTensor place;

  TextInput(Port port) {
    super(port);
  }

  @Override
  Tensor make(Shape shape) {
    return Tensor.zeros(ElementType.STRING, shape);
  }

  @Override
  void allocated(NativeInterpreter interpreter) {
    place = interpreter.input(port().place());
  }

  @Override
  void write() {
    Tensor given = given();
    byte[][] texts = new byte[given.size()][];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = given.stringAt(i).getBytes(StandardCharsets.UTF_8);
    }
    if (place != null) {
      NativeInterpreter.replace(place, TextValues.write(texts));
    }
  }
}
