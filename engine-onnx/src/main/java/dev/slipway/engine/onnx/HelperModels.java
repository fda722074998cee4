package dev.slipway.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.slipway.ElementType;

/** Models of one operator, for what the runtime's Java interface cannot do by itself. */
final class HelperModels {

  static final String INPUT = "x";
  static final String SUFFIX = "suffix";
  static final String OUTPUT = "y";

  private static final int IR_VERSION = 9;
  private static final int OPSET = 20;
  private static final int ATTRIBUTE_TYPE_INT = 2;
  private static final int STRING = 8;

  private HelperModels() {}

  /** Returns a model that casts the signed integers of a width to the unsigned ones. */
  static byte[] cast(ElementType unsigned) {
    ProtoWriter to =
        new ProtoWriter()
            .string(Onnx.ATTRIBUTE_NAME, "to")
            .varint(Onnx.ATTRIBUTE_TYPE, ATTRIBUTE_TYPE_INT)
            .varint(Onnx.ATTRIBUTE_INT, code(unsigned));
    ProtoWriter node =
        new ProtoWriter()
            .string(Onnx.NODE_INPUT, INPUT)
            .string(Onnx.NODE_OUTPUT, OUTPUT)
            .string(Onnx.NODE_OPERATOR, "Cast")
            .message(Onnx.NODE_ATTRIBUTE, to);
    ProtoWriter graph =
        new ProtoWriter()
            .message(Onnx.GRAPH_NODE, node)
            .string(Onnx.GRAPH_NAME, "cast")
            .message(Onnx.GRAPH_INPUT, value(INPUT, signedCode(unsigned)))
            .message(Onnx.GRAPH_OUTPUT, value(OUTPUT, code(unsigned)));
    return model(graph);
  }

  /** Returns a model without inputs whose only output are these texts. */
  static byte[] constant(String[] texts, long[] shape) {
    ProtoWriter tensor = new ProtoWriter().string(Onnx.TENSOR_NAME, INPUT);
    for (long dimension : shape) {
      tensor.varint(Onnx.TENSOR_DIMENSION, dimension);
    }
    tensor.varint(Onnx.TENSOR_TYPE, STRING);
    for (String text : texts) {
      tensor.string(Onnx.TENSOR_STRING, text);
    }
    ProtoWriter node =
        new ProtoWriter()
            .string(Onnx.NODE_INPUT, INPUT)
            .string(Onnx.NODE_OUTPUT, OUTPUT)
            .string(Onnx.NODE_OPERATOR, "Identity");
    ProtoWriter graph =
        new ProtoWriter()
            .message(Onnx.GRAPH_NODE, node)
            .string(Onnx.GRAPH_NAME, "constant")
            .message(Onnx.GRAPH_INITIALIZER, tensor)
            .message(Onnx.GRAPH_OUTPUT, value(OUTPUT, STRING));
    return model(graph);
  }

  /** Returns a model that appends one text to each of others. */
  static byte[] append() {
    ProtoWriter node =
        new ProtoWriter()
            .string(Onnx.NODE_INPUT, INPUT)
            .string(Onnx.NODE_INPUT, SUFFIX)
            .string(Onnx.NODE_OUTPUT, OUTPUT)
            .string(Onnx.NODE_OPERATOR, "StringConcat");
    ProtoWriter graph =
        new ProtoWriter()
            .message(Onnx.GRAPH_NODE, node)
            .string(Onnx.GRAPH_NAME, "append")
            .message(Onnx.GRAPH_INPUT, value(INPUT, STRING))
            .message(Onnx.GRAPH_INPUT, value(SUFFIX, STRING))
            .message(Onnx.GRAPH_OUTPUT, value(OUTPUT, STRING));
    return model(graph);
  }

  /** Opens a session of such a model. */
  static OrtSession open(OrtEnvironment environment, byte[] model) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return environment.createSession(model, options);
    }
  }

  private static byte[] model(ProtoWriter graph) {
    return new ProtoWriter()
        .varint(Onnx.MODEL_IR_VERSION, IR_VERSION)
        .message(Onnx.MODEL_GRAPH, graph)
        .message(Onnx.MODEL_OPSET, new ProtoWriter().varint(Onnx.OPSET_VERSION, OPSET))
        .toByteArray();
  }

  private static ProtoWriter value(String name, int elementType) {
    ProtoWriter tensor = new ProtoWriter().varint(Onnx.TENSOR_TYPE_ELEMENT, elementType);
    return new ProtoWriter()
        .string(Onnx.VALUE_NAME, name)
        .message(Onnx.VALUE_TYPE, new ProtoWriter().message(Onnx.TYPE_TENSOR, tensor));
  }

  private static int code(ElementType unsigned) {
    return switch (unsigned) {
      case UINT16 -> 4;
      case UINT32 -> 12;
      case UINT64 -> 13;
      default -> throw new IllegalArgumentException(unsigned + " needs no cast");
    };
  }

  private static int signedCode(ElementType unsigned) {
    return switch (unsigned) {
      case UINT16 -> 5;
      case UINT32 -> 6;
      case UINT64 -> 7;
      default -> throw new IllegalArgumentException(unsigned + " needs no cast");
    };
  }
}
