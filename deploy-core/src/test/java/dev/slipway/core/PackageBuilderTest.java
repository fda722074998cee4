package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidPackageException;
import dev.slipway.Parity;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.testing.ModelKinds;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A package builder")
class PackageBuilderTest {

  private static final String STEPS =
      """
      # a comment
      format: slipway/1
      model: model.onnx
      signature:
        inputs: [{name: a, type: float64}, {name: b, type: float64}, {name: c, type: float64},
          {name: d, type: float64}]
      steps:
        - {type: standardise, columns: [a, b], mean: [1, 2], scale: 3} # kept
      """;

  @TempDir Path folder;

  private static PackageBuilder builder() {
    return new PackageBuilder(
        ParityMeasurement.builder().rows(RowSettings.defaults().withRows(70)).build());
  }

  private Path packaged(OnnxFile model, String manifest) throws IOException {
    Path place = Files.createDirectories(folder.resolve("model"));
    model.write(place.resolve("model.onnx"));
    Files.writeString(place.resolve("slipway.yaml"), manifest);
    return place;
  }

  @Test
  @DisplayName("states what it measured and changes nothing else; a second time changes nothing")
  void inPlace() throws IOException {
    Path place = packaged(OnnxFile.logistic(), STEPS);

    PackageReport first = builder().inPlace(place);
    PackageReport second = builder().inPlace(place);

    assertThat(place.resolve("slipway.yaml"))
        .hasContent(STEPS + "parity: {level: exact}\nexecution: {batch: any, min-rows: 1}\n");
    assertThat(first.changed()).isTrue();
    assertThat(second.changed()).isFalse();
    assertThat(second.after()).isEqualTo(first.after());
    assertThat(Fixtures.files(folder)).hasSize(2);
    Slipway strict = Slipway.builder().requireParity(Parity.exact()).build();
    try (Predictor predictor = strict.openModel(place)) {
      assertThat(predictor.model().version()).isEqualTo(first.after());
    }
  }

  @Test
  @DisplayName("adds slipway.yaml to what MLflow logged")
  void mlflow() throws IOException {
    Fixtures.copy(Fixtures.mlflow("2.17.2-columns"), folder.resolve("logged"));

    PackageReport report = builder().inPlace(folder.resolve("logged"));

    assertThat(folder.resolve("logged/slipway.yaml"))
        .hasContent(
            "format: slipway/1\nparity: {level: exact}\nexecution: {batch: any, min-rows: 1}\n");
    assertThat(report.parity().sources().example()).isPositive();
  }

  @Test
  @DisplayName("writes a folder and a zip of one digest, the zip the same bytes each time")
  void outputs() throws IOException {
    Path model = ModelKinds.linearClassifier().write(folder.resolve("linear.onnx"));

    PackageReport directory = builder().write(model, folder.resolve("one"));
    PackageReport zip = builder().write(folder.resolve("one"), folder.resolve("two.zip"));
    builder().write(model, folder.resolve("three.zip"));

    assertThat(zip.after().digest()).isEqualTo(directory.after().digest());
    assertThat(zip.after().name()).isEqualTo("linear");
    assertThat(folder.resolve("three.zip")).hasSameBinaryContentAs(folder.resolve("two.zip"));
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("linear.onnx", "one", "two.zip", "three.zip");
    assertThat(directory.parity().execution().minRows()).isEqualTo(2);
    assertThat(builder().check(folder.resolve("two.zip")).parity().holds()).isTrue();
  }

  @Test
  @DisplayName("refuses places that are taken, missing or inside the package")
  void places() throws IOException {
    Path place = packaged(OnnxFile.logistic(), STEPS);
    Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(() -> builder().write(place, folder.resolve("empty")))
        .hasMessageEndingWith("it is there already, expected a free name (choose another)");
    assertThatThrownBy(() -> builder().write(place, place.resolve("out")))
        .hasMessageEndingWith("it is inside the package (choose a place outside)");
    assertThatThrownBy(() -> builder().write(place, folder.resolve("no/out")))
        .hasMessageEndingWith("(make it first)");
    assertThatThrownBy(() -> builder().inPlace(place.resolve("model.onnx")))
        .hasMessageContaining("it is a file, expected a folder");
    assertThat(Fixtures.files(folder)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "out.zip"})
  @DisplayName("of several that write to one place lets one win, and leaves nothing of the others")
  void twoWriters(String name) throws Exception {
    Path model = OnnxFile.logistic().write(folder.resolve("model.onnx"));
    Path output = folder.resolve(name);
    ExecutorService writers = Executors.newFixedThreadPool(4);
    int written = 0;
    try {
      List<Callable<PackageReport>> tasks =
          Collections.nCopies(4, () -> builder().write(model, output));
      for (Future<PackageReport> one : writers.invokeAll(tasks)) {
        try {
          one.get();
          written++;
        } catch (ExecutionException failed) {
          assertThat(failed).cause().isInstanceOf(IOException.class).hasMessageContaining(name);
        }
      }
    } finally {
      writers.shutdownNow();
    }
    assertThat(written).isEqualTo(1);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("model.onnx", name);
    try (ModelPackage result = ModelPackage.read(output)) {
      assertThat(result.parity()).isEqualTo(Parity.exact());
    }
  }

  @Test
  @DisplayName("leaves nothing behind when the model is not as equal as required")
  void refused() {
    Path model = ModelKinds.random().write(folder.resolve("random.onnx"));

    assertThatThrownBy(() -> builder().write(model, folder.resolve("out")))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("RandomNormalLike");
    assertThat(folder.toFile().list()).containsExactly("random.onnx");
  }

  @Test
  @DisplayName("refuses golden answers that do not come out, and leaves the package as it was")
  void golden() throws IOException {
    Path place = packaged(OnnxFile.logistic(), STEPS);
    Files.writeString(
        place.resolve("golden.jsonl"),
        "{\"input\":{\"a\":1,\"b\":2,\"c\":3,\"d\":4},\"answer\":{\"probabilities\":[0.5,0.5]}}\n");

    assertThatThrownBy(() -> builder().inPlace(place))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("golden record 1: 'probabilities' is");
    assertThat(place.resolve("slipway.yaml")).hasContent(STEPS);
  }

  @Test
  @DisplayName("keeps a weaker parity that golden answers of another side need")
  void weakGolden() throws IOException {
    Path place =
        packaged(OnnxFile.logistic(), STEPS + "parity: {level: tolerance, absolute: 0.9}\n");
    Files.writeString(
        place.resolve("golden.jsonl"),
        "{\"input\":{\"a\":1,\"b\":2,\"c\":3,\"d\":4},\"answer\":{\"probabilities\":[0.5,0.5]}}\n");

    PackageReport report = builder().inPlace(place);

    assertThat(report.parity().parity()).isEqualTo(Parity.within(0.9, 0));
    assertThat(report.parity().golden().records()).isEqualTo(1);
    assertThat(report.parity().golden().largestDifference()).isBetween(0.1, 0.9);
  }

  @Test
  @DisplayName("refuses a manifest that it cannot edit without changing its meaning")
  void anchors() throws IOException {
    Path place =
        packaged(
            OnnxFile.logistic(),
            "format: slipway/1\nmodel: model.onnx\n? parity\n: {level: exact}\n");

    assertThatThrownBy(() -> builder().inPlace(place))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("slipway.yaml: cannot be edited")
        .hasMessageContaining("write parity and execution as plain keys at the top");
  }

  @Test
  @DisplayName("notices a package that changes while it is measured")
  void changed() throws IOException {
    Path place = packaged(OnnxFile.logistic(), STEPS);
    RowSettings meddling =
        RowSettings.defaults()
            .withRows(20)
            .withRecords(
                signature -> {
                  try {
                    Files.writeString(place.resolve("slipway.yaml"), STEPS + "# edited\n");
                  } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                  }
                  return Table.builder().build();
                });

    assertThatThrownBy(
            () ->
                new PackageBuilder(ParityMeasurement.builder().rows(meddling).build())
                    .inPlace(place))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it changed while it was measured (run it again)");
    assertThat(place.resolve("slipway.yaml")).hasContent(STEPS + "# edited");
  }
}
