package dev.slipway.engine.tensorflow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;

/** A loaded model with its variables. Calls from several threads at once are its own business. */
final class NativeSession implements AutoCloseable {

  private final TF_Graph graph;
  private final TF_Session session;
  private final int inputCount;
  private final int outputCount;
  private final TF_Output inputs;
  private final TF_Output outputs;

  private NativeSession(TF_Graph graph, TF_Session session, EntryPoint entry)
      throws MalformedModelException {
    this.graph = graph;
    this.session = session;
    this.inputCount = entry.tensors().inputs().size();
    this.outputCount = entry.tensors().outputs().size();
    this.inputs = endpoints(graph, "input", entry.tensors().inputs().values());
    this.outputs = endpoints(graph, "output", entry.tensors().outputs().values());
  }

  /**
   * Loads a model and reads its variables.
   *
   * @param folder of the model
   * @param tags of the graph in it
   * @param entry what is called
   * @param threads that work on one operator
   * @throws StatusException if the library refuses it; nothing stays open
   * @throws MalformedModelException if the signature is not the graph's; nothing stays open
   */
  static NativeSession load(Path folder, List<String> tags, EntryPoint entry, int threads)
      throws StatusException, MalformedModelException {
    TF_Graph graph = tensorflow.TF_NewGraph();
    TF_Session session = null;
    try {
      session = load(graph, folder, tags, threads);
      return new NativeSession(graph, session, entry);
    } catch (StatusException | MalformedModelException | RuntimeException e) {
      delete(graph, session);
      throw e;
    }
  }

  private static TF_Session load(TF_Graph graph, Path folder, List<String> tags, int threads)
      throws StatusException {
    TF_Status status = tensorflow.TF_NewStatus();
    TF_SessionOptions options = tensorflow.TF_NewSessionOptions();
    try (BytePointer config = new BytePointer(configuration(threads));
        BytePointer place = new BytePointer(folder.toString(), StandardCharsets.UTF_8);
        PointerPointer<BytePointer> names =
            new PointerPointer<>(tags.toArray(String[]::new), StandardCharsets.UTF_8)) {
      tensorflow.TF_SetConfig(options, config, config.capacity(), status);
      StatusException.check(status);
      TF_Session session =
          tensorflow.TF_LoadSessionFromSavedModel(
              options, null, place, names, tags.size(), graph, (TF_Buffer) null, status);
      StatusException.check(status);
      return session;
    } finally {
      tensorflow.TF_DeleteSessionOptions(options);
      tensorflow.TF_DeleteStatus(status);
    }
  }

  /**
   * Returns a ConfigProto: so many threads inside of operators, and operators one after the other
   * on the caller's thread.
   */
  private static byte[] configuration(int threads) {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    bytes.put((byte) (2 << 3));
    number(bytes, threads);
    bytes.put((byte) (5 << 3));
    number(bytes, -1);
    byte[] config = new byte[bytes.position()];
    bytes.get(0, config);
    return config;
  }

  private static void number(ByteBuffer bytes, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.put((byte) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    bytes.put((byte) rest);
  }

  private static TF_Output endpoints(TF_Graph graph, String side, Collection<TensorSpec> tensors)
      throws MalformedModelException {
    TF_Output places = new TF_Output(Math.max(1, tensors.size()));
    int next = 0;
    for (TensorSpec tensor : tensors) {
      TF_Operation node = tensorflow.TF_GraphOperationByName(graph, TensorSpec.node(tensor.name()));
      if (node == null || tensorflow.TF_OperationNumOutputs(node) <= tensor.place()) {
        throw new MalformedModelException(
            "its signature has the %s '%s', which its graph does not have"
                .formatted(side, tensor.name()));
      }
      places.position(next).oper(node).index(tensor.place());
      int type = tensorflow.TF_OperationOutputType(places);
      if (type != tensor.type()) {
        throw new MalformedModelException(
            "its signature says that the %s '%s' is %s, in its graph it is %s"
                .formatted(
                    side, tensor.name(), TensorTypes.name(tensor.type()), TensorTypes.name(type)));
      }
      next++;
    }
    return places.position(0);
  }

  /**
   * Runs the model once.
   *
   * @param given as many tensors as there are inputs
   * @param made gets as many as there are outputs, which the caller deletes
   */
  void run(PointerPointer<?> given, PointerPointer<?> made, TF_Status status)
      throws StatusException {
    tensorflow.TF_SessionRun(
        session,
        null,
        inputs,
        given,
        inputCount,
        outputs,
        made,
        outputCount,
        (PointerPointer<?>) null,
        0,
        null,
        status);
    StatusException.check(status);
  }

  TF_Graph graph() {
    return graph;
  }

  TF_Session session() {
    return session;
  }

  /** Frees everything; no call may be running. */
  @Override
  public void close() {
    delete(graph, session);
    inputs.close();
    outputs.close();
  }

  private static void delete(TF_Graph graph, @Nullable TF_Session session) {
    if (session != null) {
      TF_Status status = tensorflow.TF_NewStatus();
      tensorflow.TF_CloseSession(session, status);
      tensorflow.TF_DeleteSession(session, status);
      tensorflow.TF_DeleteStatus(status);
    }
    tensorflow.TF_DeleteGraph(graph);
  }
}
