package dev.slipway.convert;

import dev.slipway.convert.internal.onnx.Findings;
import dev.slipway.convert.internal.onnx.GraphReader;
import dev.slipway.convert.internal.onnx.OnnxGraph;
import dev.slipway.convert.internal.onnx.Refusal;
import dev.slipway.convert.internal.tflite.TfliteConversion;
import dev.slipway.convert.internal.weights.ByteWeights;
import dev.slipway.convert.internal.weights.HalfWeights;
import java.nio.ByteBuffer;
import java.util.Map;

/** Converts ONNX models, each by itself: no package is needed, and nothing is measured. */
public final class ModelConverter {

  private ModelConverter() {}

  /**
   * Converts a model. No native code runs, and no file is read or written.
   *
   * @param name what the model is called in messages
   * @param onnx the file, from its position to its limit; neither changes
   * @param target what it becomes
   * @return the result
   * @throws dev.slipway.InvalidPackageException if the model is damaged, with everything that is
   *     wrong
   * @throws dev.slipway.UnsupportedModelException if operators, attributes or types of it are not
   *     supported; all are named, with their nodes
   */
  public static ConvertedModel convert(String name, ByteBuffer onnx, Target target) {
    Findings findings = new Findings("Cannot convert " + name + " to " + target.id());
    OnnxGraph graph = GraphReader.read(onnx.duplicate(), findings);
    try {
      return switch (target) {
        case TFLITE -> tflite(graph, findings);
        case ONNX_FP16 -> new ConvertedModel(HalfWeights.of(graph, findings), Map.of());
        case ONNX_INT8 -> new ConvertedModel(ByteWeights.of(graph, findings), Map.of());
      };
    } catch (Refusal constant) {
      findings.damaged("constant", constant.reason());
      findings.throwIfAny();
      throw constant;
    }
  }

  private static ConvertedModel tflite(OnnxGraph graph, Findings findings) {
    TfliteConversion.Result result = TfliteConversion.of(graph, findings);
    return new ConvertedModel(result.bytes(), result.labels());
  }
}
