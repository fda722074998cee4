package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidPackageException;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.core.fixtures.OnnxModels;
import dev.slipway.spi.ModelFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code MLmodel} may not say. */
class MlmodelMistakesTest {

  private static final String ONNX = "flavors:\n  onnx:\n    data: model.onnx\n";

  @TempDir Path folder;

  @BeforeEach
  void makeModel() throws IOException {
    Fixtures.write(folder, "model.onnx", OnnxModels.linear());
  }

  private Path mlmodel(String text) throws IOException {
    Fixtures.write(folder, "MLmodel", text);
    return folder;
  }

  private void invalid(String text, String problem) throws IOException {
    mlmodel(text);
    assertThatThrownBy(() -> ModelPackage.read(folder))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessage("Cannot read " + folder + ": " + problem);
  }

  private void unsupported(String text, String problem) throws IOException {
    mlmodel(text);
    assertThatThrownBy(() -> ModelPackage.read(folder))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessage("Cannot read " + folder + ": " + problem);
  }

  @Test
  @DisplayName("only a scikit-learn flavour")
  void sklearn() throws IOException {
    unsupported(
        "flavors:\n  python_function: {loader_module: mlflow.sklearn}\n  sklearn: {code: null}\n",
        "its MLflow flavours are sklearn, expected onnx, tflite or tensorflow (log the model with"
            + " mlflow.onnx.log_model; scikit-learn models are converted by skl2onnx)");
  }

  @Test
  @DisplayName("only Python")
  void python() throws IOException {
    unsupported(
        "flavors:\n  python_function: {loader_module: x}\n",
        "its MLflow flavours are python_function only, expected onnx, tflite or tensorflow (log the"
            + " model with mlflow.onnx.log_model; scikit-learn models are converted by skl2onnx)");
  }

  @Test
  @DisplayName("a tflite flavour is read; whether an engine runs it is another question")
  void tflite() throws IOException {
    Fixtures.write(folder, "model.tflite", "0000TFL3");
    mlmodel("flavors:\n  tflite: {data: model.tflite}\n");
    try (ModelPackage model = ModelPackage.read(folder)) {
      assertThat(model.artefact().format()).isEqualTo(ModelFormat.TFLITE);
    }
  }

  @Test
  @DisplayName("a tensorflow flavour is read with its folder")
  void tensorflow() throws IOException {
    Fixtures.write(folder, "tfmodel/saved_model.pb", "graph");
    Fixtures.write(folder, "tfmodel/variables/variables.index", "v");
    mlmodel("flavors:\n  tensorflow: {saved_model_dir: tfmodel}\n");
    try (ModelPackage model = ModelPackage.read(folder)) {
      assertThat(model.artefact().format()).isEqualTo(ModelFormat.SAVED_MODEL);
      assertThat(model.artefact().path()).isEqualTo("tfmodel/saved_model.pb");
      assertThat(model.artefact().files())
          .containsExactly("tfmodel/saved_model.pb", "tfmodel/variables/variables.index");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "x: 1 | MLmodel:1:1: key 'flavors' is missing, expected the model's flavours",
        "flavors: [onnx] | MLmodel:1:10: flavors is a list, expected a mapping of keys",
        "flavors: {onnx: {onnx_version: 1}} | MLmodel:1:17: key 'flavors.onnx.data' is missing,"
            + " expected the path of the model",
        "flavors: {onnx: {data: /etc/passwd}} | MLmodel:1:24: flavors.onnx.data is '/etc/passwd',"
            + " which is absolute, expected a path inside the package",
        "flavors: {onnx: {data: ../x.onnx}} | MLmodel:1:24: flavors.onnx.data is '../x.onnx', which"
            + " has a segment '..', expected a path inside the package",
        "flavors: {onnx: {data: x.onnx}} | MLmodel: names the model x.onnx, which is not in the"
            + " package",
        "just text | MLmodel: is 'just text', expected keys with values"
      })
  @DisplayName("a manifest that names no model")
  void noModel(String text, String problem) throws IOException {
    invalid(text, problem);
  }

  @Test
  @DisplayName("an empty manifest")
  void empty() throws IOException {
    invalid("", "MLmodel: is empty, expected keys with values");
  }

  @Test
  @DisplayName("a manifest that is not text")
  void notText() throws IOException {
    Fixtures.write(folder, "MLmodel", new byte[] {(byte) 0xC3, 0x28});
    assertThatThrownBy(() -> ModelPackage.read(folder))
        .hasMessage("Cannot read " + folder + ": MLmodel: is not UTF-8 text");
  }

  @Test
  @DisplayName("a manifest that is not YAML")
  void notYaml() throws IOException {
    mlmodel("flavors: {onnx: [\n");
    assertThatThrownBy(() -> ModelPackage.read(folder))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageStartingWith("Cannot read " + folder + ": MLmodel:2:1: is not YAML: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"type\":\"double\" | MLmodel:5:11: signature.inputs cannot be read: line 1, column 18:"
            + " it ends too early",
        "{} | MLmodel:5:11: signature.inputs cannot be read: is no JSON list of fields",
        "[1] | MLmodel:5:11: signature.inputs cannot be read: it has 1, expected a JSON object",
        "[{\"name\":\"a\"}] | MLmodel:5:11: signature.inputs cannot be read: 'a' has the type null,"
            + " expected a text",
        "[{\"type\":\"tensor\"}] | MLmodel:5:11: signature.inputs cannot be read: field 0 is a tensor"
            + " without dtype and shape",
        "[{\"type\":\"tensor\",\"tensor-spec\":{\"dtype\":\"bool\",\"shape\":[-2]}}] | MLmodel:5:11:"
            + " signature.inputs cannot be read: field 0 has the dimension -2, expected -1 or at"
            + " least 0",
        "[{\"type\":\"long\",\"name\":\"a\"},{\"type\":\"long\"}] | MLmodel:5:11: signature.inputs names"
            + " some fields and not others, expected all or none",
        "[{\"type\":\"long\",\"required\":false}] | MLmodel:5:11: signature.inputs cannot be read:"
            + " field 0 is optional without a name",
        "[{\"type\":\"long\",\"name\":\"a\"},{\"type\":\"long\",\"name\":\"a\"}] | MLmodel:5:3: signature"
            + " has the input 'a' twice, expected distinct names",
        "[{\"type\":\"long\",\"name\":\"a\"},{\"type\":\"tensor\",\"tensor-spec\":{\"dtype\":\"bool\","
            + "\"shape\":[-1]},\"name\":\"b\"}] | MLmodel:5:3: signature has columns and tensors among"
            + " its inputs, expected one kind"
      })
  @DisplayName("a signature that is damaged")
  void damagedSignature(String inputs, String problem) throws IOException {
    mlmodel(ONNX + "signature:\n  inputs: '" + inputs + "'\n");
    assertThatThrownBy(() -> ModelPackage.read(folder))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageStartingWith("Cannot read " + folder + ": " + problem);
  }

  @Test
  @DisplayName("a signature with types that tables do not have names each")
  void unsupportedTypes() throws IOException {
    unsupported(
        ONNX
            + "signature:\n"
            + "  inputs: '[{\"type\":\"object\",\"properties\":{},\"name\":\"o\"},"
            + "{\"type\":\"map\",\"values\":{\"type\":\"long\"},\"name\":\"m\"},"
            + "{\"type\":\"any\",\"name\":\"x\"},"
            + "{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"long\"}},"
            + "\"name\":\"aa\"}]'\n"
            + "  outputs: '[{\"type\":\"tensor\",\"tensor-spec\":{\"dtype\":\"complex64\","
            + "\"shape\":[-1]}}]'\n"
            + "  params: '[{\"name\":\"p\",\"type\":\"object\",\"properties\":{},\"default\":{}}]'\n",
        "input 'o' is of type object; input 'm' is of type map; input 'x' is of type any; input 'aa'"
            + " is of type array of arrays; output '0' is of type tensor of complex64; param 'p' is"
            + " of type object (use columns of single values, lists of them, or tensors)");
  }

  @Test
  @DisplayName("a param whose default does not fit")
  void paramDefault() throws IOException {
    invalid(
        ONNX
            + "signature:\n"
            + "  params: '[{\"name\":\"p\",\"dtype\":\"long\",\"default\":\"five\",\"shape\":null}]'\n",
        "MLmodel:5:11: signature.params cannot be read: param 'p': default is 'five', expected a value"
            + " of type int64");
  }

  @Test
  @DisplayName("two signatures")
  void twoSignatures() throws IOException {
    Fixtures.write(
        folder,
        "slipway.yaml",
        "format: slipway/1\nsignature: {inputs: [{name: a, type: float32}]}\n");
    invalid(
        ONNX + "signature:\n  inputs: '[{\"type\":\"long\",\"name\":\"a\"}]'\n",
        "slipway.yaml: states a signature and MLmodel states one too, expected one (leave it out)");
  }

  @Test
  @DisplayName("two models")
  void twoModels() throws IOException {
    Fixtures.write(folder, "slipway.yaml", "format: slipway/1\nmodel: model.onnx\n");
    invalid(ONNX, "slipway.yaml: names a model beside MLmodel, which names one (leave it out)");
  }

  @Test
  @DisplayName("a signature in slipway.yaml fills in where MLflow logged none")
  void signatureBeside() throws IOException {
    Fixtures.write(
        folder,
        "slipway.yaml",
        "format: slipway/1\nname: x\nsignature: {inputs: [{name: a, type: float32}]}\n");
    try (ModelPackage model = ModelPackage.read(mlmodel(ONNX))) {
      assertThat(model.version().name()).isEqualTo("x");
      assertThat(model.signature().orElseThrow().inputs()).hasToString("[a: float32]");
      assertThat(model.signature().orElseThrow().outputs()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: sparse_matrix_csr, artifact_path: e.json} | e.json: is a sparse matrix, expected rows",
        "{type: dataframe, artifact_path: gone.json} | gone.json: is not in the package",
        "{type: json_object, artifact_path: e.json} | is not JSON: line 1, column 2: unexpected"
            + " 'b'"
      })
  @DisplayName("an example that cannot be read is left out with the reason")
  void badExample(String info, String problem) throws IOException {
    Fixtures.write(folder, "e.json", "{broken".getBytes(StandardCharsets.UTF_8));
    try (ModelPackage model =
        ModelPackage.read(mlmodel(ONNX + "saved_input_example_info: " + info + "\n"))) {
      InputExample example = model.example(java.util.List.of());
      assertThat(example.rows()).isEmpty();
      assertThat(example.problems()).singleElement().hasToString(problem);
    }
  }
}
