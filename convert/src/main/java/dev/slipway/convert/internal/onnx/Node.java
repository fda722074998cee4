package dev.slipway.convert.internal.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operator of a graph. Remembers which attributes were asked for, since one that nobody asked
 * for would be ignored. Not thread-safe.
 */
public final class Node {

  private final NodeProto stored;
  private final String domain;
  private final long opset;
  private final Map<String, AttributeProto> attributes = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();

  /**
   * Creates a node.
   *
   * @param stored as it stands in the model
   * @param opset version of its operators
   */
  Node(NodeProto stored, long opset) {
    this.stored = stored;
    this.domain = domain(stored);
    this.opset = opset;
    stored.getAttributeList().forEach(each -> attributes.put(each.getName(), each));
  }

  /** Returns the domain of a node's operator; the standard one is empty. */
  static String domain(NodeProto stored) {
    return stored.getDomain().equals("ai.onnx") ? "" : stored.getDomain();
  }

  /** Returns the operator with its domain, as in {@code ai.onnx.ml.Scaler}. */
  public String operator() {
    return domain.isEmpty() ? stored.getOpType() : domain + "." + stored.getOpType();
  }

  /** Returns the version of the operator set. */
  public long opset() {
    return opset;
  }

  /** Returns the node for people: its name, or what it makes. */
  public String place() {
    String name = stored.getName();
    if (name.isEmpty() && stored.getOutputCount() > 0) {
      return "node of '" + stored.getOutput(0) + "' (" + operator() + ")";
    }
    return "node '" + name + "' (" + operator() + ")";
  }

  /** Returns the names of the inputs; an empty one is left out. */
  public List<String> inputs() {
    return stored.getInputList();
  }

  /** Returns the names of the outputs; an empty one is not wanted. */
  public List<String> outputs() {
    return stored.getOutputList();
  }

  /** Returns whether there is such an attribute. */
  public boolean has(String name) {
    return attributes.containsKey(name);
  }

  private @Nullable AttributeProto find(String name, AttributeType type) {
    asked.add(name);
    AttributeProto attribute = attributes.get(name);
    if (attribute != null && attribute.getType() != type) {
      throw new Refusal(
          "has attribute " + name + " of type " + attribute.getType() + ", expected " + type);
    }
    return attribute;
  }

  /** Returns an attribute, or what counts without it. */
  public long integer(String name, long otherwise) {
    AttributeProto attribute = find(name, AttributeType.INT);
    return attribute == null ? otherwise : attribute.getI();
  }

  /** Returns whether an attribute is 1; it must be 0 or 1. */
  public boolean flag(String name, long otherwise) {
    long value = integer(name, otherwise);
    if (value != 0 && value != 1) {
      throw new Refusal("has " + name + " " + value + ", expected 0 or 1");
    }
    return value == 1;
  }

  /** Refuses an attribute with another value than the one that is supported. */
  public void only(String name, long supported, long otherwise) {
    long value = integer(name, otherwise);
    if (value != supported) {
      throw new Refusal("has " + name + " " + value + ", expected " + supported);
    }
  }

  /** Returns an attribute, or what counts without it. */
  public float real(String name, float otherwise) {
    AttributeProto attribute = find(name, AttributeType.FLOAT);
    return attribute == null ? otherwise : attribute.getF();
  }

  /** Returns an attribute, or what counts without it. */
  public String text(String name, String otherwise) {
    AttributeProto attribute = find(name, AttributeType.STRING);
    return attribute == null ? otherwise : attribute.getS().toStringUtf8();
  }

  /** Returns an attribute, or what counts without it. */
  public long[] integers(String name, long... otherwise) {
    AttributeProto attribute = find(name, AttributeType.INTS);
    return attribute == null
        ? otherwise
        : attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
  }

  /** Returns an attribute; empty without it. */
  public float[] reals(String name) {
    AttributeProto attribute = find(name, AttributeType.FLOATS);
    float[] reals = new float[attribute == null ? 0 : attribute.getFloatsCount()];
    for (int i = 0; attribute != null && i < reals.length; i++) {
      reals[i] = attribute.getFloats(i);
    }
    return reals;
  }

  /** Returns an attribute; empty without it. */
  public List<String> texts(String name) {
    AttributeProto attribute = find(name, AttributeType.STRINGS);
    List<String> texts = new ArrayList<>();
    if (attribute != null) {
      attribute.getStringsList().forEach(text -> texts.add(text.toStringUtf8()));
    }
    return texts;
  }

  /** Returns an attribute that is a tensor. */
  public Constant tensor(String name) {
    AttributeProto attribute = find(name, AttributeType.TENSOR);
    if (attribute == null) {
      throw new Refusal("lacks attribute " + name);
    }
    return TensorReader.read(attribute.getT());
  }

  /** Marks attributes as known without a meaning for conversion. */
  public void ignore(Collection<String> names) {
    asked.addAll(names);
  }

  /** Refuses attributes that nobody asked for. */
  public void finish() {
    List<String> unknown =
        attributes.keySet().stream().filter(name -> !asked.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new Refusal("has attributes that are not supported: " + String.join(", ", unknown));
    }
  }
}
