package dev.slipway.convert.internal.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a model and checks that its parts fit together. Not thread-safe. */
public final class GraphReader {

  private final Findings findings;
  private final GraphProto graph;
  private final Map<String, Long> opsets = new HashMap<>();
  private final Map<String, TensorProto> constants = new LinkedHashMap<>();
  private final Map<String, Integer> makers = new HashMap<>();
  private final Set<String> given = new HashSet<>();

  private GraphReader(ModelProto model, Findings findings) {
    this.findings = findings;
    this.graph = model.getGraph();
    for (OperatorSetIdProto opset : model.getOpsetImportList()) {
      String domain = opset.getDomain().equals("ai.onnx") ? "" : opset.getDomain();
      opsets.put(domain, opset.getVersion());
    }
  }

  /**
   * Reads a model.
   *
   * @param bytes the file
   * @param findings where what is wrong goes
   * @return the graph
   * @throws dev.slipway.InvalidPackageException with everything that is wrong
   */
  public static OnnxGraph read(ByteBuffer bytes, Findings findings) {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException damaged) {
      findings.damaged("", "is no ONNX model: " + damaged.getMessage());
      findings.throwIfAny();
      throw new IllegalStateException(damaged);
    }
    GraphReader reader = new GraphReader(model, findings);
    OnnxGraph read = reader.read(model);
    findings.throwIfAny();
    return read;
  }

  private OnnxGraph read(ModelProto model) {
    if (graph.getNodeCount() == 0) {
      findings.damaged("", "is no ONNX model with a graph: it has no nodes");
    }
    if (graph.getSparseInitializerCount() > 0) {
      findings.unsupported("", "has sparse constants, expected dense ones");
    }
    readConstants();
    List<ValueInfoProto> inputs =
        graph.getInputList().stream()
            .filter(each -> !constants.containsKey(each.getName()))
            .toList();
    inputs.forEach(each -> name("input", each.getName()));
    readMakers();
    List<Node> nodes = new ArrayList<>();
    for (int place : order()) {
      NodeProto node = graph.getNode(place);
      nodes.add(new Node(node, opsets.getOrDefault(Node.domain(node), 0L)));
    }
    graph.getOutputList().forEach(this::checkOutput);
    return new OnnxGraph(model, opsets, nodes, inputs, graph.getOutputList(), constants);
  }

  private void readConstants() {
    for (TensorProto constant : graph.getInitializerList()) {
      if (constants.put(constant.getName(), constant) != null) {
        findings.damaged("constant '" + constant.getName() + "'", "stands there twice");
      }
      if (constant.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
        findings.unsupported(
            "constant '" + constant.getName() + "'",
            "lies in another file, expected in the model (save it without external data)");
      }
      given.add(constant.getName());
    }
  }

  private void name(String kind, String name) {
    if (name.isEmpty() || !given.add(name)) {
      findings.damaged(kind + " '" + name + "'", "has the name of something else, or none");
    }
  }

  private void readMakers() {
    for (int place = 0; place < graph.getNodeCount(); place++) {
      for (String output : graph.getNode(place).getOutputList()) {
        if (!output.isEmpty() && (given.contains(output) || makers.put(output, place) != null)) {
          findings.damaged(place(place), "makes '" + output + "', which is there already");
        }
      }
    }
  }

  private String place(int node) {
    return new Node(graph.getNode(node), 0).place();
  }

  private void checkOutput(ValueInfoProto output) {
    String name = output.getName();
    if (!makers.containsKey(name) && !given.contains(name)) {
      findings.damaged("output '" + name + "'", "is made by no node");
    }
  }

  /** Orders nodes so that each stands behind those it needs, and otherwise as they stand. */
  private List<Integer> order() {
    int count = graph.getNodeCount();
    List<List<Integer>> users = new ArrayList<>();
    int[] missing = new int[count];
    for (int place = 0; place < count; place++) {
      users.add(new ArrayList<>());
    }
    for (int place = 0; place < count; place++) {
      for (String input : new HashSet<>(graph.getNode(place).getInputList())) {
        Integer maker = makers.get(input);
        if (maker != null) {
          users.get(maker).add(place);
          missing[place]++;
        } else if (!input.isEmpty() && !given.contains(input)) {
          findings.damaged(place(place), "takes '" + input + "', which nothing gives");
        }
      }
    }
    List<Integer> order = ready(users, missing);
    if (order.size() < count) {
      tellCycle(missing);
    }
    return order;
  }

  private static List<Integer> ready(List<List<Integer>> users, int[] missing) {
    Deque<Integer> ready = new ArrayDeque<>();
    for (int place = 0; place < missing.length; place++) {
      if (missing[place] == 0) {
        ready.add(place);
      }
    }
    List<Integer> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.remove();
      order.add(next);
      for (int user : users.get(next)) {
        if (--missing[user] == 0) {
          ready.add(user);
        }
      }
    }
    return order;
  }

  private void tellCycle(int[] missing) {
    for (int place = 0; place < missing.length; place++) {
      if (missing[place] > 0) {
        findings.damaged(place(place), "needs its own result, expected a graph without cycles");
        return;
      }
    }
  }
}
