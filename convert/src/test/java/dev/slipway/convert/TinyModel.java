package dev.slipway.convert;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.testing.OnnxFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** An ONNX model of one node (or a few) with inputs x, a, b … and the output y. */
final class TinyModel {

  private final OnnxFile file = new OnnxFile();
  private final SplittableRandom random = new SplittableRandom(42);
  private final List<AttributeProto> attributes = new ArrayList<>();

  static TinyModel of(long... shape) {
    TinyModel model = new TinyModel();
    model.file.input("x", DataType.FLOAT, shape);
    return model;
  }

  static TinyModel integers(long... shape) {
    TinyModel model = new TinyModel();
    model.file.input("x", DataType.INT64, shape);
    return model;
  }

  TinyModel opset(long version) {
    file.opset(version);
    return this;
  }

  TinyModel input(String name, DataType type, long... shape) {
    file.input(name, type, shape);
    return this;
  }

  /** Adds a constant of random floats between -1 and 1. */
  TinyModel weights(String name, long... shape) {
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return floats(name, shape, values);
  }

  TinyModel floats(String name, long[] shape, float... values) {
    file.floats(name, Arrays.stream(shape).boxed().toList(), values);
    return this;
  }

  TinyModel longs(String name, long... values) {
    file.longs(name, List.of((long) values.length), values);
    return this;
  }

  TinyModel scalar(String name, float value) {
    file.floats(name, List.of(), value);
    return this;
  }

  TinyModel with(String name, long value) {
    attributes.add(OnnxFile.attribute(name, value));
    return this;
  }

  TinyModel with(String name, float value) {
    attributes.add(OnnxFile.attribute(name, value));
    return this;
  }

  TinyModel with(String name, String value) {
    attributes.add(OnnxFile.attribute(name, value));
    return this;
  }

  TinyModel list(String name, long... values) {
    attributes.add(OnnxFile.longs(name, Arrays.stream(values).boxed().toList()));
    return this;
  }

  TinyModel reals(String name, float... values) {
    attributes.add(OnnxFile.floats(name, values));
    return this;
  }

  TinyModel texts(String name, String... values) {
    attributes.add(OnnxFile.strings(name, List.of(values)));
    return this;
  }

  /** Adds a node; names are separated by blanks, {@code -} is one that is left out. */
  TinyModel node(String operator, String inputs, String outputs) {
    file.node(operator, names(inputs), names(outputs), List.copyOf(attributes));
    attributes.clear();
    return this;
  }

  TinyModel classical(String operator, String inputs, String outputs) {
    file.classicalNode(operator, names(inputs), names(outputs), List.copyOf(attributes));
    attributes.clear();
    return this;
  }

  private static List<String> names(String names) {
    return Arrays.stream(names.split(" ")).map(name -> name.equals("-") ? "" : name).toList();
  }

  TinyModel output(String name, DataType type, long... shape) {
    file.output(name, type, shape);
    return this;
  }

  /** Ends with the output y of floats; its shape is for ONNX Runtime to find. */
  OnnxFile gives(long... shape) {
    return file.output("y", DataType.FLOAT, shape);
  }

  OnnxFile file() {
    return file;
  }
}
