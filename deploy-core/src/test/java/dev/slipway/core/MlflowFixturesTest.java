package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.core.fixtures.OnnxModels;
import dev.slipway.core.json.JsonTableWriter;
import dev.slipway.spi.ModelFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads packages as MLflow writes them; FIXTURES.md beside them says what each is. */
class MlflowFixturesTest {

  /** What reading a fixture gives. The digests were computed with sha256sum and xxd. */
  record Expected(
      String folder,
      String name,
      String version,
      String mlflow,
      String digest,
      String inputs,
      String outputs,
      String example) {

    @Override
    public String toString() {
      return folder;
    }
  }

  static Stream<Expected> fixtures() {
    return Stream.of(
        new Expected(
            "1.30.0-columns",
            "1.30.0-columns",
            "004b02c0b286",
            "1.30.0",
            "004b02c0b286669eada42c6911ea636b405b74dd6fb4139585059bfca7360ff6",
            "[age: float64, income: float64, score: float64]",
            "[risk: float32]",
            "[{\"age\":42.0,\"income\":51000.5,\"score\":0.25},"
                + "{\"age\":31.0,\"income\":38000.0,\"score\":null}]"),
        new Expected(
            "1.30.0-no-signature",
            "1.30.0-no-signature",
            "3f2169089963",
            "1.30.0",
            "3f21690899636f47ca190181b1564debeae642a4e37e2320a384a9ed4b3e1bf9",
            "graph",
            "graph",
            ""),
        new Expected(
            "2.0.1-tensor",
            "2.0.1-tensor",
            "2cee646990ad",
            "2.0.1",
            "2cee646990ad8a06a83267b3e043dc0d7b9fc4d7a06865608e96d93294e3fa8e",
            "[(unnamed): float32[-1, 3]]",
            "[(unnamed): float32[-1, 1]]",
            "[{\"\":[1.0,2.0,3.0]},{\"\":[4.0,5.0,6.0]}]"),
        new Expected(
            "2.0.1-two-tensors",
            "2.0.1-two-tensors",
            "3a3560cedc58",
            "2.0.1",
            "3a3560cedc587873b5226c74c2b638c27af6c1e8b3f9b07464fe6460c2dcfa58",
            "[image: float32[-1, 2, 2], count: int64[-1]]",
            "[sum: float32[-1]]",
            "[{\"image\":[[0.5,1.0],[1.5,2.0]],\"count\":7},"
                + "{\"image\":[[2.5,3.0],[3.5,4.0]],\"count\":9007199254740993}]"),
        new Expected(
            "2.9.2-datetime",
            "2.9.2-datetime",
            "8ed32f947358",
            "2.9.2",
            "8ed32f947358a62298554d494637a44e187b2f0bf9ca2659e070783ee8cff561",
            "[departure: datetime, distance: int64, origin: string (optional),"
                + " token: binary (optional)]",
            "[late: float32]",
            "[{\"departure\":\"2023-07-01T06:30:00Z\",\"distance\":1447,\"origin\":\"JFK\","
                + "\"token\":\"AAEC/w==\"},"
                + "{\"departure\":\"2023-07-01T18:05:00.250Z\",\"distance\":9007199254740993,"
                + "\"origin\":null,\"token\":null}]"),
        new Expected(
            "2.17.2-columns",
            "credit-risk",
            "7",
            "2.17.2",
            "2eef6d66e65ae1277dff8e875a8f53816a9043d820fcd53aafc3fb175abd12d8",
            "[age: float64, income: int32, score: float64 (optional)]",
            "[(unnamed): float32[-1, 1]]",
            "[{\"age\":42.0,\"income\":51000,\"score\":0.25}]"),
        new Expected(
            "2.17.2-unnamed-columns",
            "2.17.2-unnamed-columns",
            "2ea111bff4f7",
            "2.17.2",
            "2ea111bff4f753912c4ca857e8caf1b7d803f7177ab2396792365ec959c95d2e",
            "[0: float32, 1: float32, 2: float32]",
            "[0: float32]",
            "[{\"0\":1.5,\"1\":2.5,\"2\":3.5},{\"0\":4.5,\"1\":5.5,\"2\":6.5}]"),
        new Expected(
            "2.17.2-code-paths",
            "2.17.2-code-paths",
            "43ec5faad830",
            "2.17.2",
            "43ec5faad830b615a2e97ca56187a3dbe5f44735c822179d6846f2cbc166b709",
            "[X: float32[-1, 3]]",
            "[Y: float32[-1, 1]]",
            ""),
        new Expected(
            "3.1.1-columns",
            "3.1.1-columns",
            "134ec28ed640",
            "3.1.1",
            "134ec28ed64011d37adc060ed84a356bb7d83ad07be381fe62d83c28139172a9",
            "[age: float64, income: int64, member: bool (optional)]",
            "[risk: float32]",
            "[{\"age\":42.5,\"income\":51000,\"member\":true}]"),
        new Expected(
            "3.1.1-array-column",
            "3.1.1-array-column",
            "6267c32aa715",
            "3.1.1",
            "6267c32aa715d15135eaf2e50d73300cec2e65fbe77aa6ceae02244ccec24178",
            "[X: float32[-1, -1]]",
            "[Y: float32]",
            "[{\"X\":[1.0,2.0,3.0]},{\"X\":[4.0,5.0,6.0]}]"));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  @DisplayName("a package that MLflow wrote is read as it is")
  void fixtureIsRead(Expected expected) throws IOException {
    try (ModelPackage model = ModelPackage.read(Fixtures.mlflow(expected.folder()))) {
      assertThat(model.version().name()).isEqualTo(expected.name());
      assertThat(model.version().version()).isEqualTo(expected.version());
      assertThat(model.version().digest()).isEqualTo(expected.digest());
      assertThat(model.mlflowVersion()).contains(expected.mlflow());
      assertThat(model.artefact().format()).isEqualTo(ModelFormat.ONNX);
      assertThat(model.signature().map(s -> s.inputs().toString()).orElse("graph"))
          .isEqualTo(expected.inputs());
      assertThat(model.signature().map(s -> s.outputs().toString()).orElse("graph"))
          .isEqualTo(expected.outputs());
      assertThat(example(model)).isEqualTo(expected.example());
    }
  }

  private static String example(ModelPackage model) throws IOException {
    List<Signature.Field> inputs = model.signature().map(Signature::inputs).orElse(List.of());
    InputExample example = model.example(inputs);
    assertThat(example.problems()).isEmpty();
    return example.rows().isPresent() ? records(example.rows().get()) : "";
  }

  private static String records(Table table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonTableWriter.writeRecords(table, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("weights beside the model are copied, verified, to a private folder")
  void externalData() throws IOException {
    try (ModelPackage model = ModelPackage.read(Fixtures.mlflow("2.17.2-external-data"))) {
      assertThat(model.version().digest())
          .isEqualTo("d2f34bcb4e1995f6683f0e1e330504caaae01fe05b58c21d448127d1f5daa68c");
      assertThat(model.artefact().files()).contains("model.onnx", OnnxModels.EXTERNAL);
      assertThat(model.artefact().directory().resolve(OnnxModels.EXTERNAL)).hasSize(1200);
      assertThat(model.artefact().directory().resolve(model.artefact().path()))
          .hasBinaryContent(bytes(model.artefact().content()));
      assertThat(model.example(model.signature().orElseThrow().inputs()).rows().orElseThrow())
          .hasToString("1 rows {=FLOAT32[300]}");
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @Test
  @DisplayName("params have their types, lists and datetimes among them")
  void params() {
    try (ModelPackage model = ModelPackage.read(Fixtures.mlflow("2.9.2-datetime"))) {
      List<Signature.Param> params = model.signature().orElseThrow().params();
      assertThat(params)
          .extracting(Signature.Param::name)
          .containsExactly("since", "hours", "strict");
      assertThat(params)
          .extracting(Signature.Param::defaultValue)
          .containsExactly(Instant.parse("2023-01-01T00:00:00Z"), List.of(6L, 18L), false);
      assertThat(params.get(1).shape()).isEqualTo(Shape.of(-1));
    }
  }

  @Test
  @DisplayName("the model files of the fixtures are those that the generator makes")
  void modelFilesAreGenerated() throws IOException {
    for (Map.Entry<String, byte[]> file : OnnxModels.all().entrySet()) {
      assertThat(Files.readAllBytes(Fixtures.mlflow(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }
}
