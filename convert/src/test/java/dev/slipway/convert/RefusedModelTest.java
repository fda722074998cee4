package dev.slipway.convert;

import static dev.slipway.testing.OnnxFile.FREE;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.slipway.InvalidPackageException;
import dev.slipway.UnsupportedModelException;
import dev.slipway.testing.ModelKinds;
import dev.slipway.testing.OnnxFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A model that cannot be converted is refused:")
class RefusedModelTest {

  private static void convert(byte[] model, Target target) {
    ModelConverter.convert("m", ByteBuffer.wrap(model), target);
  }

  private static void toTflite(OnnxFile model) {
    convert(model.bytes(), Target.TFLITE);
  }

  @Test
  @DisplayName("all operators that are not supported are named at once, with their nodes")
  void operators() {
    assertThatThrownBy(
            () ->
                toTflite(
                    TinyModel.of(FREE, 4)
                        .node("Erf", "x", "a")
                        .node("Relu", "a", "b")
                        .node("Asin", "b", "y")
                        .gives(FREE, 4)))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("Cannot convert m to tflite: 2 problems")
        .hasMessageContaining("node of 'a' (Erf)")
        .hasMessageContaining("node of 'y' (Asin)");
  }

  @Test
  @DisplayName("trees stay with ONNX")
  void trees() {
    assertThatThrownBy(() -> toTflite(ModelKinds.treeRegressor()))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("tree ensemble")
        .hasMessageContaining("stays with ONNX");
    for (Target target : new Target[] {Target.ONNX_FP16, Target.ONNX_INT8}) {
      assertThatThrownBy(() -> convert(ModelKinds.treeRegressor().bytes(), target))
          .isInstanceOf(UnsupportedModelException.class)
          .hasMessageContaining("has no weights");
    }
  }

  @Test
  @DisplayName("attributes that nothing asks for, and values that make no sense")
  void attributes() {
    assertThatThrownBy(
            () ->
                toTflite(
                    TinyModel.of(FREE, 4).with("fast", 1).node("Relu", "x", "y").gives(FREE, 4)))
        .hasMessageContaining("attributes that are not supported: fast");
    assertThatThrownBy(
            () ->
                toTflite(
                    TinyModel.of(FREE, 1, 8, 8)
                        .list("kernel_shape", 2, 1L << 40)
                        .node("MaxPool", "x", "y")
                        .gives(FREE, 1, 7, 7)))
        .hasMessageContaining(
            "kernel_shape [2, 1099511627776], expected 2 numbers from 1 to 65536");
    assertThatThrownBy(
            () ->
                toTflite(
                    TinyModel.of(FREE, 1, 8, 8)
                        .weights("w", 1, 1, 3, 3)
                        .list("strides", 0, 1)
                        .node("Conv", "x w", "y")
                        .gives(FREE, 1, 6, 6)))
        .hasMessageContaining("strides [0, 1]");
  }

  @Test
  @DisplayName("axes beside the first that are free, and any rank")
  void shapes() throws InvalidProtocolBufferException {
    assertThatThrownBy(
            () -> toTflite(TinyModel.of(FREE, FREE).node("Relu", "x", "y").gives(FREE, FREE)))
        .hasMessageContaining("input 'x'")
        .hasMessageContaining("free axis 1");
    ModelProto.Builder model = ModelProto.parseFrom(OnnxFile.logistic().bytes()).toBuilder();
    model.getGraphBuilder().getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().clearShape();
    assertThatThrownBy(() -> convert(model.build().toByteArray(), Target.TFLITE))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("any rank");
  }

  @Test
  @DisplayName("cycles and inputs that nothing gives")
  void cycles() {
    assertThatThrownBy(
            () ->
                toTflite(
                    TinyModel.of(FREE, 4)
                        .node("Add", "x b", "a")
                        .node("Relu", "a", "b")
                        .node("Relu", "b", "y")
                        .gives(FREE, 4)))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("needs its own result");
    assertThatThrownBy(() -> toTflite(TinyModel.of(FREE, 4).node("Add", "x w", "y").gives(FREE, 4)))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("takes 'w', which nothing gives");
  }

  @Test
  @DisplayName("weights in other files, and weights that are too few for their shape")
  void weights() throws InvalidProtocolBufferException {
    ModelProto.Builder outside = ModelProto.parseFrom(OnnxFile.logistic().bytes()).toBuilder();
    outside
        .getGraphBuilder()
        .getInitializerBuilder(0)
        .setDataLocation(TensorProto.DataLocation.EXTERNAL);
    ModelProto.Builder few = ModelProto.parseFrom(OnnxFile.logistic().bytes()).toBuilder();
    few.getGraphBuilder().getInitializerBuilder(0).setDims(0, 5);
    for (Target target : Target.values()) {
      assertThatThrownBy(() -> convert(outside.build().toByteArray(), target))
          .isInstanceOf(UnsupportedModelException.class)
          .hasMessageContaining("lies in another file");
      assertThatThrownBy(() -> convert(few.build().toByteArray(), target))
          .hasMessageContaining("has 8 values, expected 10");
    }
  }

  @Test
  @DisplayName("files that are no models")
  void noModels() {
    for (byte[] bytes :
        new byte[][] {{}, {1, 2, 3}, "format: slipway/1".getBytes(StandardCharsets.UTF_8)}) {
      assertThatThrownBy(() -> convert(bytes, Target.TFLITE))
          .isInstanceOf(InvalidPackageException.class)
          .hasMessageContaining("is no ONNX model");
    }
  }

  @Test
  @DisplayName("types that TFLite does not compute with")
  void types() {
    assertThatThrownBy(
            () ->
                toTflite(
                    new OnnxFile()
                        .input("x", DataType.DOUBLE, FREE, 2)
                        .output("y", DataType.DOUBLE, FREE, 2)
                        .node("Relu", List.of("x"), List.of("y"))))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("input 'x'")
        .hasMessageContaining("FLOAT64");
  }
}
