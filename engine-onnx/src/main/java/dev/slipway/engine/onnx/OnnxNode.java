package dev.slipway.engine.onnx;

import dev.slipway.engine.onnx.OnnxGraph.OperatorId;
import dev.slipway.engine.onnx.OnnxGraph.ZipMap;
import dev.slipway.spi.Operator;
import java.util.ArrayList;
import java.util.List;

/** One node of a graph while it is read. */
final class OnnxNode {

  private final List<String> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private String name = "";
  private String operator = "";
  private String domain = "";

  /** Returns the node that {@code reader} holds. */
  static OnnxNode of(ProtoReader reader) throws MalformedModelException {
    OnnxNode node = new OnnxNode();
    while (reader.next()) {
      node.read(reader);
    }
    return node;
  }

  /** Takes the current field. */
  void read(ProtoReader field) throws MalformedModelException {
    if (field.isBytes(Onnx.NODE_INPUT)) {
      inputs.add(field.string());
    } else if (field.isBytes(Onnx.NODE_OUTPUT)) {
      outputs.add(field.string());
    } else if (field.isBytes(Onnx.NODE_NAME)) {
      name = field.string();
    } else if (field.isBytes(Onnx.NODE_OPERATOR)) {
      operator = field.string();
    } else if (field.isBytes(Onnx.NODE_DOMAIN)) {
      domain = Onnx.canonicalDomain(field.string());
    } else if (field.isBytes(Onnx.NODE_ATTRIBUTE)) {
      readLabels(field.message());
    }
  }

  private void readLabels(ProtoReader attribute) throws MalformedModelException {
    String attributeName = "";
    List<String> texts = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    while (attribute.next()) {
      if (attribute.isBytes(Onnx.ATTRIBUTE_NAME)) {
        attributeName = attribute.string();
      } else if (attribute.isBytes(Onnx.ATTRIBUTE_STRINGS)) {
        texts.add(attribute.string());
      } else if (attribute.isVarint(Onnx.ATTRIBUTE_INTS)) {
        numbers.add(Long.toString(attribute.varint()));
      } else if (attribute.isBytes(Onnx.ATTRIBUTE_INTS)) {
        readPacked(attribute.message(), numbers);
      }
    }
    if (attributeName.equals("classlabels_strings")) {
      labels.addAll(texts);
    } else if (attributeName.equals("classlabels_int64s")) {
      labels.addAll(numbers);
    }
  }

  private static void readPacked(ProtoReader packed, List<String> numbers)
      throws MalformedModelException {
    while (packed.hasPacked()) {
      numbers.add(Long.toString(packed.packed()));
    }
  }

  List<String> inputs() {
    return inputs;
  }

  String name() {
    return name;
  }

  OperatorId id() {
    return new OperatorId(domain, operator);
  }

  /** Returns the operator with the results that it names. */
  Operator toOperator() {
    List<String> results = outputs.stream().filter(output -> !output.isEmpty()).toList();
    return new Operator(id().toString(), name, results);
  }

  boolean isZipMap() {
    return id().equals(ZipMap.ID) && inputs.size() == 1 && outputs.size() == 1;
  }

  ZipMap zipMap() {
    return new ZipMap(name, inputs.get(0), outputs.get(0), List.copyOf(labels));
  }
}
