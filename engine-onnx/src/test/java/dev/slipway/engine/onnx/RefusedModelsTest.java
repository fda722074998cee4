package dev.slipway.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.EngineException;
import dev.slipway.InvalidPackageException;
import dev.slipway.Shape;
import dev.slipway.UnsupportedModelException;
import dev.slipway.engine.onnx.OnnxGraph.OperatorId;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is wrong with a model is said in terms of the model. */
class RefusedModelsTest {

  private static LoadedModel load(MemoryArtefact artefact) {
    return new OnnxEngineProvider().load(artefact, EngineOptions.defaults());
  }

  @Test
  @DisplayName("a custom operator is unsupported, by its domain, name and node")
  void customOperator() {
    MemoryArtefact model =
        MemoryArtefact.of(
            TinyModel.of(new OperatorId("com.acme", "Frobnicate"))
                .imports("", 16)
                .imports("com.acme", 1)
                .toBytes());
    assertThatThrownBy(() -> load(model))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessage(
            "Cannot load model.onnx: operator com.acme:Frobnicate of node 'the-node' is a custom"
                + " one, expected those of ONNX and ONNX Runtime (custom operators are libraries,"
                + " which no package may bring)");
  }

  @Test
  @DisplayName("a function that the model defines itself is no custom operator")
  void function() {
    OperatorId negate = new OperatorId("com.acme", "Negate");
    MemoryArtefact model =
        MemoryArtefact.of(
            TinyModel.of(negate).imports("", 16).imports("com.acme", 1).function(negate).toBytes());
    try (LoadedModel loaded = load(model);
        Execution execution = loaded.newExecution()) {
      execution.input(0, Shape.of(1, 3)).bytes().putFloat(0, 2.5f);
      execution.run();
      assertThat(execution.output(0).doubleAt(0)).isEqualTo(-2.5);
    }
  }

  @Test
  @DisplayName("an operator that this runtime lacks is unsupported, by its name")
  void unknownOperator() {
    assertThatThrownBy(() -> load(TinyModel.of("Frobnicate").artefact()))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessage(
            "Cannot load model.onnx: operator Frobnicate of opset 16 is not in this ONNX Runtime");
  }

  @Test
  @DisplayName("an opset from the future is unsupported, with the newest one that works")
  void unknownOpset() {
    MemoryArtefact model = MemoryArtefact.of(TinyModel.of("Neg").imports("", 999).toBytes());
    assertThatThrownBy(() -> load(model))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageMatching(
            "Cannot load model.onnx: it uses opset 999 of domain ai.onnx, expected at most \\d+"
                + " \\(export it for an older opset\\)");
  }

  @Test
  @DisplayName("a graph that contradicts itself is an invalid package")
  void contradiction() {
    MemoryArtefact model =
        new TinyModel()
            .input("x", TinyModel.FLOAT, -1, 3)
            .output("y", TinyModel.INT64, -1, 3)
            .node(new OperatorId("", "Neg"), "x", "y")
            .artefact();
    assertThatThrownBy(() -> load(model))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageStartingWith("Cannot load model.onnx: ")
        .hasMessageContaining("the-node");
  }

  @Test
  @DisplayName("an input that declares no dimensions is unsupported, by its name")
  void unshapedInput() {
    MemoryArtefact model =
        new TinyModel()
            .unshapedInput("x", TinyModel.FLOAT)
            .output("y", TinyModel.FLOAT, -1, 3)
            .node(new OperatorId("", "Neg"), "x", "y")
            .artefact();
    assertThatThrownBy(() -> load(model))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessage(
            "Cannot load model.onnx: input 'x' declares no dimensions, expected at least their"
                + " number (export it with shapes)");
  }

  @Test
  @DisplayName("an operator for training is unsupported, by its name")
  void trainingOperator() {
    TinyModel model =
        TinyModel.of(new OperatorId("ai.onnx.preview.training", "Gradient"))
            .imports("ai.onnx.preview.training", 1);
    assertThatThrownBy(() -> load(model.artefact()))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessage(
            "Cannot load model.onnx: operator ai.onnx.preview.training:Gradient is not in this"
                + " ONNX Runtime");
  }

  @Test
  @DisplayName("an optional output is unsupported, a sequence by its name")
  void noTensors() {
    TinyModel optional = TinyModel.of("Neg").node("Optional", "x", "o").untypedOutput("o");
    assertThatThrownBy(() -> load(optional.artefact()))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessage(
            "Cannot load model.onnx: an input or output is optional, expected tensors of numbers,"
                + " booleans or strings");
    TinyModel sequence = TinyModel.of("Neg").node("SequenceConstruct", "x", "s").untypedOutput("s");
    assertThatThrownBy(() -> load(sequence.artefact()))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageStartingWith("Cannot load model.onnx: 's' is ");
  }

  @Test
  @DisplayName("a locale that the host lacks is no fault of the model")
  void locale() {
    TinyModel model =
        new TinyModel()
            .input("x", TinyModel.STRING, 1)
            .output("y", TinyModel.STRING, 1)
            .node(
                "StringNormalizer",
                "x",
                "y",
                Map.of("case_change_action", "UPPER", "locale", "xx_XX"));
    assertThatThrownBy(() -> load(model.artefact()))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Cannot load model.onnx: this host has no locale xx_XX, expected one for the model's"
                + " texts (install it)");
  }

  @Test
  @DisplayName("a file of something else says where it stops being a model")
  void garbage() {
    byte[] page = "<!DOCTYPE html><title>404</title>".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> load(MemoryArtefact.of(page)))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessage(
            "Cannot load model.onnx: it is damaged or no ONNX model: at byte 0 no field begins"
                + " (export it again)");
  }

  @Test
  @DisplayName("messages nested without end are an invalid package, not a stack overflow")
  void nested() {
    ProtoWriter graph = new ProtoWriter();
    for (int depth = 0; depth < 5_000; depth++) {
      ProtoWriter attribute = new ProtoWriter().message(Onnx.ATTRIBUTE_GRAPH, graph);
      ProtoWriter node = new ProtoWriter().message(Onnx.NODE_ATTRIBUTE, attribute);
      graph = new ProtoWriter().message(Onnx.GRAPH_NODE, node);
    }
    byte[] bytes = new ProtoWriter().message(Onnx.MODEL_GRAPH, graph).toByteArray();
    assertThatThrownBy(() -> load(MemoryArtefact.of(bytes)))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("nested more than 100 deep");
  }
}
