package dev.slipway.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.UnsupportedModelException;
import dev.slipway.engine.tensorflow.Operators.Reach;
import dev.slipway.testing.GraphValues;
import dev.slipway.testing.SavedModelFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.OpList;

/** Operators that reach out of a model, wherever they hide in it. */
@DisplayName("An operator that does more than compute")
class OperatorsTest {

  @TempDir private Path folder;

  /** Each of the operators for files, other machines and foreign code. */
  static List<String> outward() {
    return Operators.names().stream()
        .filter(name -> Operators.find(name).orElseThrow().reach() == Reach.FILE)
        .toList();
  }

  private static SavedModelFile model() {
    SavedModelFile file = new SavedModelFile();
    file.input("x", DataType.DT_FLOAT, -1).output("y", DataType.DT_FLOAT, -1);
    return file;
  }

  private List<String> problems(SavedModelFile file) throws MalformedModelException {
    ModelGraph graph = SavedModelReader.read(ByteBuffer.wrap(file.bytes())).get(0);
    EntryPoint entry = EntryPoint.of("model", graph, null);
    return new OperatorCheck(graph, Set.of()).problems(entry.tensors());
  }

  @Test
  @DisplayName("is in the table, as is every other operator of the library")
  void everyOperatorIsKnown() throws Exception {
    TensorflowEngineProvider.version();
    TF_Buffer list = tensorflow.TF_GetAllOpList();
    byte[] bytes = new byte[(int) list.length()];
    new BytePointer(list.data()).get(bytes);
    tensorflow.TF_DeleteBuffer(list);
    Map<String, Boolean> effects = new TreeMap<>();
    for (OpDef operator : OpList.parseFrom(bytes).getOpList()) {
      effects.put(operator.getName(), operator.getIsStateful());
    }
    assertThat(new TreeSet<>(Operators.names())).isEqualTo(effects.keySet());
    effects.forEach(
        (name, stateful) -> {
          Operators.Known known = Operators.find(name).orElseThrow();
          assertThat(known.reach() != Reach.NONE && known.pure())
              .as(name)
              .isEqualTo(known.reach() != Reach.NONE && !stateful);
        });
  }

  @Test
  @DisplayName("is one of about a hundred for files alone")
  void corpus() {
    assertThat(outward()).hasSizeGreaterThan(80).contains("ReadFile", "WriteFile", "SaveV2");
  }

  @ParameterizedTest
  @MethodSource("outward")
  @DisplayName("is found before an output, in a function, and in functions that attributes nest")
  void isFound(String operator) throws MalformedModelException {
    for (SavedModelFile file :
        List.of(beforeOutput(operator), inFunction(operator), nested(operator), inInit(operator))) {
      assertThat(problems(file))
          .anyMatch(
              problem ->
                  problem.startsWith("node 'hidden'")
                      && problem.endsWith(
                          "is the operator " + operator + ", which reads or writes files"));
    }
  }

  private static SavedModelFile beforeOutput(String operator) {
    SavedModelFile file = model();
    file.node(operator, "hidden", "")
        .floatNode("Identity", "step", "x ^hidden")
        .floatNode("Neg", "y", "step");
    return file;
  }

  private static SavedModelFile inFunction(String operator) {
    SavedModelFile file = model();
    file.function("f")
        .argument("a", DataType.DT_FLOAT)
        .result("r", DataType.DT_FLOAT, "a")
        .node(operator, "hidden", "");
    file.node("PartitionedCall", "y", "x", GraphValues.function("f", "f"));
    return file;
  }

  private static SavedModelFile nested(String operator) {
    SavedModelFile file = model();
    file.function("inner").node(operator, "hidden", "");
    file.function("outer").node("NoOp", "nothing", "");
    file.node("Case", "y", "x", GraphValues.nested("branches", "outer", "inner"));
    return file;
  }

  private static SavedModelFile inInit(String operator) {
    SavedModelFile file = model();
    file.floatNode("Neg", "y", "x").node(operator, "hidden", "").node("NoOp", "start", "^hidden");
    return file.init("start");
  }

  @Test
  @DisplayName("is found in a function that the runtime may take for a called one")
  void implementations() throws MalformedModelException {
    SavedModelFile file = model();
    file.function("called").implementing("layer").node("NoOp", "nothing", "");
    file.function("other").implementing("layer").node("WriteFile", "hidden", "");
    file.node("PartitionedCall", "y", "x", GraphValues.function("f", "called"));
    assertThat(problems(file))
        .containsExactly(
            "node 'hidden' of function 'other' is the operator WriteFile,"
                + " which reads or writes files");
  }

  @Test
  @DisplayName("is found where nothing needs it, if the library may run it to find shapes")
  void unneeded() throws MalformedModelException {
    SavedModelFile file = model();
    file.floatNode("Neg", "y", "x").node("ReadFile", "idle", "").node("WriteFile", "save", "");
    assertThat(problems(file))
        .containsExactly("node 'idle' is the operator ReadFile, which reads or writes files");
  }

  @Test
  @DisplayName("is no reason to refuse a model if it stands before what is fed")
  void beforeInputs() throws MalformedModelException {
    SavedModelFile file = new SavedModelFile();
    file.input(SavedModelFile.SERVING, "x", SavedModelFile.info("decoded:0", DataType.DT_FLOAT, -1))
        .output("y", DataType.DT_FLOAT, -1)
        .node("TFRecordReaderV2", "reader", "")
        .floatNode("Identity", "decoded", "reader")
        .floatNode("Neg", "y", "decoded");
    assertThat(problems(file)).isEmpty();
  }

  @Test
  @DisplayName("is no reason to refuse a model if it wrote or reads the model's own variables")
  void saver() throws MalformedModelException {
    assertThat(problems(withSaver("place"))).isEmpty();
  }

  @Test
  @DisplayName("is one that reads variables from another place")
  void variablesFromElsewhere() throws MalformedModelException {
    assertThat(problems(withSaver("elsewhere")))
        .containsExactly(
            "node 'values' of function 'restore' is the operator RestoreV2,"
                + " which reads or writes files");
  }

  /** As TensorFlow 2 writes it: functions that save and restore, called by nodes. */
  private static SavedModelFile withSaver(String from) {
    SavedModelFile file = model();
    file.function("save")
        .argument("prefix", DataType.DT_STRING)
        .node("ShardedFilename", "shard", "prefix")
        .node("SaveV2", "write", "shard:filename:0")
        .node("MergeV2Checkpoints", "merge", "prefix ^write");
    file.function("restore")
        .argument("prefix", DataType.DT_STRING)
        .argument("other", DataType.DT_STRING)
        .node("RestoreV2", "values", from.equals("place") ? "prefix" : "other");
    file.node("Placeholder", "place", "", GraphValues.type("dtype", DataType.DT_STRING))
        .texts("elsewhere", new long[0], "/etc/checkpoint")
        .node("StatefulPartitionedCall", "saving", "place", GraphValues.function("f", "save"))
        .node(
            "StatefulPartitionedCall",
            "restoring",
            "place elsewhere",
            GraphValues.function("f", "restore"))
        .floatNode("Neg", "y", "x");
    return file.saver("place", "restoring");
  }

  @Test
  @DisplayName("is refused at load with all that there are, and can be allowed by name")
  void atLoad() {
    SavedModelFile file = model();
    file.texts("name", new long[0], folder.resolve("absent").toString())
        .texts("text", new long[0], "written")
        .node("WriteFile", "write", "name text")
        .node("PrintV2", "print", "text")
        .floatNode("Identity", "step", "x ^write ^print")
        .floatNode("Neg", "y", "step");
    Path model = file.write(folder.resolve("model"));
    assertThatThrownBy(() -> FolderArtefact.load(model))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessage(
            "Cannot load saved_model.pb: node 'write' is the operator WriteFile, which reads or writes"
                + " files; node 'print' is the operator PrintV2, which reads or writes files,"
                + " expected operators that only compute (if you trust it, name them in the setting"
                + " 'allow-operators')");
    assertThat(folder.resolve("absent")).doesNotExist();
    assertThatCode(
            () ->
                FolderArtefact.load(
                        model,
                        TensorflowEngineContractTest.ALLOWED.with(
                            Settings.ALLOW_OPERATORS, "WriteFile, PrintV2"))
                    .close())
        .doesNotThrowAnyException();
  }

  @Test
  @DisplayName("is allowed by a name that TensorFlow knows, or the nearest one is told")
  void unknownName() {
    Path model = SavedModelFile.logistic().write(folder);
    assertThatThrownBy(
            () ->
                FolderArtefact.load(
                    model,
                    TensorflowEngineContractTest.ALLOWED.with(
                        Settings.ALLOW_OPERATORS, "ReedFile")))
        .hasMessageContaining("setting 'allow-operators' has 'ReedFile'")
        .hasMessageContaining("(did you mean 'ReadFile'?)");
  }

  @Test
  @DisplayName("is told from one that nobody knows")
  void unknownOperator() throws MalformedModelException {
    SavedModelFile file = model();
    file.node("MyOwnOperator", "y", "x");
    assertThat(problems(file))
        .containsExactly("node 'y' is the operator MyOwnOperator, which TensorFlow does not have");
  }

  @Test
  @DisplayName("is found in a chain of thousands of functions")
  void longChain() throws MalformedModelException {
    SavedModelFile file = model();
    int length = 5_000;
    for (int i = 0; i < length; i++) {
      file.function("f" + i)
          .node("PartitionedCall", "next", "", GraphValues.function("f", "f" + (i + 1)));
    }
    file.function("f" + length).node("WriteFile", "hidden", "");
    file.node("PartitionedCall", "y", "x", GraphValues.function("f", "f0"));
    List<String> found = new ArrayList<>(problems(file));
    assertThat(Stream.of(found.get(0))).first().asString().contains("of function 'f5000'");
  }
}
