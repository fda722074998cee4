package dev.slipway.verification.mediapipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.Predictor;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.cli.Main;
import dev.slipway.core.Slipway;
import dev.slipway.core.json.JsonTableReader;
import dev.slipway.core.json.JsonTableWriter;
import dev.slipway.spi.EngineOptions;
import dev.slipway.testing.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs MediaPipe's three face detection models as their bare files: a face is found in a drawn
 * picture, and noise has the same answers in every way of asking.
 */
@Tag("external")
@DisplayName("MediaPipe's face detection")
class FaceDetectionTest {

  private static final int NOISE = 12;

  private static Predictor open(FaceModel model, int intraOpThreads) throws IOException {
    return Slipway.builder()
        .executions(2)
        .engineOptions(EngineOptions.defaults().withIntraOpThreads(intraOpThreads))
        .build()
        .openModel(FaceFiles.file(model));
  }

  private static Table table(Predictor predictor, FaceModel model, List<float[]> pictures) {
    return Pictures.table(
        predictor.model().signature().inputs().get(0).name(), model.size(), pictures);
  }

  private static float[] face(FaceModel model) throws IOException {
    return Pictures.scaled(ImageIO.read(DrawnFaceTest.FILE.toFile()), model.size());
  }

  private static List<float[]> noise(FaceModel model) {
    return IntStream.range(0, NOISE).mapToObj(seed -> Pictures.noise(seed, model.size())).toList();
  }

  private static void assertFound(FaceModel model, Table answers, int row) {
    FaceModel.Face found = model.best(answers, row);
    assertThat(found.score()).isGreaterThanOrEqualTo(model.threshold());
    assertThat(found.box().overlap(DrawnFace.FACE)).as(found.toString()).isGreaterThan(0.6);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("finds the drawn face where it is, alone and among noise")
  void finds(FaceModel model) throws IOException {
    List<float[]> pictures = new ArrayList<>(noise(model));
    pictures.add(3, face(model));
    try (Predictor predictor = open(model, 1)) {
      assertFound(model, predictor.predict(table(predictor, model, List.of(face(model)))), 0);
      assertFound(model, predictor.predict(table(predictor, model, pictures)), 3);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("answers noise with finite numbers, the same bits again, in batches and for callers")
  void stable(FaceModel model) throws IOException {
    List<float[]> noise = noise(model);
    try (Predictor predictor = open(model, 1)) {
      Table alone = batches(predictor, model, noise, 1).get(0);
      List<List<Float>> reference = values(batches(predictor, model, noise, 1));
      assertThat(alone.rows()).isEqualTo(1);
      assertThat(reference).allSatisfy(row -> assertThat(row).allMatch(v -> Float.isFinite(v)));
      assertThat(reference).doesNotHaveDuplicates();
      for (int size : new int[] {1, 2, 5, NOISE}) {
        assertThat(values(batches(predictor, model, noise, size))).isEqualTo(reference);
      }
      CompletableFuture<List<Table>> other =
          CompletableFuture.supplyAsync(() -> batches(predictor, model, noise, 1));
      assertThat(values(batches(predictor, model, noise, 2))).isEqualTo(reference);
      assertThat(values(other.join())).isEqualTo(reference);
      try (Predictor twoThreads = open(model, 2)) {
        assertThat(values(batches(twoThreads, model, noise, 1))).isEqualTo(reference);
        assertThat(values(batches(twoThreads, model, noise, 5))).isEqualTo(reference);
      }
    }
  }

  private static List<Table> batches(
      Predictor predictor, FaceModel model, List<float[]> pictures, int size) {
    List<Table> answers = new ArrayList<>();
    for (int from = 0; from < pictures.size(); from += size) {
      List<float[]> batch = pictures.subList(from, Math.min(from + size, pictures.size()));
      answers.add(predictor.predict(table(predictor, model, batch)));
    }
    return answers;
  }

  /** Returns all numbers of each row. */
  private static List<List<Float>> values(List<Table> answers) {
    List<List<Float>> rows = new ArrayList<>();
    for (Table table : answers) {
      for (int row = 0; row < table.rows(); row++) {
        List<Float> values = new ArrayList<>();
        for (Column column : table.columns()) {
          int first = row * column.width();
          IntStream.range(first, first + column.width())
              .forEach(place -> values.add(column.floatAt(place)));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("is inspected and predicts by the command, as a bare file")
  void command(FaceModel model, @TempDir Path folder) throws IOException {
    Path file = FaceFiles.file(model);
    ChildJvm.End inspected =
        ChildJvm.with(entry -> true).run(Main.class, "inspect", file.toString());
    assertThat(inspected.exitCode()).as(inspected.output()).isZero();
    assertThat(inspected.output())
        .contains("float32[-1, " + model.size() + ", " + model.size() + ", 3]");

    Path picture = folder.resolve("picture.json");
    Path answers = folder.resolve("answers.json");
    Signature signature;
    try (Predictor predictor = open(model, 1);
        OutputStream out = Files.newOutputStream(picture)) {
      signature = predictor.model().signature();
      JsonTableWriter.writeRecords(table(predictor, model, List.of(face(model))), out);
    }
    ChildJvm.End predicted =
        ChildJvm.with(entry -> true)
            .run(
                Main.class,
                "predict",
                "--model",
                file.toString(),
                "--input",
                picture.toString(),
                "--output",
                answers.toString());
    assertThat(predicted.exitCode()).as(predicted.output()).isZero();
    try (InputStream in = Files.newInputStream(answers)) {
      assertFound(model, JsonTableReader.of(signature.outputs()).read(in), 0);
    }
  }
}
