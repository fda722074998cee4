package dev.slipway.engine.tflite;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.TfLiteInterpreter;
import org.bytedeco.tensorflowlite.TfLiteInterpreterOptions;
import org.bytedeco.tensorflowlite.TfLiteModel;
import org.bytedeco.tensorflowlite.global.tensorflowlite;
import org.jspecify.annotations.Nullable;

/** A model of the native library with the bytes that it stands on. Thread-safe until closed. */
final class NativeModel implements AutoCloseable {

  private final Pointer bytes;
  private final TfLiteModel model;
  private final EntryPoint entry;
  private final Settings settings;

  /** Whether XNNPACK may be tried: not after it refused the model. */
  private volatile boolean accelerated;

  private NativeModel(Pointer bytes, TfLiteModel model, EntryPoint entry, Settings settings) {
    this.bytes = bytes;
    this.model = model;
    this.entry = entry;
    this.settings = settings;
    this.accelerated = settings.xnnpack();
  }

  /**
   * Gives a copy of the content to the library, which verifies it; nothing stays open if it is
   * refused.
   */
  static NativeModel open(ByteBuffer content, EntryPoint entry, Settings settings)
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
      return new NativeModel(bytes, model, entry, settings);
    }
  }

  EntryPoint entry() {
    return entry;
  }

  /**
   * Makes an interpreter, which must be closed before this model. XNNPACK takes no graph with
   * tensors whose size only a run decides; such a one runs without it.
   */
  NativeInterpreter newInterpreter() throws InterpreterException {
    NativeMessages messages = new NativeMessages();
    try {
      return newInterpreter(messages);
    } catch (InterpreterException | RuntimeException e) {
      messages.close();
      throw e;
    }
  }

  private NativeInterpreter newInterpreter(NativeMessages messages) throws InterpreterException {
    if (accelerated) {
      Xnnpack xnnpack = Xnnpack.forThreads(settings.threads());
      TfLiteInterpreter interpreter = create(messages, xnnpack);
      if (!Pointer.isNull(interpreter)) {
        return interpreter(new NativeParts(interpreter, messages, xnnpack));
      }
      xnnpack.close();
      accelerated = false;
      messages.take();
    }
    TfLiteInterpreter interpreter = create(messages, null);
    if (Pointer.isNull(interpreter)) {
      throw new InterpreterException(messages.take());
    }
    return interpreter(new NativeParts(interpreter, messages, null));
  }

  private TfLiteInterpreter create(NativeMessages messages, @Nullable Xnnpack xnnpack) {
    TfLiteInterpreterOptions options = tensorflowlite.TfLiteInterpreterOptionsCreate();
    tensorflowlite.TfLiteInterpreterOptionsSetNumThreads(options, settings.threads());
    tensorflowlite.TfLiteInterpreterOptionsEnableCancellation(options, true);
    tensorflowlite.TfLiteInterpreterOptionsSetErrorReporter(
        options, NativeMessages.reporter(), messages.address());
    if (xnnpack != null) {
      tensorflowlite.TfLiteInterpreterOptionsAddDelegate(options, xnnpack.delegate());
    }
    TfLiteInterpreter interpreter = tensorflowlite.TfLiteInterpreterCreate(model, options);
    tensorflowlite.TfLiteInterpreterOptionsDelete(options);
    return interpreter;
  }

  private NativeInterpreter interpreter(NativeParts parts) {
    return entry.key() == null || entry.graph() == 0
        ? new MainInterpreter(parts)
        : new SignatureInterpreter(parts, entry);
  }

  @Override
  public void close() {
    tensorflowlite.TfLiteModelDelete(model);
    Pointer.free(bytes);
  }
}
