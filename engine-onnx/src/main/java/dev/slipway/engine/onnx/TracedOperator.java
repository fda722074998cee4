package dev.slipway.engine.onnx;

import dev.slipway.spi.Operator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An operator of a model's main graph with what it needs.
 *
 * @param operator what callers see of it
 * @param taken the names of the values that it takes, itself or in a graph inside of it
 * @param types its type and those of the operators in graphs inside of it
 */
record TracedOperator(Operator operator, Set<String> taken, Set<String> types) {

  /** Returns the operators of a model's main graph, as they stand there. */
  static List<TracedOperator> read(ByteBuffer model) throws MalformedModelException {
    List<TracedOperator> operators = new ArrayList<>();
    ProtoReader reader = ProtoReader.over(model);
    while (reader.next()) {
      if (reader.isBytes(Onnx.MODEL_GRAPH)) {
        readGraph(reader.message(), operators);
      }
    }
    return operators;
  }

  private static void readGraph(ProtoReader graph, List<TracedOperator> operators)
      throws MalformedModelException {
    while (graph.next()) {
      if (graph.isBytes(Onnx.GRAPH_NODE)) {
        Set<String> taken = new LinkedHashSet<>();
        Set<String> types = new LinkedHashSet<>();
        readNode(graph.message(), taken, types);
        Operator operator = OnnxNode.of(graph.message()).toOperator();
        operators.add(new TracedOperator(operator, taken, types));
      }
    }
  }

  private static void readNode(ProtoReader node, Set<String> taken, Set<String> types)
      throws MalformedModelException {
    while (node.next()) {
      if (node.isBytes(Onnx.NODE_INPUT)) {
        taken.add(node.string());
      } else if (node.isBytes(Onnx.NODE_OPERATOR)) {
        types.add(node.string());
      } else if (node.isBytes(Onnx.NODE_ATTRIBUTE)) {
        readAttribute(node.message(), taken, types);
      }
    }
  }

  private static void readAttribute(ProtoReader attribute, Set<String> taken, Set<String> types)
      throws MalformedModelException {
    while (attribute.next()) {
      if (attribute.isBytes(Onnx.ATTRIBUTE_GRAPH) || attribute.isBytes(Onnx.ATTRIBUTE_GRAPHS)) {
        readInner(attribute.message(), taken, types);
      }
    }
  }

  private static void readInner(ProtoReader graph, Set<String> taken, Set<String> types)
      throws MalformedModelException {
    while (graph.next()) {
      if (graph.isBytes(Onnx.GRAPH_NODE)) {
        readNode(graph.message(), taken, types);
      } else if (graph.isBytes(Onnx.GRAPH_OUTPUT)) {
        taken.add(OnnxGraphReader.readName(graph.message()));
      }
    }
  }
}
