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

    System.out.println(result.out() + result.err());
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

    System.out.println(result.out() + result.err());
    assertThat(manifest()).contains("parity: {level: exact}\nexecution: {batch: any, min-rows: 2}");
    assertThat(result.out()).contains("LinearClassifier is the first operator");
  }

  @Test
  @DisplayName("keeps trees to one thread")
  void trees() throws IOException {
    Slip.Result result = packaged(ModelKinds.trees());

    System.out.println(result.out() + result.err());
    assertThat(manifest()).contains("execution: {intra-op: 1, batch: any, min-rows: 1}");
  }

  @Test
  @DisplayName("never batches what is quantised over the batch")
  void dynamicQuantisation() throws IOException {
    Slip.Result result = packaged(ModelKinds.dynamicQuantisation());

    System.out.println(result.out() + result.err());
    assertThat(manifest()).contains("execution: {batch: single}");
    assertThat(result.out()).contains("DynamicQuantizeLinear is the first operator");
  }

  @Test
  void sum() throws IOException {
    Slip.Result result = packaged(ModelKinds.sum());
    System.out.println(result.out() + result.err());
    assertThat(manifest()).contains("execution: {batch: single}");
  }

  @Test
  void random() {
    Slip.Result result = packaged(ModelKinds.random());
    System.out.println(result.out() + result.err());
    assertThat(result.status()).isEqualTo(4);
    assertThat(result.err()).contains("RandomNormalLike");
  }

  @Test
  void flights() throws IOException {
    Slip.Result result = Slip.way("package", Slip.FLIGHT_DELAY, "--output", folder.resolve("f.zip").toString());
    System.out.println(result.out() + result.err());
    assertThat(result.status()).isZero();
  }
}
