package dev.slipway.testing;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Attributes of TensorFlow's nodes, each with its name. */
public final class GraphValues {

  private GraphValues() {}

  /** Returns an attribute that is a type. */
  public static Map.Entry<String, AttrValue> type(String name, DataType type) {
    return Map.entry(name, AttrValue.newBuilder().setType(type).build());
  }

  /** Returns an attribute that is several types. */
  public static Map.Entry<String, AttrValue> types(String name, DataType... types) {
    AttrValue.ListValue list = AttrValue.ListValue.newBuilder().addAllType(List.of(types)).build();
    return Map.entry(name, AttrValue.newBuilder().setList(list).build());
  }

  /** Returns an attribute that is a shape, with -1 for what is free. */
  public static Map.Entry<String, AttrValue> shape(String name, long... dimensions) {
    return Map.entry(name, AttrValue.newBuilder().setShape(shape(dimensions)).build());
  }

  /** Returns an attribute that is a number. */
  public static Map.Entry<String, AttrValue> integer(String name, long value) {
    return Map.entry(name, AttrValue.newBuilder().setI(value).build());
  }

  /** Returns an attribute that is on. */
  public static Map.Entry<String, AttrValue> on(String name) {
    return Map.entry(name, AttrValue.newBuilder().setB(true).build());
  }

  /** Returns an attribute that is a text. */
  public static Map.Entry<String, AttrValue> text(String name, String value) {
    return Map.entry(name, AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)).build());
  }

  /** Returns an attribute that names a function. */
  public static Map.Entry<String, AttrValue> function(String name, String function) {
    NameAttrList called = NameAttrList.newBuilder().setName(function).build();
    return Map.entry(name, AttrValue.newBuilder().setFunc(called).build());
  }

  /** Returns an attribute that names a function, whose own attributes name another. */
  public static Map.Entry<String, AttrValue> nested(String name, String outer, String inner) {
    NameAttrList called =
        NameAttrList.newBuilder()
            .setName(outer)
            .putAttr("body", function("body", inner).getValue())
            .build();
    AttrValue.ListValue list = AttrValue.ListValue.newBuilder().addFunc(called).build();
    return Map.entry(name, AttrValue.newBuilder().setList(list).build());
  }

  /** Returns an attribute that is a tensor. */
  static Map.Entry<String, AttrValue> tensor(TensorProto tensor) {
    return Map.entry("value", AttrValue.newBuilder().setTensor(tensor).build());
  }

  static TensorProto floats(long[] dimensions, float... values) {
    TensorProto.Builder tensor = tensor(DataType.DT_FLOAT, dimensions);
    for (float value : values) {
      tensor.addFloatVal(value);
    }
    return tensor.build();
  }

  static TensorProto longs(long[] dimensions, long... values) {
    TensorProto.Builder tensor = tensor(DataType.DT_INT64, dimensions);
    for (long value : values) {
      tensor.addInt64Val(value);
    }
    return tensor.build();
  }

  static TensorProto integers(long[] dimensions, int... values) {
    TensorProto.Builder tensor = tensor(DataType.DT_INT32, dimensions);
    for (int value : values) {
      tensor.addIntVal(value);
    }
    return tensor.build();
  }

  static TensorProto texts(long[] dimensions, String... values) {
    TensorProto.Builder tensor = tensor(DataType.DT_STRING, dimensions);
    for (String value : values) {
      tensor.addStringVal(ByteString.copyFrom(value, StandardCharsets.UTF_8));
    }
    return tensor.build();
  }

  private static TensorProto.Builder tensor(DataType type, long... dimensions) {
    return TensorProto.newBuilder().setDtype(type).setTensorShape(shape(dimensions));
  }

  static TensorShapeProto shape(long... dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dimension : dimensions) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
    }
    return shape.build();
  }
}
