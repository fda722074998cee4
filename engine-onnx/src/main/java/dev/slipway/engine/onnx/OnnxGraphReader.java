package dev.slipway.engine.onnx;

import dev.slipway.engine.onnx.OnnxGraph.ExternalData;
import dev.slipway.engine.onnx.OnnxGraph.Operator;
import dev.slipway.engine.onnx.OnnxGraph.OperatorId;
import dev.slipway.engine.onnx.OnnxGraph.ZipMap;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads an {@link OnnxGraph} from a model's bytes. Every message that may hold a tensor is walked;
 * where a message stands twice, both count, so that nothing can hide behind a merge.
 */
final class OnnxGraphReader {

  private final Map<String, Long> opsets = new LinkedHashMap<>();
  private final Map<OperatorId, Operator> operators = new LinkedHashMap<>();
  private final Set<OperatorId> functions = new LinkedHashSet<>();
  private final List<ExternalData> externalData = new ArrayList<>();
  private final List<ZipMap> zipMaps = new ArrayList<>();
  private final Set<String> outputs = new LinkedHashSet<>();
  private final Set<String> consumed = new LinkedHashSet<>();
  private final Set<String> unshaped = new LinkedHashSet<>();
  private boolean hasGraph;

  private OnnxGraphReader() {}

  static OnnxGraph read(ByteBuffer model) throws MalformedModelException {
    OnnxGraphReader reader = new OnnxGraphReader();
    reader.readModel(ProtoReader.over(model));
    if (!reader.hasGraph) {
      throw new MalformedModelException("it is damaged or no ONNX model: it has no graph");
    }
    return new OnnxGraph(
        reader.opsets,
        List.copyOf(reader.operators.values()),
        reader.functions,
        reader.externalData,
        reader.zipMaps,
        reader.outputs,
        reader.consumed,
        reader.unshaped);
  }

  private void readModel(ProtoReader model) throws MalformedModelException {
    while (model.next()) {
      if (model.isBytes(Onnx.MODEL_GRAPH)) {
        hasGraph = true;
        readGraph(model.message(), true);
      } else if (model.isBytes(Onnx.MODEL_OPSET)) {
        readOpset(model.message());
      } else if (model.isBytes(Onnx.MODEL_FUNCTION)) {
        readFunction(model.message());
      } else if (model.isBytes(Onnx.MODEL_TRAINING)) {
        readTraining(model.message());
      }
    }
  }

  private void readOpset(ProtoReader opset) throws MalformedModelException {
    String domain = "";
    long version = 0;
    while (opset.next()) {
      if (opset.isBytes(Onnx.OPSET_DOMAIN)) {
        domain = Onnx.canonicalDomain(opset.string());
      } else if (opset.isVarint(Onnx.OPSET_VERSION)) {
        version = opset.varint();
      }
    }
    opsets.put(domain, version);
  }

  private void readFunction(ProtoReader function) throws MalformedModelException {
    String name = "";
    String domain = "";
    while (function.next()) {
      if (function.isBytes(Onnx.FUNCTION_NAME)) {
        name = function.string();
      } else if (function.isBytes(Onnx.FUNCTION_DOMAIN)) {
        domain = Onnx.canonicalDomain(function.string());
      } else if (function.isBytes(Onnx.FUNCTION_NODE)) {
        readNode(function.message(), false);
      } else if (function.isBytes(Onnx.FUNCTION_ATTRIBUTE)) {
        readAttribute(function.message());
      }
    }
    functions.add(new OperatorId(domain, name));
  }

  private void readTraining(ProtoReader training) throws MalformedModelException {
    while (training.next()) {
      if (training.isBytes(Onnx.TRAINING_INITIALIZATION)
          || training.isBytes(Onnx.TRAINING_ALGORITHM)) {
        readGraph(training.message(), false);
      }
    }
  }

  private void readGraph(ProtoReader graph, boolean main) throws MalformedModelException {
    while (graph.next()) {
      if (graph.isBytes(Onnx.GRAPH_NODE)) {
        readNode(graph.message(), main);
      } else if (graph.isBytes(Onnx.GRAPH_INITIALIZER)) {
        readTensor(graph.message());
      } else if (graph.isBytes(Onnx.GRAPH_SPARSE_INITIALIZER)) {
        readSparseTensor(graph.message());
      } else if (graph.isBytes(Onnx.GRAPH_OUTPUT)) {
        (main ? outputs : consumed).add(readName(graph.message()));
        noteUnshaped(graph, main);
      } else if (graph.isBytes(Onnx.GRAPH_INPUT)) {
        noteUnshaped(graph, main);
      }
    }
  }

  private void noteUnshaped(ProtoReader graph, boolean main) throws MalformedModelException {
    if (main && !hasShape(graph.message(), Onnx.VALUE_TYPE, Onnx.TYPE_TENSOR)) {
      unshaped.add(readName(graph.message()));
    }
  }

  /** Returns whether a shape is found behind a path of fields. */
  private static boolean hasShape(ProtoReader message, int... path) throws MalformedModelException {
    while (message.next()) {
      if (path.length == 0 && message.isBytes(Onnx.TENSOR_TYPE_SHAPE)) {
        return true;
      }
      if (path.length > 0
          && message.isBytes(path[0])
          && hasShape(message.message(), Arrays.copyOfRange(path, 1, path.length))) {
        return true;
      }
    }
    return false;
  }

  static String readName(ProtoReader valueInfo) throws MalformedModelException {
    String name = "";
    while (valueInfo.next()) {
      if (valueInfo.isBytes(Onnx.VALUE_NAME)) {
        name = valueInfo.string();
      }
    }
    return name;
  }

  private void readNode(ProtoReader reader, boolean main) throws MalformedModelException {
    OnnxNode node = new OnnxNode();
    while (reader.next()) {
      node.read(reader);
      if (reader.isBytes(Onnx.NODE_ATTRIBUTE)) {
        readAttribute(reader.message());
      }
    }
    consumed.addAll(node.inputs());
    operators.putIfAbsent(node.id(), new Operator(node.id(), node.name()));
    if (main && node.isZipMap()) {
      zipMaps.add(node.zipMap());
    }
  }

  private void readAttribute(ProtoReader attribute) throws MalformedModelException {
    while (attribute.next()) {
      if (attribute.isBytes(Onnx.ATTRIBUTE_TENSOR) || attribute.isBytes(Onnx.ATTRIBUTE_TENSORS)) {
        readTensor(attribute.message());
      } else if (attribute.isBytes(Onnx.ATTRIBUTE_GRAPH)
          || attribute.isBytes(Onnx.ATTRIBUTE_GRAPHS)) {
        readGraph(attribute.message(), false);
      } else if (attribute.isBytes(Onnx.ATTRIBUTE_SPARSE_TENSOR)
          || attribute.isBytes(Onnx.ATTRIBUTE_SPARSE_TENSORS)) {
        readSparseTensor(attribute.message());
      }
    }
  }

  private void readSparseTensor(ProtoReader sparse) throws MalformedModelException {
    while (sparse.next()) {
      if (sparse.isBytes(Onnx.SPARSE_VALUES) || sparse.isBytes(Onnx.SPARSE_INDICES)) {
        readTensor(sparse.message());
      }
    }
  }

  /** Takes every place that the tensor names, whether or not it says that its data is external. */
  private void readTensor(ProtoReader tensor) throws MalformedModelException {
    String name = "";
    boolean external = false;
    List<String> locations = new ArrayList<>();
    Map<String, String> entries = new LinkedHashMap<>();
    while (tensor.next()) {
      if (tensor.isBytes(Onnx.TENSOR_NAME)) {
        name = tensor.string();
      } else if (tensor.isVarint(Onnx.TENSOR_DATA_LOCATION)) {
        external |= tensor.varint() == Onnx.EXTERNAL;
      } else if (tensor.isBytes(Onnx.TENSOR_EXTERNAL_DATA)) {
        readEntry(tensor.message(), locations, entries);
      }
    }
    if (external && locations.isEmpty()) {
      throw new MalformedModelException("tensor '" + name + "' names no file of its external data");
    }
    for (String location : locations) {
      externalData.add(
          new ExternalData(
              name,
              location,
              entries.getOrDefault("offset", ""),
              entries.getOrDefault("length", "")));
    }
  }

  private static void readEntry(
      ProtoReader entry, List<String> locations, Map<String, String> entries)
      throws MalformedModelException {
    String key = "";
    String value = "";
    while (entry.next()) {
      if (entry.isBytes(Onnx.ENTRY_KEY)) {
        key = entry.string();
      } else if (entry.isBytes(Onnx.ENTRY_VALUE)) {
        value = entry.string();
      }
    }
    entries.put(key, value);
    if (key.equals("location")) {
      locations.add(value);
    }
  }
}
