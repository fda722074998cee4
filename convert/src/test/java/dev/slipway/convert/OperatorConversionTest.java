package dev.slipway.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.convert.internal.tflite.Operators;
import dev.slipway.testing.OnnxFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("A converted operator answers as in ONNX Runtime, alone and in batches:")
class OperatorConversionTest {

  private static Map<String, OnnxFile> models() {
    Map<String, OnnxFile> models = new LinkedHashMap<>();
    Stream.of(new PointwiseModels(), new LayerModels(), new ConvolutionModels(), new LayoutModels())
        .forEach(
            some ->
                some.models()
                    .forEach((name, model) -> assertThat(models.put(name, model)).isNull()));
    return models;
  }

  @TestFactory
  Stream<DynamicTest> operators() {
    return models().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> BothEngines.of(entry.getValue()).check()));
  }

  @Test
  @DisplayName("each operator that is supported has a test here or among the classical ones")
  void allOperatorsAreTested() {
    TreeSet<String> tested = new TreeSet<>();
    models().keySet().forEach(name -> tested.add(name.split("[ ,]", -1)[0]));
    List<String> missing = new ArrayList<>();
    for (String operator : Operators.limits().keySet()) {
      if (!operator.startsWith("ai.onnx.ml.") && !tested.contains(operator)) {
        missing.add(operator);
      }
    }
    assertThat(missing).isEmpty();
  }
}
