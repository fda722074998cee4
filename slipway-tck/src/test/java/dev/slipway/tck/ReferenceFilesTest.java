package dev.slipway.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.spi.ModelFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit's files are what their generator writes; {@link #main} writes them anew. */
class ReferenceFilesTest {

  /**
   * Writes every file.
   *
   * @param arguments the folder of resources of this package
   */
  public static void main(String[] arguments) throws IOException {
    for (ReferenceModel model : ReferenceModel.values()) {
      Path folder = Path.of(arguments[0]).resolve(model.folder());
      Files.createDirectories(folder);
      for (Map.Entry<String, byte[]> file : files(model).entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    }
  }

  private static Map<String, byte[]> files(ReferenceModel model) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("golden.txt", GoldenFiles.golden(model).getBytes(StandardCharsets.UTF_8));
    files.put("model.onnx", OnnxFiles.model(model));
    if (model.existsIn(ModelFormat.TFLITE)) {
      files.put("model.tflite", TfliteFiles.model(model));
    }
    if (model.existsIn(ModelFormat.SAVED_MODEL)) {
      SavedModelFiles.model(model).forEach((name, bytes) -> files.put("savedmodel/" + name, bytes));
    }
    if (model == ReferenceModel.EXTERNAL) {
      files.put("weights.bin", Weights.littleEndian(Weights.LINEAR));
    }
    return files;
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("committed files are the generated ones")
  void committedIsGenerated(ReferenceModel model) {
    files(model)
        .forEach(
            (name, bytes) ->
                assertThat(Resources.read(model.folder() + "/" + name)).as(name).isEqualTo(bytes));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("golden records can be read")
  void goldenCanBeRead(ReferenceModel model) {
    assertThat(model.golden().cases()).isNotEmpty();
  }
}
