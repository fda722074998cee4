package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.ModelKinds;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("slipway package")
class PackageCommandTest {

  @TempDir Path folder;

  private Slip.Result packaged(OnnxFile model, String... more) {
    Path file = model.write(folder.resolve("model.onnx"));
    String[] arguments = new String[more.length + 4];
    arguments[0] = "package";
    arguments[1] = file.toString();
    arguments[2] = "--output";
    arguments[3] = folder.resolve("out").toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Slip.way(arguments);
  }

  private String manifest() throws IOException {
    return Files.readString(folder.resolve("out/slipway.yaml"));
  }

  @Test
  @DisplayName("leaves a model free whose answers are equal anyhow")
  void gemm() throws IOException {
    Slip.Result result = packaged(OnnxFile.logistic());

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(manifest())
        .isEqualTo(
            """
            format: slipway/1
            name: 'model'
            model: 'model.onnx'
            parity: {level: exact}
            execution: {batch: any, min-rows: 1}
            """);
  }

  @Test
  @DisplayName("pads lone rows of a LinearClassifier")
  void linearClassifier() throws IOException {
    Slip.Result result = packaged(ModelKinds.linearClassifier());

    assertThat(manifest()).contains("parity: {level: exact}\nexecution: {batch: any, min-rows: 2}");
    assertThat(result.out()).contains("LinearClassifier is the first operator");
  }

  @Test
  @DisplayName("keeps trees to one thread")
  void trees() throws IOException {
    Slip.Result result = packaged(ModelKinds.treeRegressor());

    assertThat(result.out()).contains("TreeEnsembleRegressor is the first operator");
    assertThat(manifest()).contains("execution: {intra-op: 1, batch: any, min-rows: 1}");
  }

  @Test
  @DisplayName("never batches what is quantised over the batch")
  void dynamicQuantisation() throws IOException {
    Slip.Result result = packaged(ModelKinds.dynamicQuantisation());

    assertThat(manifest()).contains("execution: {batch: single}");
    assertThat(result.out()).contains("DynamicQuantizeLinear is the first operator");
  }

  @Test
  @DisplayName("runs a sum whose order depends on the batch row by row")
  void sum() throws IOException {
    Slip.Result exact = packaged(ModelKinds.sum());

    assertThat(exact.status()).as(exact.err()).isZero();
    assertThat(manifest()).contains("parity: {level: exact}\nexecution: {batch: single}");
    assertThat(exact.out()).contains("ReduceSum is the first operator whose result differs");
  }

  @Test
  @DisplayName("lets a weaker level run with fewer restrictions")
  void weaker() throws IOException {
    Slip.Result result = packaged(ModelKinds.sum(), "--parity", "metric");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(manifest())
        .containsPattern("parity: \\{level: metric, absolute: [125]\\.0e-[45], relative: [125]")
        .contains("execution: {batch: any, min-rows: 1}");
  }

  @Test
  @DisplayName("names the operator that adds chance")
  void random() {
    Slip.Result result = packaged(ModelKinds.random());

    assertThat(result.status()).isEqualTo(ExitCode.PACKAGE.status());
    assertThat(result.err())
        .contains("a row alone has another answer at every call, 'y' by up to")
        .contains("RandomNormalLike is the first operator whose result differs")
        .contains("or ask for parity metric");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  @DisplayName("measures again what a package states, and changes nothing at a second time")
  void flights() throws IOException {
    String copy = folder.resolve("flights").toString();
    assertThat(Slip.way("package", Slip.FLIGHT_DELAY, "--output", copy).status()).isZero();
    byte[] manifest = Files.readAllBytes(Path.of(copy, "slipway.yaml"));

    Slip.Result again = Slip.way("package", copy);

    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out()).contains("64 golden", "Parity     exact", "as before");
    assertThat(Path.of(copy, "slipway.yaml")).hasBinaryContent(manifest);
  }

  @Test
  @DisplayName("checks without writing, and fails with the operator where it does not hold")
  void check() throws IOException {
    Path model = ModelKinds.linearClassifier().write(folder.resolve("model.onnx"));
    Path stated = folder.resolve("slipway.yaml");
    Files.writeString(stated, "format: slipway/1\nmodel: model.onnx\nparity: {level: exact}\n");

    Slip.Result wrong = Slip.way("package", folder.toString(), "--check");

    assertThat(wrong.status()).isEqualTo(ExitCode.PACKAGE.status());
    assertThat(wrong.err())
        .contains("does not keep what it states: parity exact", "'scores' differs in")
        .contains("LinearClassifier is the first operator");
    assertThat(stated).hasContent("format: slipway/1\nmodel: model.onnx\nparity: {level: exact}");
    assertThat(Slip.way("package", model.toString(), "--check").status()).isZero();
  }

  @Test
  @DisplayName("tells everything as JSON")
  void json() {
    Slip.Result result = packaged(ModelKinds.linearClassifier(), "--json", "--rows", "64");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("\"parity\":{\"level\":\"exact\"", "\"execution\":{\"min_rows\":2,")
        .contains("\"operator\":\"ai.onnx.ml:LinearClassifier\"", "\"rows\":64,");
  }

  @Test
  @DisplayName("takes rows from a file, and refuses those that do not fit")
  void records() throws IOException {
    Path rows = folder.resolve("rows.csv");
    Files.writeString(rows, "features\n" + "1\n".repeat(20));
    String model = OnnxFile.logistic().write(folder.resolve("m.onnx")).toString();

    Slip.Result result = Slip.way("package", model, "--check", "--records", rows.toString());

    assertThat(result.status()).isEqualTo(ExitCode.INPUT.status());
  }

  @Test
  @DisplayName("refuses what cannot be meant")
  void usage() {
    assertThat(Slip.way("package", Slip.BARE_MODEL).err())
        .contains("in place: it is a file, expected a folder (say --output, or --check)");
    assertThat(Slip.way("package", Slip.FLIGHT_DELAY, "--check", "--output", "x").err())
        .contains("--check writes nothing (leave one of them out)");
    assertThat(Slip.way("package", Slip.FLIGHT_DELAY, "--rows", "3").err())
        .contains("Cannot measure 3 rows, expected at least 16");
    assertThat(Slip.way("package", Slip.FLIGHT_DELAY, "--parity", "EXACT").err())
        .contains("'EXACT' is no parity, expected exact, tolerance or metric");
    assertThat(Slip.way("package", Slip.FLIGHT_DELAY, "--output", Slip.FLIGHT_DELAY).err())
        .contains("it is there already, expected a free name (choose another)");
  }

  @Test
  @DisplayName("tells where less is stated than asked for: --check, predict and batch")
  void required() {
    Slip.Result check = Slip.way("package", Slip.BARE_MODEL, "--check", "--parity", "exact");
    assertThat(check.status()).isEqualTo(ExitCode.PACKAGE.status());
    assertThat(check.err()).contains("it states parity tolerance, expected exact");

    String input = Slip.way("inspect", Slip.BARE_MODEL, "--example").out();
    Slip.Result refused =
        Slip.wayWith(input, "predict", "-m", Slip.BARE_MODEL, "-i", "-", "--parity", "exact");
    assertThat(refused.status()).isEqualTo(ExitCode.PACKAGE.status());
    assertThat(refused.err())
        .contains("its parity is tolerance (absolute 1.0E-6,")
        .contains("but exact was asked for (slipway package measures it and names the operator");
    Slip.Result accepted =
        Slip.wayWith(input, "predict", "-m", Slip.BARE_MODEL, "-i", "-", "--parity", "tolerance");
    assertThat(accepted.status()).as(accepted.err()).isZero();
  }
}
