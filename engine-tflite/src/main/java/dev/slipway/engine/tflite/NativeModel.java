package dev.slipway.engine.tflite;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.TfLiteInterpreter;
import org.bytedeco.tensorflowlite.TfLiteInterpreterOptions;
import org.bytedeco.tensorflowlite.TfLiteModel;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** A model of the native library with the bytes that it stands on. Thread-safe until closed. */
final class NativeModel implements AutoCloseable {

  private final Pointer bytes;
  private final TfLiteModel model;
  private final EntryPoint entry;
  private final int threads;

  private NativeModel(Pointer bytes, TfLiteModel model, EntryPoint entry, int threads) {
    this.bytes = bytes;
    this.model = model;
    this.entry = entry;
    this.threads = threads;
  }

  /**
   * Gives a copy of the content to the library, which verifies it; nothing stays open if it is
   * refused.
   */
  static NativeModel open(ByteBuffer content, EntryPoint entry, int threads)
      throws InterpreterException {
    int size = content.remaining();
    Pointer bytes = Pointer.malloc(size);
    if (Pointer.isNull(bytes)) {
      throw new InterpreterException("there is no memory for its " + size + " bytes");
    }
    new BytePointer(bytes).capacity(size).asByteBuffer().put(content.duplicate());
    try (NativeMessages messages = new NativeMessages()) {
      TfLiteModel model =
          tensorflowlite.TfLiteModelCreateWithErrorReporter(
              bytes, size, NativeMessages.reporter(), messages.address());
      if (Pointer.isNull(model)) {
        Pointer.free(bytes);
        throw new InterpreterException(messages.take());
      }
      return new NativeModel(bytes, model, entry, threads);
    }
  }

  EntryPoint entry() {
    return entry;
  }

  /** Makes an interpreter, which must be closed before this model. */
  NativeInterpreter newInterpreter() throws InterpreterException {
    NativeMessages messages = new NativeMessages();
    TfLiteInterpreterOptions options = tensorflowlite.TfLiteInterpreterOptionsCreate();
    tensorflowlite.TfLiteInterpreterOptionsSetNumThreads(options, threads);
    tensorflowlite.TfLiteInterpreterOptionsEnableCancellation(options, true);
    tensorflowlite.TfLiteInterpreterOptionsSetErrorReporter(
        options, NativeMessages.reporter(), messages.address());
    TfLiteInterpreter interpreter = tensorflowlite.TfLiteInterpreterCreate(model, options);
    tensorflowlite.TfLiteInterpreterOptionsDelete(options);
    if (Pointer.isNull(interpreter)) {
      messages.close();
      throw new InterpreterException(messages.take());
    }
    return interpreter(interpreter, messages);
  }

  private NativeInterpreter interpreter(TfLiteInterpreter interpreter, NativeMessages messages) {
    String key = entry.key();
    return key == null || entry.graph() == 0
        ? new MainInterpreter(interpreter, messages)
        : new SignatureInterpreter(interpreter, messages, entry);
  }

  @Override
  public void close() {
    tensorflowlite.TfLiteModelDelete(model);
    Pointer.free(bytes);
  }
}
