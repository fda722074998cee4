package dev.slipway.testing;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.lite.schema.BufferT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.MetadataT;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.SignatureDefT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorMapT;
import org.tensorflow.lite.schema.TensorType;

/** Writes small TFLite models for tests. Not thread-safe. */
public final class TfliteFile {

  /** A dimension that each call decides. */
  public static final int FREE = -1;

  /** An operator code of a custom operator. */
  public static final int CUSTOM = BuiltinOperator.CUSTOM;

  private static final int SCHEMA_VERSION = 3;
  private static final int LAST_OF_BYTE_CODES = 127;

  private final List<TfliteGraph> graphs = new ArrayList<>();
  private final List<BufferT> buffers = new ArrayList<>();
  private final List<OperatorCodeT> codes = new ArrayList<>();
  private final List<SignatureDefT> signatures = new ArrayList<>();
  private final List<MetadataT> metadata = new ArrayList<>();

  /** Creates a file without a graph; buffer 0 is the empty one of the format. */
  public TfliteFile() {
    buffer(new byte[0]);
  }

  /** Adds a graph; the first is the main one. */
  public TfliteGraph graph(String name) {
    TfliteGraph graph = new TfliteGraph(this, name);
    graphs.add(graph);
    return graph;
  }

  /**
   * Adds a signature of a graph.
   *
   * @param inputs pairs {@code name=tensor}, separated by blanks
   * @param outputs likewise
   */
  public TfliteFile signature(String key, TfliteGraph graph, String inputs, String outputs) {
    SignatureDefT signature = new SignatureDefT();
    signature.setSignatureKey(key);
    signature.setSubgraphIndex(graphs.indexOf(graph));
    signature.setInputs(tensors(graph, inputs));
    signature.setOutputs(tensors(graph, outputs));
    signatures.add(signature);
    return this;
  }

  private static TensorMapT[] tensors(TfliteGraph graph, String pairs) {
    return List.of(pairs.split(" ")).stream()
        .map(pair -> tensor(graph, pair.split("=")))
        .toArray(TensorMapT[]::new);
  }

  private static TensorMapT tensor(TfliteGraph graph, String[] pair) {
    TensorMapT tensor = new TensorMapT();
    tensor.setName(pair[0]);
    tensor.setTensorIndex(graph.place(pair[1]));
    return tensor;
  }

  /** Adds bytes by a name that tools know. */
  public TfliteFile metadata(String name, byte[] content) {
    MetadataT entry = new MetadataT();
    entry.setName(name);
    entry.setBuffer(buffer(content));
    metadata.add(entry);
    return this;
  }

  /** Adds a buffer and returns its place. */
  int buffer(byte[] content) {
    BufferT buffer = new BufferT();
    int[] bytes = new int[content.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = content[i] & 0xff;
    }
    if (bytes.length > 0) {
      buffer.setData(bytes);
    }
    buffers.add(buffer);
    return buffers.size() - 1;
  }

  /** Returns the place of an operator code, which is added unless it is there. */
  int code(int operator, String custom, int version) {
    for (int i = 0; i < codes.size(); i++) {
      OperatorCodeT code = codes.get(i);
      if (code.getBuiltinCode() == operator
          && code.getVersion() == version
          && custom.equals(code.getCustomCode() == null ? "" : code.getCustomCode())) {
        return i;
      }
    }
    OperatorCodeT code = new OperatorCodeT();
    code.setBuiltinCode(operator);
    code.setDeprecatedBuiltinCode((byte) Math.min(operator, LAST_OF_BYTE_CODES));
    code.setVersion(version);
    code.setCustomCode(custom.isEmpty() ? null : custom);
    codes.add(code);
    return codes.size() - 1;
  }

  /** Returns the place of a graph, as operators name it. */
  public int place(TfliteGraph graph) {
    return graphs.indexOf(graph);
  }

  /** Returns the file. */
  public byte[] bytes() {
    ModelT model = new ModelT();
    model.setVersion(SCHEMA_VERSION);
    model.setDescription("slipway-test");
    model.setOperatorCodes(codes.toArray(OperatorCodeT[]::new));
    model.setSubgraphs(graphs.stream().map(TfliteGraph::build).toArray(SubGraphT[]::new));
    model.setBuffers(buffers.toArray(BufferT[]::new));
    if (!signatures.isEmpty()) {
      model.setSignatureDefs(signatures.toArray(SignatureDefT[]::new));
    }
    if (!metadata.isEmpty()) {
      model.setMetadata(metadata.toArray(MetadataT[]::new));
    }
    FlatBufferBuilder builder = new FlatBufferBuilder();
    Model.finishModelBuffer(builder, Model.pack(builder, model));
    return builder.sizedByteArray();
  }

  /** Writes the model and returns the file. */
  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The same model as {@link OnnxFile#logistic()}. */
  public static TfliteFile logistic() {
    TfliteFile file = new TfliteFile();
    file.graph("main")
        .input("features", TensorType.FLOAT32, FREE, 4)
        .output("probabilities", TensorType.FLOAT32, FREE, 2)
        .tensor("logits", TensorType.FLOAT32, FREE, 2)
        .floats("w", new int[] {2, 4}, -0.5f, 0.25f, -0.125f, -1, 0.5f, -0.25f, 0.125f, 1)
        .floats("b", new int[] {2}, -0.1f, 0.1f)
        .node(BuiltinOperator.FULLY_CONNECTED, "features w b", "logits", TfliteOptions.dense())
        .node(BuiltinOperator.LOGISTIC, "logits", "probabilities");
    return file;
  }
}
