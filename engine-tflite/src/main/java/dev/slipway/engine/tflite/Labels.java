package dev.slipway.engine.tflite;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of the places of outputs, as a model's metadata have them: each output may name a file
 * with a label on each line, which is in an archive behind the model.
 */
final class Labels {

  private static final String METADATA = "TFLITE_METADATA";
  private static final String IDENTIFIER = "M001";
  private static final int GRAPHS = 3;
  private static final int OUTPUTS = 3;
  private static final int FILES = 6;
  private static final int FILE_NAME = 0;
  private static final int FILE_TYPE = 2;
  private static final int AXIS_LABELS = 2;

  private Labels() {}

  /**
   * Returns the labels of each output of an entry point.
   *
   * @param content the whole file
   */
  static List<List<String>> of(ModelGraph graph, EntryPoint entry, ByteBuffer content)
      throws MalformedModelException {
    List<FlatTable> outputs = outputs(graph.metadata().get(METADATA), entry.graph());
    List<List<String>> labels = new ArrayList<>();
    for (EntryPoint.Port port : entry.outputs()) {
      labels.add(
          port.place() < outputs.size() ? labels(outputs.get(port.place()), content) : List.of());
    }
    return labels;
  }

  private static List<FlatTable> outputs(@Nullable ByteBuffer metadata, int graph)
      throws MalformedModelException {
    if (metadata == null || metadata.capacity() == 0) {
      return List.of();
    }
    List<FlatTable> graphs = FlatTable.root(metadata, IDENTIFIER).tables(GRAPHS);
    return graph < graphs.size() ? graphs.get(graph).tables(OUTPUTS) : List.of();
  }

  private static List<String> labels(FlatTable output, ByteBuffer content)
      throws MalformedModelException {
    for (FlatTable file : output.tables(FILES)) {
      if (file.int8(FILE_TYPE) == AXIS_LABELS) {
        return AppendedFiles.read(content, file.text(FILE_NAME)).lines().toList();
      }
    }
    return List.of();
  }
}
