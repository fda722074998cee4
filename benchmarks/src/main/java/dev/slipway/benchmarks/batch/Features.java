package dev.slipway.benchmarks.batch;

import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Rows of four random float features, and packages of the logistic model for them. */
public final class Features {

  /** Two floats and a label. */
  static final String THREE_OUTPUTS =
      """
        - {name: negative, pick: 0}
        - {name: positive, pick: 1}
        - {name: label, argmax: true, labels: ["no", "yes"]}
      """;

  /** One float. */
  public static final String ONE_OUTPUT = "  - {name: positive, pick: 1}\n";

  private static final String YAML =
      """
      format: slipway/1
      name: bench
      version: '1'
      model: model.onnx
      signature:
        inputs:
          - {name: a, type: float32}
          - {name: b, type: float32}
          - {name: c, type: float32}
          - {name: d, type: float32}
      outputs:
      """;

  private Features() {}

  /** Writes a file of so many rows if it is not there. */
  static Path rows(Path folder, long rows) throws SQLException, IOException {
    Path file = folder.resolve(rows + ".parquet");
    if (!Files.exists(file)) {
      Path part = folder.resolve(rows + ".part");
      try (Sql sql = new Sql()) {
        sql.copy("SELECT " + columns() + " FROM range(" + rows + ") AS r(i)", part);
      }
      Files.move(part, file);
    }
    return file;
  }

  private static String columns() {
    StringBuilder columns = new StringBuilder();
    for (char name = 'a'; name <= 'd'; name++) {
      columns.append(name == 'a' ? "" : ", ");
      columns.append("CAST(hash(i, '").append(name).append("') / 4.6e18 - 2 AS FLOAT) AS ");
      columns.append(name);
    }
    return columns.toString();
  }

  /**
   * Writes a package of the logistic model.
   *
   * @param folder where it goes, as {@code package}
   * @param outputs the items of its {@code outputs}
   * @return the package's folder
   * @throws IOException if it cannot be written
   */
  public static Path modelPackage(Path folder, String outputs) throws IOException {
    Path model = Files.createDirectories(folder.resolve("package"));
    OnnxFile.logistic().write(model.resolve("model.onnx"));
    Files.writeString(model.resolve("slipway.yaml"), YAML + outputs);
    return model;
  }
}
