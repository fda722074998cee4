package dev.slipway.batch;

import dev.slipway.ColumnBuffer;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.SlipwayException;
import dev.slipway.UnsupportedModelException;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.Sql;
import dev.slipway.batch.internal.database.WatchedStatement;
import dev.slipway.batch.internal.input.BoundColumn;
import dev.slipway.batch.internal.input.ColumnBinding;
import dev.slipway.batch.internal.input.Input;
import dev.slipway.batch.internal.input.InputFile;
import dev.slipway.batch.internal.rejects.RejectsFile;
import dev.slipway.batch.internal.score.Scoring;
import dev.slipway.batch.internal.score.ScoringStatement;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores Parquet files into Parquet files, one after the other, by one query each, and tells the
 * listener how far it is.
 */
final class PartWriter implements JobWriter {

  private final JobSettings settings;
  private final Provenance provenance;
  private final Input all;
  private final List<BoundColumn> columns;
  private final Database database;
  private final @Nullable RejectsFile rejects;
  private final List<ColumnBuffer> answers;
  private long totalRows;
  private long startNanos;
  private long rowsBefore;

  /** What a writer works with. */
  record Parts(
      Input input, List<BoundColumn> columns, Database database, @Nullable RejectsFile rejects) {}

  PartWriter(JobSettings settings, Provenance provenance, Parts parts) {
    this.settings = settings;
    this.provenance = provenance;
    this.all = parts.input;
    this.columns = parts.columns;
    this.database = parts.database;
    this.rejects = parts.rejects;
    this.answers = settings.predictor().newAnswers();
    for (ColumnBuffer answer : answers) {
      checkWidth(answer);
    }
    if (rejects != null) {
      all.checkLocatable();
    }
  }

  @Override
  public List<InputFile> files() {
    return all.files();
  }

  private void checkWidth(ColumnBuffer answer) {
    if (answer.width() > ColumnBinding.MAX_WIDTH) {
      throw new UnsupportedModelException(
          ErrorCode.UNSUPPORTED_MODEL,
          "Cannot score with "
              + settings.predictor().model().version()
              + ": an output has rows of "
              + answer.width()
              + " values, expected at most "
              + ColumnBinding.MAX_WIDTH
              + " (score it by calls)",
          null);
    }
  }

  @Override
  public void start(long started) {
    totalRows = all.rows();
    startNanos = started;
  }

  @Override
  public long finish() {
    report(rowsBefore);
    return rowsBefore;
  }

  @Override
  public void write(List<Integer> files, Path file) throws SQLException, InterruptedException {
    Input input = all.only(files);
    Scoring scoring =
        new Scoring(
            new Scoring.Caller(
                settings.predictor(), settings.options(), settings.limits().threads()),
            columns,
            input);
    if (rejects != null) {
      scoring.rejecting(rejects::add);
    }
    ScoringStatement statement =
        new ScoringStatement(
            input, columns, settings.predictor().model().signature().outputs(), answers);
    statement.register(database.connection(), scoring);
    String copy =
        "COPY ("
            + statement.sql(provenance.items())
            + ") TO "
            + Sql.literal(file.toString())
            + " (FORMAT parquet, USE_TMP_FILE false"
            + ParquetCompression.option(settings.target().compression())
            + RowGroups.option(input.columns(), answers)
            + ")";
    long rejectedBefore = rejectedRows();
    long written = run(copy, scoring, input) + rejectedRows() - rejectedBefore;
    checkCount(input, scoring.rows(), written);
    rowsBefore += written;
  }

  private long rejectedRows() {
    return rejects == null ? 0 : rejects.count();
  }

  private long run(String copy, Scoring scoring, Input input)
      throws SQLException, InterruptedException {
    try {
      return WatchedStatement.run(database, copy, watcher(scoring));
    } catch (SQLException fault) {
      // DuckDB gives a function's exception back as text; the exception itself was kept.
      throw scoring
          .failure()
          .map(kept -> own(kept, input))
          .orElseThrow(() -> DamagedInput.unlessWhole(database, input.files(), fault));
    }
  }

  private static RuntimeException own(Throwable kept, Input input) {
    if (kept instanceof SlipwayException known) {
      return known;
    }
    if (kept instanceof Error error) {
      throw error;
    }
    return new EngineException(
        ErrorCode.ENGINE_FAILURE, "Cannot score " + input + ": " + kept, kept);
  }

  private WatchedStatement.Watcher watcher(Scoring scoring) {
    return new WatchedStatement.Watcher() {
      @Override
      public void tick() {
        report(rowsBefore + scoring.rows());
      }

      @Override
      public void stopping() {
        scoring.cancel();
      }
    };
  }

  private void report(long rows) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    settings.progress().progressed(new BatchProgress(rows, totalRows, elapsed));
  }

  private static void checkCount(Input input, long scored, long written) {
    if (scored != input.rows() || written != input.rows()) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE,
          "Cannot score "
              + input
              + ": it has "
              + input.rows()
              + " rows, but "
              + scored
              + " were scored and "
              + written
              + " written or rejected",
          null);
    }
  }
}
