package dev.slipway.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidPackageException;
import dev.slipway.Shape;
import dev.slipway.engine.onnx.OnnxGraph.OperatorId;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors whose values are in other files stay within their package. */
class ExternalDataTest {

  private static final Set<String> FILES =
      Set.of("model.onnx", "w.bin", "sub/w.bin", "symbolic.bin", "hard.bin");

  @TempDir private Path root;
  private Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    directory = Files.createDirectory(root.resolve("package"));
    Files.createDirectory(directory.resolve("sub"));
    ByteBuffer bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(new float[] {1, 2, 3, 4, 5});
    Files.write(directory.resolve("w.bin"), bytes.array());
    Files.write(directory.resolve("sub/w.bin"), bytes.array());
    Path outside = Files.write(root.resolve("outside.bin"), bytes.array());
    Files.createSymbolicLink(directory.resolve("symbolic.bin"), outside);
    Files.createLink(directory.resolve("hard.bin"), outside);
  }

  private MemoryArtefact artefact(String location, String offset, String length) {
    return artefact(adding().external(location, offset, length));
  }

  private static TinyModel adding() {
    return new TinyModel()
        .input("x", TinyModel.FLOAT, -1, 3)
        .output("y", TinyModel.FLOAT, -1, 3)
        .node(new OperatorId("", "Add"), "x w", "y");
  }

  private MemoryArtefact artefact(TinyModel model) {
    byte[] bytes = model.imports("", 16).toBytes();
    return new MemoryArtefact(ByteBuffer.wrap(bytes), directory, FILES);
  }

  private static LoadedModel load(MemoryArtefact artefact) {
    return new OnnxEngineProvider().load(artefact, EngineOptions.defaults());
  }

  @ParameterizedTest
  @CsvSource({"w.bin,0,12,1", "w.bin,8,12,3", "sub/w.bin,4,12,2", "./w.bin,4,12,2"})
  @DisplayName("values are read from a file of the package, from their offset on")
  void inside(String location, String offset, String length, float first) {
    try (LoadedModel model = load(artefact(location, offset, length));
        Execution execution = model.newExecution()) {
      execution.input(0, Shape.of(1, 3)).bytes().putFloat(0, 0).putFloat(4, 0).putFloat(8, 0);
      execution.run();
      assertThat(execution.output(0).doubleAt(0)).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside.bin",
        "sub/../../outside.bin",
        "sub/../w.bin",
        "/dev/zero",
        "C:/w.bin",
        "sub\\w.bin",
        "*/_ORT_MEM_ADDR_/*"
      })
  @DisplayName("a location that leaves the package is refused, naming the tensor and the place")
  void outside(String location) {
    assertThatThrownBy(() -> load(artefact(location, "0", "12")))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageStartingWith("Cannot load model.onnx: tensor 'w': its data is in '" + location)
        .hasMessageContaining("expected a file of the package");
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbolic.bin", "hard.bin"})
  @DisplayName("a link is refused, symbolic or hard")
  void links(String location) {
    assertThatThrownBy(() -> load(artefact(location, "0", "12")))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("'" + location + "', which is a link");
  }

  @Test
  @DisplayName("a file that is none of the package's is refused")
  void missing() {
    assertThatThrownBy(() -> load(artefact("none.bin", "0", "12")))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("'none.bin', which is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "-4,12",
    "12,12",
    "0,21",
    "21,0",
    "0,-1",
    "9223372036854775807,12",
    "4,18446744073709551615",
    "x,12"
  })
  @DisplayName("a range that is not in the file is refused")
  void range(String offset, String length) {
    assertThatThrownBy(() -> load(artefact("w.bin", offset, length)))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining(
            "offset '" + offset + "' with length '" + length + "' of 'w.bin', expected a part of")
        .hasMessageContaining("20 bytes");
  }

  @Test
  @DisplayName("attributes of operators are checked as well")
  void attribute() {
    assertThatThrownBy(
            () -> load(artefact(adding().externalAttribute("../outside.bin", "0", "12"))))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("'../outside.bin', outside the package");
  }

  @Test
  @DisplayName("all that is wrong is reported together")
  void all() {
    TinyModel model =
        adding().external("../outside.bin", "0", "12").external("none.bin", "0", "12");
    assertThatThrownBy(() -> load(artefact(model)))
        .hasMessageContaining("2 problems")
        .hasMessageContaining("../outside.bin")
        .hasMessageContaining("none.bin");
  }
}
