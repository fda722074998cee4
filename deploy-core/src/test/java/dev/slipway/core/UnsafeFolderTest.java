package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.core.fixtures.OnnxModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a folder or a bare file may not be. */
class UnsafeFolderTest {

  @TempDir Path temp;
  private Path folder;
  private Path outside;

  @BeforeEach
  void makePackage() throws IOException {
    folder = Files.createDirectory(temp.resolve("model"));
    outside = Fixtures.write(temp, "outside.bin", "secret");
    Fixtures.described(folder, "format: slipway/1\nmodel: model.onnx\n");
  }

  private void refused(String problem) {
    assertThatThrownBy(() -> ModelPackage.read(folder))
        .isInstanceOfSatisfying(
            InvalidPackageException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.INVALID_PACKAGE))
        .hasMessage("Cannot read " + folder + ": " + problem);
  }

  @Test
  @DisplayName("a path without anything is not found")
  void missing() {
    Path nowhere = temp.resolve("nowhere");
    assertThatThrownBy(() -> ModelPackage.read(nowhere))
        .isInstanceOfSatisfying(
            InvalidPackageException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND))
        .hasMessage("Cannot read " + nowhere + ": there is no such file or folder");
  }

  @Test
  @DisplayName("a folder without a manifest says which it needs")
  void noManifest() throws IOException {
    Files.delete(folder.resolve("slipway.yaml"));
    Fixtures.write(folder, "notes.txt", "x");
    refused(
        "has neither MLmodel nor slipway.yaml, expected one of them (give a single .onnx or .tflite file by its"
            + " own path, or add slipway.yaml with 'format: slipway/1' and 'model: <file>')");
  }

  @Test
  @DisplayName("a manifest given by its own path says what to give")
  void manifestGiven() {
    Path manifest = folder.resolve("slipway.yaml");
    assertThatThrownBy(() -> ModelPackage.read(manifest))
        .hasMessage(
            "Cannot read "
                + manifest
                + ": is neither a folder, a whole zip archive nor an .onnx or .tflite file (give the folder that"
                + " it is in)");
  }

  @Test
  @DisplayName("a model file that is not there")
  void missingModel() throws IOException {
    Files.delete(folder.resolve("model.onnx"));
    refused("slipway.yaml: names the model model.onnx, which is not in the package");
  }

  @Test
  @DisplayName("an empty model file")
  void emptyModel() throws IOException {
    Files.write(folder.resolve("model.onnx"), new byte[0]);
    refused("model.onnx: is empty, expected a model");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "80 04 95 10 | is a Python pickle (scikit-learn, joblib), which executes code when it is"
            + " loaded, expected a model (export it to ONNX)",
        "80 02 7d 71 | is a Python pickle (scikit-learn, joblib), which executes code when it is"
            + " loaded, expected a model (export it to ONNX)",
        "1f 8b 08 00 | is a compressed file, expected a model (unpack it)",
        "78 9c 01 02 | is a compressed file, expected a model (unpack it)",
        "50 4b 03 04 | is a zip archive (PyTorch, Keras, NumPy), expected a model",
        "89 48 44 46 | is an HDF5 file (Keras), expected a model (export it to ONNX)"
      })
  @DisplayName("a model file that is something else by its first bytes")
  void otherFile(String hex, String problem) throws IOException {
    byte[] head = HexFormat.ofDelimiter(" ").parseHex(hex);
    Files.write(folder.resolve("model.onnx"), head);
    refused("model.onnx: " + problem);
  }

  @Test
  @DisplayName("a pickle that merely lies there is not looked at")
  void pickleBeside() throws IOException {
    Fixtures.write(folder, "code/table.pkl", new byte[] {(byte) 0x80, 4, '.'});
    try (ModelPackage model = ModelPackage.read(folder)) {
      assertThat(model.files()).containsExactly("code/table.pkl", "model.onnx", "slipway.yaml");
    }
  }

  @Test
  @DisplayName("a symbolic link to outside")
  void symbolicLink() throws IOException {
    Files.createSymbolicLink(folder.resolve("weights.bin"), outside);
    refused("weights.bin: is a symbolic link, expected a file (copy what it points to)");
  }

  @Test
  @DisplayName("a folder that is a symbolic link")
  void linkedFolder() throws IOException {
    Path other = Files.createDirectory(temp.resolve("other"));
    Files.createSymbolicLink(folder.resolve("data"), other);
    refused("data: is a symbolic link, expected a file (copy what it points to)");
  }

  @Test
  @DisplayName("a hard link to outside")
  void hardLink() throws IOException {
    Files.createLink(folder.resolve("weights.bin"), outside);
    refused("weights.bin: has 2 hard links, expected 1 (copy the folder: its copy has none)");
  }

  @Test
  @DisplayName("a bare model file that is a hard link")
  void hardLinkedFile() throws IOException {
    Path file = Fixtures.write(temp, "a.onnx", OnnxModels.linear());
    Path link = Files.createLink(temp.resolve("b.onnx"), file);
    assertThatThrownBy(() -> ModelPackage.read(link))
        .hasMessage(
            "Cannot read "
                + link
                + ": b.onnx: has 2 hard links, expected 1 (copy the folder: its copy has none)");
  }

  @Test
  @DisplayName("a pipe")
  void pipe() throws IOException, InterruptedException {
    Process made =
        new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).inheritIO().start();
    assertThat(made.waitFor()).isZero();
    refused("pipe: is a pipe, socket or device, expected a file");
  }

  @Test
  @DisplayName("names that differ only in case or Unicode form")
  void twins() throws IOException {
    Fixtures.write(folder, "a/Straße.txt", "1");
    Fixtures.write(folder, "a/STRASSE.txt", "2");
    Fixtures.write(folder, "b/\u00e9.txt", "1");
    Fixtures.write(folder, "b/e\u0301.txt", "2");
    assertThatThrownBy(() -> ModelPackage.read(folder))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageStartingWith("Cannot read " + folder + ": 2 problems")
        .hasMessageContaining("differ only in case or Unicode form, expected distinct names");
  }

  @ParameterizedTest
  @ValueSource(strings = {"back\\slash.txt", "line\nend.txt"})
  @DisplayName("names that other systems take for something else")
  void oddNames(String name) throws IOException {
    Fixtures.write(folder, name, "x");
    assertThatThrownBy(() -> ModelPackage.read(folder))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageMatching("(?s).*: the path has a (backslash|control character)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/etc/passwd | is absolute",
        "../outside.bin | has a segment '..'",
        "a/../../outside.bin | has a segment '..'",
        "./model.onnx | has a segment '.'",
        "a//model.onnx | has an empty segment",
        "C:/model.onnx | has a drive letter",
        "a\\model.onnx | has a backslash"
      })
  @DisplayName("a manifest that names a path outside")
  void pathOutside(String path, String fault) throws IOException {
    Fixtures.write(folder, "slipway.yaml", "format: slipway/1\nmodel: '" + path + "'\n");
    refused(
        "slipway.yaml:2:8: model is '"
            + path
            + "', which "
            + fault
            + ", expected a path inside the package");
  }

  @Test
  @DisplayName("the given path itself may be a link")
  void givenLink() throws IOException {
    Path current = Files.createSymbolicLink(temp.resolve("current"), folder);
    try (ModelPackage model = ModelPackage.read(current)) {
      assertThat(model.version().name()).isEqualTo("current");
    }
  }

  @Test
  @DisplayName("a file that changes after it was hashed is not used")
  void changedLater() throws IOException {
    Fixtures.write(folder, "weights.bin", "first");
    try (ModelPackage model = ModelPackage.read(folder)) {
      Fixtures.write(folder, "weights.bin", "other");
      assertThatThrownBy(() -> model.artefact().directory())
          .isInstanceOf(InvalidPackageException.class)
          .hasMessage(
              "Cannot read " + folder + ": weights.bin: changed while the package was in use");
    }
  }

  @Test
  @DisplayName("the model that is used is the one that was hashed, whatever becomes of the file")
  void modelInMemory() throws IOException {
    try (ModelPackage model = ModelPackage.read(folder)) {
      Files.write(folder.resolve("model.onnx"), "garbage".getBytes(StandardCharsets.UTF_8));
      byte[] used = new byte[model.artefact().content().remaining()];
      model.artefact().content().get(used);
      assertThat(used).isEqualTo(OnnxModels.linear());
      assertThat(model.artefact().content().isReadOnly()).isTrue();
    }
  }

  @Test
  @DisplayName("copies are for this user only and gone after closing")
  void copies() throws IOException {
    Path copy;
    try (ModelPackage model = ModelPackage.read(folder)) {
      copy = model.artefact().directory();
      assertThat(Files.getPosixFilePermissions(copy))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      assertThat(model.artefact().directory()).isEqualTo(copy);
    }
    assertThat(copy).doesNotExist();
  }

  @Test
  @DisplayName("after closing the model is out of reach")
  void closed() {
    ModelPackage model = ModelPackage.read(folder);
    model.close();
    model.close();
    assertThatThrownBy(() -> model.artefact().content())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the package is closed");
  }
}
