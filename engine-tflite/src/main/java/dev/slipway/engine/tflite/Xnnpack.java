package dev.slipway.engine.tflite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.RegistrationNodePair;
import org.bytedeco.tensorflowlite.TfLiteDelegate;
import org.bytedeco.tensorflowlite.TfLiteOpaqueDelegateStruct;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** XNNPACK's kernels for one interpreter, which must be closed before them. */
final class Xnnpack implements AutoCloseable {

  /*
   * The library's C interface gives errors as texts and has signatures, but runs no model on XNNPACK;
   * its C++ interface does so by itself, but prints errors. Nothing in either makes the delegate by
   * which a model runs there. So a C++ interpreter of a model with one node makes it, for itself, and
   * the C interpreter gets it from that node. The C++ interpreter never runs.
   */

  private static final String MODEL = "negation.tflite";

  private final Interpreter maker;

  private Xnnpack(Interpreter maker) {
    this.maker = maker;
  }

  /** What makes delegates, kept for the whole process. */
  private static final class Source {

    static final BuiltinOpResolver OPERATORS = new BuiltinOpResolver();
    static final BytePointer BYTES = new BytePointer(bytes());
    static final FlatBufferModel NEGATION =
        FlatBufferModel.VerifyAndBuildFromBuffer(
            BYTES, BYTES.capacity(), null, tensorflowlite.DefaultErrorReporter());

    private static byte[] bytes() {
      try (InputStream stream = Xnnpack.class.getResourceAsStream(MODEL)) {
        if (stream == null) {
          throw new IllegalStateException("there is no " + MODEL + " beside " + Xnnpack.class);
        }
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Makes kernels for so many threads. */
  static Xnnpack forThreads(int threads) throws InterpreterException {
    Interpreter maker = new Interpreter((Pointer) null);
    try (InterpreterBuilder builder = new InterpreterBuilder(Source.NEGATION, Source.OPERATORS)) {
      if (builder.apply(maker, threads) != tensorflowlite.kTfLiteOk
          || maker.AllocateTensors() != tensorflowlite.kTfLiteOk) {
        throw new InterpreterException("XNNPACK does not start");
      }
    }
    return new Xnnpack(maker);
  }

  /** Returns what an interpreter is given, valid until close. */
  TfLiteOpaqueDelegateStruct delegate() {
    RegistrationNodePair last = maker.node_and_registration((int) maker.nodes_size() - 1);
    TfLiteDelegate delegate = last.first().delegate();
    if (Pointer.isNull(delegate)) {
      throw new IllegalStateException("this TensorFlow Lite is built without XNNPACK");
    }
    return new TfLiteOpaqueDelegateStruct(delegate);
  }

  @Override
  public void close() {
    maker.deallocate();
  }
}
