package dev.slipway.engine.tflite;

import dev.slipway.engine.tflite.ModelGraph.SignatureDef;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model's graphs and signatures, and refuses what refers to something that is not there.
 */
final class GraphReader {

  private final ByteBuffer content;
  private final List<GraphNode.Code> codes = new ArrayList<>();
  private final List<ByteBuffer> buffers = new ArrayList<>();

  private GraphReader(ByteBuffer content) {
    this.content = content;
  }

  static ModelGraph read(ByteBuffer content) throws MalformedModelException {
    return new GraphReader(content).model(FlatTable.root(content, Format.IDENTIFIER));
  }

  private ModelGraph model(FlatTable model) throws MalformedModelException {
    int version = model.int32(Format.MODEL_VERSION, 0);
    if (version != Format.VERSION) {
      throw new MalformedModelException(
          "its schema has version %d, expected %d".formatted(version, Format.VERSION));
    }
    for (FlatTable code : model.tables(Format.MODEL_CODES)) {
      codes.add(code(code));
    }
    for (FlatTable buffer : model.tables(Format.MODEL_BUFFERS)) {
      buffers.add(buffer(buffer));
    }
    List<Graph> graphs = new ArrayList<>();
    for (FlatTable graph : model.tables(Format.MODEL_GRAPHS)) {
      graphs.add(graph(graph));
    }
    if (graphs.isEmpty()) {
      throw new MalformedModelException("it has no graph");
    }
    GraphCheck.check(graphs);
    return new ModelGraph(graphs, signatures(model, graphs), metadata(model));
  }

  private static GraphNode.Code code(FlatTable code) throws MalformedModelException {
    int builtin = Math.max(code.int8(Format.CODE_OLD_BUILTIN), code.int32(Format.CODE_BUILTIN, 0));
    return new GraphNode.Code(
        builtin, code.text(Format.CODE_CUSTOM), code.int32(Format.CODE_VERSION, 1));
  }

  /** Returns the bytes of a buffer, which may be behind the flatbuffer itself. */
  private ByteBuffer buffer(FlatTable buffer) throws MalformedModelException {
    long offset = buffer.int64(Format.BUFFER_OFFSET);
    long size = buffer.int64(Format.BUFFER_SIZE);
    if (offset == 0 && size == 0) {
      return buffer.vector(Format.BUFFER_DATA, 1);
    }
    // 1 stands for a place that was never filled in.
    if (offset <= 1
        || size < 0
        || size > content.remaining()
        || offset > content.remaining() - size) {
      throw new MalformedModelException(
          "a buffer has %d bytes at %d of its %d".formatted(size, offset, content.remaining()));
    }
    return content.slice((int) offset, (int) size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Graph graph(FlatTable graph) throws MalformedModelException {
    List<GraphTensor> tensors = new ArrayList<>();
    for (FlatTable tensor : graph.tables(Format.GRAPH_TENSORS)) {
      tensors.add(tensor(tensor));
    }
    List<GraphNode> nodes = new ArrayList<>();
    for (FlatTable operator : graph.tables(Format.GRAPH_OPERATORS)) {
      nodes.add(node(nodes.size(), operator));
    }
    return new Graph(
        tensors, graph.integers(Format.GRAPH_INPUTS), graph.integers(Format.GRAPH_OUTPUTS), nodes);
  }

  private GraphTensor tensor(FlatTable tensor) throws MalformedModelException {
    ByteBuffer values = element(buffers, tensor.int32(Format.TENSOR_BUFFER, 0), "buffer");
    GraphTensor read =
        new GraphTensor(
            tensor.text(Format.TENSOR_NAME),
            tensor.int8(Format.TENSOR_TYPE),
            tensor.integers(Format.TENSOR_SHAPE),
            tensor.integers(Format.TENSOR_FREE_SHAPE),
            values.capacity() > 0,
            tensor.int8(Format.TENSOR_VARIABLE) != 0,
            quantisation(tensor.table(Format.TENSOR_QUANTISATION)));
    TensorCheck.check(read, values, tensor);
    return read;
  }

  /** Returns what integers stand for if all of a tensor's stand for it alike. */
  private static @Nullable Quantisation quantisation(@Nullable FlatTable table)
      throws MalformedModelException {
    if (table == null) {
      return null;
    }
    ByteBuffer scales = table.vector(Format.QUANTISATION_SCALE, Float.BYTES);
    ByteBuffer zeroPoints = table.vector(Format.QUANTISATION_ZERO_POINT, Long.BYTES);
    if (scales.capacity() != Float.BYTES || zeroPoints.capacity() != Long.BYTES) {
      return null;
    }
    float scale = scales.getFloat(0);
    return scale > 0 && Float.isFinite(scale)
        ? new Quantisation(scale, (int) zeroPoints.getLong(0))
        : null;
  }

  private GraphNode node(int place, FlatTable operator) throws MalformedModelException {
    GraphNode.Code code = element(codes, operator.int32(Format.OPERATOR_CODE, 0), "operator code");
    List<Integer> outputs = operator.integers(Format.OPERATOR_OUTPUTS);
    NodeCheck.checkParts(code.builtin(), operator.table(Format.OPERATOR_OPTIONS), outputs.size());
    return new GraphNode(
        place,
        code,
        operator.integers(Format.OPERATOR_INPUTS),
        outputs,
        graphs(code.builtin(), operator));
  }

  private static List<Integer> graphs(int operator, FlatTable node) throws MalformedModelException {
    return switch (operator) {
      case Format.IF, Format.WHILE -> called(node.table(Format.OPERATOR_OPTIONS), 0, 1);
      case Format.CALL_ONCE -> called(node.table(Format.OPERATOR_OPTIONS), 0);
      case Format.STABLEHLO_COMPOSITE -> called(node.table(Format.OPERATOR_OPTIONS_2), 1);
      default -> List.of();
    };
  }

  private static List<Integer> called(@Nullable FlatTable options, int... fields)
      throws MalformedModelException {
    if (options == null) {
      throw new MalformedModelException("an operator does not say which graph it runs");
    }
    List<Integer> graphs = new ArrayList<>();
    for (int field : fields) {
      graphs.add(options.int32(field, 0));
    }
    return graphs;
  }

  private static List<SignatureDef> signatures(FlatTable model, List<Graph> graphs)
      throws MalformedModelException {
    List<SignatureDef> signatures = new ArrayList<>();
    for (FlatTable signature : model.tables(Format.MODEL_SIGNATURES)) {
      int place = signature.int32(Format.SIGNATURE_GRAPH, 0);
      Graph graph = element(graphs, place, "graph");
      signatures.add(
          new SignatureDef(
              signature.text(Format.SIGNATURE_KEY),
              place,
              tensors(signature.tables(Format.SIGNATURE_INPUTS), graph),
              tensors(signature.tables(Format.SIGNATURE_OUTPUTS), graph)));
    }
    return signatures;
  }

  private static Map<String, Integer> tensors(List<FlatTable> entries, Graph graph)
      throws MalformedModelException {
    Map<String, Integer> tensors = new LinkedHashMap<>();
    for (FlatTable entry : entries) {
      int place = entry.int32(Format.MAP_TENSOR, 0);
      element(graph.tensors(), place, "tensor");
      if (tensors.put(entry.text(Format.MAP_NAME), place) != null) {
        throw new MalformedModelException(
            "a signature has the name '%s' twice".formatted(entry.text(Format.MAP_NAME)));
      }
    }
    return tensors;
  }

  private Map<String, ByteBuffer> metadata(FlatTable model) throws MalformedModelException {
    Map<String, ByteBuffer> metadata = new HashMap<>();
    for (FlatTable entry : model.tables(Format.MODEL_METADATA)) {
      int buffer = entry.int32(Format.METADATA_BUFFER, 0);
      metadata.put(entry.text(Format.METADATA_NAME), element(buffers, buffer, "buffer"));
    }
    return metadata;
  }

  static <T> T element(List<T> elements, int place, String what) throws MalformedModelException {
    if (place < 0 || place >= elements.size()) {
      throw new MalformedModelException(
          "it refers to %s %d of %d".formatted(what, place & 0xffff_ffffL, elements.size()));
    }
    return elements.get(place);
  }
}
