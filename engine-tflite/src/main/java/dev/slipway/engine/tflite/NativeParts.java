package dev.slipway.engine.tflite;

import org.bytedeco.tensorflowlite.TfLiteInterpreter;
import org.bytedeco.tensorflowlite.global.tensorflowlite;
import org.jspecify.annotations.Nullable;

/**
 * What an interpreter is made of and frees when it is closed.
 *
 * @param interpreter the library's
 * @param messages what the library says about it
 * @param xnnpack the kernels that it runs on, null if on the library's own
 */
record NativeParts(
    TfLiteInterpreter interpreter, NativeMessages messages, @Nullable Xnnpack xnnpack)
    implements AutoCloseable {

  @Override
  public void close() {
    tensorflowlite.TfLiteInterpreterDelete(interpreter);
    if (xnnpack != null) {
      xnnpack.close();
    }
    messages.close();
  }
}
