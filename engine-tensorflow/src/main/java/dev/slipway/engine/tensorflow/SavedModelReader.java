package dev.slipway.engine.tensorflow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the main file of a SavedModel, with every length checked. */
final class SavedModelReader {

  private static final int META_GRAPH = 2;

  private static final int META_INFO = 1;
  private static final int INFO_TAG = 4;
  private static final int GRAPH = 2;
  private static final int SAVER = 3;
  private static final int COLLECTION = 4;
  private static final int SIGNATURE = 5;
  private static final int ASSET = 6;

  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_LIBRARY = 2;
  private static final int LIBRARY_FUNCTION = 1;
  private static final int SAVER_PLACE = 1;
  private static final int SAVER_RESTORE = 3;
  private static final int ASSET_FILE = 2;
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int COLLECTION_NODES = 1;
  private static final int NODES_VALUE = 1;

  private static final String INIT = "__saved_model_init_op";
  private static final Set<String> INIT_COLLECTIONS =
      Set.of("saved_model_main_op", "legacy_init_op", "main_op");

  private final List<String> tags = new ArrayList<>();
  private final Map<String, GraphNode> nodes = new LinkedHashMap<>();
  private final Map<String, GraphFunction> functions = new LinkedHashMap<>();
  private final Map<String, NamedTensors> signatures = new TreeMap<>();
  private final Set<String> init = new LinkedHashSet<>();
  private final List<String> assets = new ArrayList<>();
  private String restore = "";
  private String place = "";

  private SavedModelReader() {}

  /** Returns the graphs of a model, at least one. */
  static List<ModelGraph> read(ByteBuffer content) throws MalformedModelException {
    List<ModelGraph> graphs = new ArrayList<>();
    ProtoReader model = ProtoReader.over(content);
    while (model.next()) {
      if (model.isBytes(META_GRAPH)) {
        graphs.add(new SavedModelReader().readMetaGraph(model.message()));
      }
    }
    if (graphs.isEmpty()) {
      throw new MalformedModelException("it is damaged or no SavedModel: it has no graph");
    }
    return graphs;
  }

  private ModelGraph readMetaGraph(ProtoReader meta) throws MalformedModelException {
    while (meta.next()) {
      if (meta.isOnce(META_INFO)) {
        readTags(meta.message());
      } else if (meta.isOnce(GRAPH)) {
        readGraph(meta.message());
      } else if (meta.isOnce(SAVER)) {
        readSaver(meta.message());
      } else if (meta.isBytes(COLLECTION)) {
        readCollection(meta.message());
      } else if (meta.isBytes(SIGNATURE)) {
        readSignature(meta.message());
      } else if (meta.isBytes(ASSET)) {
        readAsset(meta.message());
      }
    }
    NamedTensors first = signatures.remove(INIT);
    if (first != null) {
      first.outputs().values().forEach(output -> init.add(output.name()));
    }
    return new ModelGraph(
        tags, nodes, functions, signatures, restore, place, List.copyOf(init), assets);
  }

  private void readTags(ProtoReader info) throws MalformedModelException {
    while (info.next()) {
      if (info.isBytes(INFO_TAG)) {
        tags.add(info.string());
      }
    }
  }

  private void readGraph(ProtoReader graph) throws MalformedModelException {
    while (graph.next()) {
      if (graph.isBytes(GRAPH_NODE)) {
        GraphNode node = GraphNode.read(graph.message());
        nodes.put(node.name(), node);
      } else if (graph.isOnce(GRAPH_LIBRARY)) {
        readLibrary(graph.message());
      }
    }
  }

  private void readLibrary(ProtoReader library) throws MalformedModelException {
    while (library.next()) {
      if (library.isBytes(LIBRARY_FUNCTION)) {
        GraphFunction function = GraphFunction.read(library.message());
        functions.put(function.name(), function);
      }
    }
  }

  private void readSaver(ProtoReader saver) throws MalformedModelException {
    while (saver.next()) {
      if (saver.isOnce(SAVER_PLACE)) {
        place = saver.string();
      } else if (saver.isOnce(SAVER_RESTORE)) {
        restore = saver.string();
      }
    }
  }

  private void readCollection(ProtoReader entry) throws MalformedModelException {
    String key = "";
    List<String> values = new ArrayList<>();
    while (entry.next()) {
      if (entry.isOnce(KEY)) {
        key = entry.string();
      } else if (entry.isOnce(VALUE)) {
        readNodeList(entry.message(), values);
      }
    }
    if (INIT_COLLECTIONS.contains(key)) {
      init.addAll(values);
    }
  }

  private static void readNodeList(ProtoReader collection, List<String> values)
      throws MalformedModelException {
    while (collection.next()) {
      if (collection.isBytes(COLLECTION_NODES)) {
        ProtoReader list = collection.message();
        while (list.next()) {
          if (list.isBytes(NODES_VALUE)) {
            values.add(list.string());
          }
        }
      }
    }
  }

  private void readSignature(ProtoReader entry) throws MalformedModelException {
    String key = "";
    NamedTensors tensors = null;
    while (entry.next()) {
      if (entry.isOnce(KEY)) {
        key = entry.string();
      } else if (entry.isOnce(VALUE)) {
        tensors = NamedTensors.read(entry.message());
      }
    }
    if (tensors != null) {
      signatures.put(key, tensors);
    }
  }

  private void readAsset(ProtoReader asset) throws MalformedModelException {
    while (asset.next()) {
      if (asset.isOnce(ASSET_FILE)) {
        assets.add(asset.string());
      }
    }
  }
}
