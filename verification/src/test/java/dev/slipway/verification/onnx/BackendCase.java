package dev.slipway.verification.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ElementType;
import dev.slipway.Signature;
import dev.slipway.SlipwayException;
import dev.slipway.Tensor;
import dev.slipway.convert.ModelConverter;
import dev.slipway.convert.Target;
import dev.slipway.engine.onnx.OnnxEngineProvider;
import dev.slipway.engine.tflite.TfliteEngineProvider;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelFormat;
import dev.slipway.spi.TracedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model of the ONNX project with inputs and the answers to them.
 *
 * @param name the kind of case and its own name, such as {@code node/test_abs}
 * @param folder where its files are
 */
record BackendCase(String name, Path folder) {

  /** Returns all cases below a folder that come with their models, in order. */
  static List<BackendCase> below(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.endsWith("model.onnx"))
          .map(Path::getParent)
          .map(folder -> new BackendCase(root.relativize(folder).toString(), folder))
          .sorted(Comparator.comparing(BackendCase::name))
          .toList();
    }
  }

  /** Returns the first part of the name. */
  String kind() {
    return name.substring(0, name.indexOf('/'));
  }

  /** Runs the model twice in one place, and once with the results of its operators exposed. */
  void check() throws IOException {
    ModelFile file = ModelFile.of(folder.resolve("model.onnx"));
    OnnxEngineProvider engine = new OnnxEngineProvider();
    try (LoadedModel model = engine.load(file, EngineOptions.defaults());
        TracedModel traced = engine.trace(file, EngineOptions.defaults()).orElseThrow()) {
      List<Tensor> inputs = tensors("input", model.signature().inputs());
      List<Tensor> answers = tensors("output", model.signature().outputs());
      checkTwice(model, inputs, answers);
      checkTraced(traced, model.signature().outputNames(), inputs, answers);
    }
  }

  /** Returns whether the model becomes a TFLite model; what does not is an error of ours. */
  boolean isConverted() {
    try {
      convert();
      return true;
    } catch (SlipwayException refused) {
      return false;
    }
  }

  private byte[] convert() {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve("model.onnx"));
      return ModelConverter.convert(name, ByteBuffer.wrap(bytes), Target.TFLITE).bytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Converts the model and runs the result once. */
  void checkConverted() throws IOException {
    ByteBuffer converted = ByteBuffer.wrap(convert()).asReadOnlyBuffer();
    ModelFile file = new ModelFile(Path.of("model.tflite"), converted, ModelFormat.TFLITE);
    try (LoadedModel model = new TfliteEngineProvider().load(file, EngineOptions.defaults());
        Execution execution = model.newExecution()) {
      List<Tensor> inputs = tensors("input", model.signature().inputs());
      List<Tensor> answers = tensors("output", model.signature().outputs());
      give(execution, inputs);
      execution.run();
      for (int i = 0; i < answers.size(); i++) {
        Closeness.check("converted output " + i, execution.output(i), answers.get(i));
      }
    }
  }

  private List<Tensor> tensors(String kind, List<Signature.Field> fields) throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    for (Signature.Field field : fields) {
      tensors.add(TensorFile.read(file(kind, tensors.size()), field.type()));
    }
    assertThat(file(kind, fields.size())).doesNotExist();
    return tensors;
  }

  private Path file(String kind, int place) {
    return folder.resolve("test_data_set_0").resolve(kind + "_" + place + ".pb");
  }

  private static void checkTwice(LoadedModel model, List<Tensor> inputs, List<Tensor> answers) {
    try (Execution execution = model.newExecution()) {
      give(execution, inputs);
      execution.run();
      List<byte[]> bits = new ArrayList<>();
      for (int i = 0; i < answers.size(); i++) {
        Closeness.check("output " + i, execution.output(i), answers.get(i));
        bits.add(Closeness.bits(execution.output(i)));
      }
      execution.run();
      for (int i = 0; i < answers.size(); i++) {
        assertThat(execution.output(i).shape()).isEqualTo(answers.get(i).shape());
        assertThat(Closeness.bits(execution.output(i)))
            .as("output %d of a second run, with outputs in place", i)
            .isEqualTo(bits.get(i));
      }
    }
  }

  private static void checkTraced(
      TracedModel traced, List<String> outputs, List<Tensor> inputs, List<Tensor> answers) {
    try (Execution execution = traced.newExecution()) {
      give(execution, inputs);
      execution.run();
      for (String name : traced.signature().outputNames()) {
        int place = outputs.indexOf(name);
        if (place >= 0) {
          Tensor answer = execution.output(traced.signature().outputNames().indexOf(name));
          Closeness.check("traced output " + place, answer, answers.get(place));
        }
      }
    }
  }

  private static void give(Execution execution, List<Tensor> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      Tensor value = inputs.get(i);
      Tensor input = execution.input(i, value.shape());
      assertThat(input.type()).as("type of input %d", i).isEqualTo(value.type());
      if (value.type() == ElementType.STRING) {
        for (int k = 0; k < value.size(); k++) {
          input.setString(k, value.stringAt(k));
        }
      } else {
        input.bytes().put(0, value.bytes(), 0, value.size() * value.type().byteWidth());
      }
    }
  }
}
