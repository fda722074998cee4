package dev.slipway.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.EngineException;
import dev.slipway.InvalidPackageException;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.UnsupportedModelException;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.testing.Checkpoint;
import dev.slipway.testing.GraphValues;
import dev.slipway.testing.SavedModelFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** What a SavedModel offers to callers, and when it is refused. */
@DisplayName("A SavedModel")
class SignaturesTest {

  private static final EngineOptions ALLOWED = TensorflowEngineContractTest.ALLOWED;
  private static final String LONG = "a text that is longer than its place ".repeat(3) + "é😀";

  @TempDir private Path folder;

  private static SavedModelFile twoSignatures() {
    SavedModelFile file = new SavedModelFile();
    file.input("x", DataType.DT_FLOAT, -1)
        .output("y", DataType.DT_FLOAT, -1)
        .input("square", "number", SavedModelFile.info("x:0", DataType.DT_FLOAT, -1))
        .output("square", "squared", SavedModelFile.info("squared", DataType.DT_FLOAT, -1))
        .floatNode("Neg", "y", "x")
        .floatNode("Square", "squared", "x");
    return file;
  }

  private static double answer(Path model, EngineOptions options) {
    try (LoadedModel loaded = FolderArtefact.load(model, options);
        Execution execution = loaded.newExecution()) {
      execution.input(0, Shape.of(1)).setDouble(0, 3);
      execution.run();
      return execution.output(0).doubleAt(0);
    }
  }

  @Test
  @DisplayName("is called by its serving_default, or by the signature that a setting names")
  void chosen() {
    Path model = twoSignatures().write(folder);
    assertThat(answer(model, ALLOWED)).isEqualTo(-3);
    assertThat(answer(model, ALLOWED.with(Settings.SIGNATURE, "square"))).isEqualTo(9);
    try (LoadedModel loaded =
        FolderArtefact.load(model, ALLOWED.with(Settings.SIGNATURE, "square"))) {
      assertThat(loaded.signature().inputs().get(0).name()).isEqualTo("number");
      assertThat(loaded.signature().outputs().get(0).name()).isEqualTo("squared");
    }
  }

  @Test
  @DisplayName("tells its signatures, and the nearest, when it has none of that name")
  void unknownSignature() {
    Path model = twoSignatures().write(folder);
    assertThatThrownBy(() -> answer(model, ALLOWED.with(Settings.SIGNATURE, "sqare")))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Cannot load saved_model.pb: there is no signature 'sqare', expected one of"
                + " serving_default, square (did you mean 'square'?)");
  }

  @Test
  @DisplayName("is refused unless the caller allows it")
  void notAllowed() {
    Path model = twoSignatures().write(folder);
    for (EngineOptions options :
        List.of(EngineOptions.defaults(), EngineOptions.defaults().with(Settings.ALLOW, "false"))) {
      assertThatThrownBy(() -> FolderArtefact.load(model, options))
          .isInstanceOf(UnsupportedModelException.class)
          .hasMessage(
              "Cannot load saved_model.pb: it is a SavedModel, whose graph can read and write files,"
                  + " expected leave to load one (if you trust it: setting 'allow-savedmodel',"
                  + " --allow-savedmodel)");
    }
    assertThatThrownBy(() -> FolderArtefact.load(model, ALLOWED.with(Settings.ALLOW, "yes")))
        .hasMessageContaining("setting 'allow-savedmodel' is 'yes', expected true or false");
  }

  @Test
  @DisplayName("is refused with every tensor that callers cannot be given")
  void types() {
    SavedModelFile file = new SavedModelFile();
    file.input("x", DataType.DT_COMPLEX64, -1)
        .output("y", DataType.DT_RESOURCE)
        .output(
            SavedModelFile.SERVING,
            "z",
            TensorInfo.newBuilder()
                .setName("z:0")
                .setDtype(DataType.DT_FLOAT)
                .setTensorShape(TensorShapeProto.newBuilder().setUnknownRank(true))
                .build());
    Path model = file.write(folder);
    assertThatThrownBy(() -> FolderArtefact.load(model))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessage(
            "Cannot load saved_model.pb: signature 'serving_default': input 'x' is complex64;"
                + " output 'y' is a resource; output 'z' has an unknown number of dimensions");
  }

  @Test
  @DisplayName("is refused when its signature is not its graph's")
  void signatureOfAnotherGraph() {
    SavedModelFile file = new SavedModelFile();
    file.input("x", DataType.DT_FLOAT, -1)
        .output("y", DataType.DT_INT32, -1)
        .floatNode("Neg", "y", "x");
    Path wrongType = file.write(folder.resolve("type"));
    assertThatThrownBy(() -> FolderArtefact.load(wrongType))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("says that the output 'y:0' is INT32, in its graph it is FLOAT32");
    SavedModelFile other = new SavedModelFile();
    other.input("x", DataType.DT_FLOAT, -1).output("absent", DataType.DT_FLOAT, -1);
    Path wrongName = other.write(folder.resolve("name"));
    assertThatThrownBy(() -> FolderArtefact.load(wrongName))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("has the output 'absent:0', which its graph does not have");
  }

  @Test
  @DisplayName("is refused when TensorFlow would load another file than the one that is checked")
  void otherMainFile() throws IOException {
    for (String other : List.of("saved_model.cpb", "saved_model.pbtxt")) {
      Path model = SavedModelFile.logistic().write(folder.resolve(other + "-model"));
      Files.write(model.resolve(other), new byte[1]);
      assertThatThrownBy(() -> FolderArtefact.load(model))
          .isInstanceOf(InvalidPackageException.class)
          .hasMessageContaining("beside it is " + other);
    }
  }

  @Test
  @DisplayName("is refused when its assets are not in its folder")
  void assetsOutside() {
    SavedModelFile file = SavedModelFile.logistic().asset("b", "../../secret");
    Path model = file.write(folder);
    assertThatThrownBy(() -> FolderArtefact.load(model))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("it names the asset '../../secret', expected a file in its assets");
  }

  @Test
  @DisplayName("with variables in functions, as TensorFlow 2 writes it, answers from them")
  void variables() throws IOException {
    SavedModelFile file = new SavedModelFile();
    file.input("x", DataType.DT_FLOAT, -1).output("y", DataType.DT_FLOAT, -1);
    file.node(
            "VarHandleOp",
            "variable",
            "",
            GraphValues.type("dtype", DataType.DT_FLOAT),
            GraphValues.shape("shape"),
            GraphValues.text("shared_name", "factor"))
        .node("ReadVariableOp", "factor", "variable", GraphValues.type("dtype", DataType.DT_FLOAT))
        .floatNode("Mul", "y", "x factor")
        .node(
            "Placeholder",
            "place",
            "",
            GraphValues.type("dtype", DataType.DT_STRING),
            GraphValues.shape("shape"))
        .node(
            "StatefulPartitionedCall",
            "restoring",
            "place variable",
            GraphValues.function("f", "restore"),
            GraphValues.types("Tin", DataType.DT_STRING, DataType.DT_RESOURCE),
            GraphValues.types("Tout", DataType.DT_STRING));
    file.function("restore")
        .argument("prefix", DataType.DT_STRING)
        .argument("variable", DataType.DT_RESOURCE)
        .result("done", DataType.DT_STRING, "identity:output:0")
        .texts("names", new long[] {1}, "factor")
        .texts("slices", new long[] {1}, "")
        .node(
            "RestoreV2",
            "values",
            "prefix names:output:0 slices:output:0",
            GraphValues.types("dtypes", DataType.DT_FLOAT))
        .node(
            "AssignVariableOp",
            "assign",
            "variable values:tensors:0",
            GraphValues.type("dtype", DataType.DT_FLOAT))
        .node("Identity", "identity", "prefix ^assign", DataType.DT_STRING);
    Path model = file.saver("place", "restoring").write(folder);
    Files.createDirectories(model.resolve("variables"));
    Checkpoint values = new Checkpoint().floats("factor", new long[0], 2.5f);
    Files.write(model.resolve(Checkpoint.INDEX), values.index());
    Files.write(model.resolve(Checkpoint.DATA), values.data());
    assertThat(answer(model, ALLOWED)).isEqualTo(7.5);
    byte[] data = values.data();
    data[0] ^= 1;
    Files.write(model.resolve(Checkpoint.DATA), data);
    assertThatThrownBy(() -> answer(model, ALLOWED)).isInstanceOf(InvalidPackageException.class);
  }

  @Test
  @DisplayName("has as many threads as it is given, and takes them with it when it is closed")
  void threads() {
    Path model = twoSignatures().write(folder);
    FolderArtefact.load(model).close();
    LoadedModel loaded = FolderArtefact.load(model, ALLOWED.withIntraOpThreads(12));
    int open = nativeThreads();
    loaded.close();
    assertThat(open - nativeThreads()).isBetween(11, 13);
  }

  private static int nativeThreads() {
    String[] tasks = new File("/proc/self/task").list();
    return tasks == null ? 0 : tasks.length;
  }

  @Test
  @DisplayName("takes and gives long texts, again and again")
  void longTexts() {
    SavedModelFile file = new SavedModelFile();
    file.input("x", DataType.DT_STRING, -1)
        .output("y", DataType.DT_STRING, -1)
        .output("z", DataType.DT_STRING, -1)
        .node("Identity", "y", "x", DataType.DT_STRING)
        .node("StringJoin", "z", "x x", GraphValues.integer("N", 2));
    Path model = file.write(folder);
    try (LoadedModel loaded = FolderArtefact.load(model);
        Execution execution = loaded.newExecution()) {
      for (int round = 0; round < 1_000; round++) {
        Tensor input = execution.input(0, Shape.of(3));
        input.setString(0, LONG);
        input.setString(1, "");
        input.setString(2, "with\0zero" + round);
        execution.run();
        assertThat(execution.output(0).stringAt(0)).isEqualTo(LONG);
        assertThat(execution.output(1).stringAt(0)).isEqualTo(LONG + LONG);
        assertThat(execution.output(1).stringAt(1)).isEmpty();
        assertThat(execution.output(0).stringAt(2)).isEqualTo("with\0zero" + round);
      }
    }
  }
}
