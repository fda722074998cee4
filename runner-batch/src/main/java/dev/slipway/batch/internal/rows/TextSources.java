package dev.slipway.batch.internal.rows;

import dev.slipway.CallOptions;
import dev.slipway.Predictor;
import dev.slipway.Signature;
import dev.slipway.batch.CsvOptions;
import dev.slipway.batch.FileFormat;
import dev.slipway.batch.internal.input.ColumnBinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Describes files of text formats, and checks that they have what a predictor needs. */
public final class TextSources {

  private TextSources() {}

  /** What is asked of a predictor. */
  public record Caller(Predictor predictor, CallOptions options) {}

  /**
   * Reads the headers of CSV files.
   *
   * @param paths at least one
   * @param caller who answers
   * @param csv how the records stand there
   * @param output the format of the output
   * @return the files
   * @throws dev.slipway.InvalidInputException if something is wrong; all problems at once
   */
  public static RowFiles csv(List<Path> paths, Caller caller, CsvOptions csv, FileFormat output) {
    Signature signature = caller.predictor.model().signature();
    CsvSource source = new CsvSource(paths, signature, csv, output);
    ColumnBinding.check(source.names(), source.sampleInputs(), caller.predictor, caller.options);
    return source;
  }

  /**
   * Describes files of JSON lines.
   *
   * @param paths at least one
   * @param caller who answers
   * @param taken names of columns that the job adds
   * @param output the format of the output
   * @return the files
   * @throws dev.slipway.InvalidInputException if something is wrong; all problems at once
   * @throws IOException if a file is gone
   */
  public static RowFiles jsonLines(
      List<Path> paths, Caller caller, Set<String> taken, FileFormat output) throws IOException {
    Signature signature = caller.predictor.model().signature();
    JsonSource.checkShapes(signature);
    return new JsonSource(paths, signature, taken, output);
  }
}
