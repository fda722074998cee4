package dev.slipway.batch;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.SlipwayException;
import dev.slipway.Table;
import dev.slipway.batch.internal.csv.ByteBuilder;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.Sql;
import dev.slipway.batch.internal.database.WatchedStatement;
import dev.slipway.batch.internal.input.InputFile;
import dev.slipway.batch.internal.rejects.RejectsFile;
import dev.slipway.batch.internal.rows.ColumnRows;
import dev.slipway.batch.internal.rows.FileSequence;
import dev.slipway.batch.internal.rows.ParquetSource;
import dev.slipway.batch.internal.rows.RowBatch;
import dev.slipway.batch.internal.rows.RowFiles;
import dev.slipway.batch.internal.rows.RowPipeline;
import dev.slipway.batch.internal.rows.RowScoring;
import dev.slipway.batch.internal.rows.RowScoring.Scored;
import dev.slipway.batch.internal.rows.TextRows;
import dev.slipway.batch.internal.table.RowsFunction;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Scores files of which at least one side is text, batch by batch. */
final class RowWriter implements JobWriter {

  private static final long TICK_NANOS = 100_000_000;
  private static final int BUFFER_BYTES = 1 << 16;

  private final JobSettings settings;
  private final Provenance provenance;
  private final Parts parts;
  private final RowScoring scoring;
  private final Table noAnswers;
  private final long totalBytes;
  private volatile long rows;
  private final AtomicLong bytesBefore = new AtomicLong();
  private long startNanos;
  private long tickedNanos;

  /** What a writer works with. */
  record Parts(
      RowFiles files, FileFormat output, Database database, @Nullable RejectsFile rejects) {

    /** Tells whether what the database said is the fault of files that it reads. */
    SQLException fault(SQLException fault) {
      return files instanceof ParquetSource parquet
          ? DamagedInput.unlessWhole(database, parquet.files(), fault)
          : fault;
    }
  }

  RowWriter(JobSettings settings, Provenance provenance, Parts parts) {
    this.settings = settings;
    this.provenance = provenance;
    this.parts = parts;
    this.scoring = new RowScoring(settings.predictor(), settings.options(), parts.rejects != null);
    this.noAnswers =
        Table.of(
            settings.predictor().model().signature().outputNames(),
            settings.predictor().newAnswers());
    this.totalBytes = parts.files.files().stream().mapToLong(InputFile::bytes).sum();
  }

  @Override
  public List<InputFile> files() {
    return parts.files.files();
  }

  @Override
  public void start(long started) {
    startNanos = started;
    tickedNanos = started;
  }

  @Override
  public long finish() {
    report(rows);
    return rows;
  }

  @Override
  public void write(List<Integer> files, Path file)
      throws SQLException, IOException, InterruptedException {
    try (FileSequence source = new FileSequence(parts.files, files)) {
      if (parts.output == FileFormat.PARQUET) {
        writeColumns(source, file);
      } else {
        writeText(source, file);
      }
      bytesBefore.addAndGet(source.bytesRead());
    } catch (SQLException fault) {
      throw parts.fault(fault);
    }
  }

  /** Rows as text, and those of them that have no answer. */
  private record Encoded(ByteBuilder text, Scored rows) {}

  private void writeText(FileSequence source, Path file)
      throws SQLException, IOException, InterruptedException {
    TextRows text =
        new TextRows(parts.output, settings.source().csv().delimiter(), provenance.texts());
    try (OutputStream out = open(file);
        RowPipeline<Encoded> pipeline =
            new RowPipeline<>(source, batch -> encoded(batch, text), settings.limits().threads())) {
      write(text.header(parts.files, noAnswers), out);
      for (Encoded next = pipeline.next(); next != null; next = pipeline.next()) {
        write(next.text, out);
        count(next.rows);
        tick(source);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
  }

  private Encoded encoded(RowBatch batch, TextRows text) {
    Scored scored = scoring.score(batch);
    return new Encoded(text.encode(scored), scored);
  }

  private OutputStream open(Path file) throws IOException {
    OutputStream bytes = Files.newOutputStream(file);
    return settings.target().compression() == Compression.GZIP
        ? new GZIPOutputStream(bytes, BUFFER_BYTES)
        : new BufferedOutputStream(bytes, BUFFER_BYTES);
  }

  private static void write(ByteBuilder text, OutputStream out) throws IOException {
    out.write(text.bytes(), 0, text.length());
  }

  private void writeColumns(FileSequence source, Path file)
      throws SQLException, InterruptedException {
    try (RowPipeline<Scored> pipeline =
        new RowPipeline<>(source, scoring::score, settings.limits().threads())) {
      RowsFunction function =
          new RowsFunction(() -> nextTable(pipeline), ColumnRows.items(parts.files, noAnswers));
      function.register(parts.database.connection());
      List<String> items = provenance.items();
      String copy =
          "COPY (SELECT *"
              + (items.isEmpty() ? "" : ", " + String.join(", ", items))
              + " FROM ("
              + function.sql()
              + ")) TO "
              + Sql.literal(file.toString())
              + " (FORMAT parquet, USE_TMP_FILE false"
              + ParquetCompression.option(settings.target().compression())
              + ")";
      run(copy, function, source);
    }
  }

  private Table nextTable(RowPipeline<Scored> pipeline) throws IOException, SQLException {
    try {
      for (Scored next = pipeline.next(); next != null; next = pipeline.next()) {
        count(next);
        if (next.answers().rows() > 0) {
          return ColumnRows.of(next);
        }
      }
      return ColumnRows.none(parts.files, noAnswers);
    } catch (InterruptedException stopped) {
      throw new IOException("the job was interrupted", stopped);
    }
  }

  private void run(String copy, RowsFunction function, FileSequence source)
      throws SQLException, InterruptedException {
    long before = rows - rejected();
    try {
      long written = WatchedStatement.run(parts.database, copy, watcher(function, source));
      long scored = rows - rejected() - before;
      if (written != scored) {
        throw new EngineException(
            ErrorCode.ENGINE_FAILURE,
            "Cannot score: " + scored + " rows were scored and " + written + " written",
            null);
      }
    } catch (SQLException fault) {
      // DuckDB gives a function's exception back as text; the exception itself was kept.
      throw function.failure().map(RowWriter::own).orElseThrow(() -> fault);
    }
  }

  private static RuntimeException own(Throwable kept) {
    if (kept instanceof SlipwayException known) {
      return known;
    }
    if (kept instanceof Error error) {
      throw error;
    }
    return new EngineException(ErrorCode.ENGINE_FAILURE, "Cannot score: " + kept, kept);
  }

  private WatchedStatement.Watcher watcher(RowsFunction function, FileSequence source) {
    return new WatchedStatement.Watcher() {
      @Override
      public void tick() {
        report(total(source));
      }

      @Override
      public void stopping() {
        function.cancel();
      }
    };
  }

  private void count(Scored next) {
    if (parts.rejects != null) {
      parts.rejects.add(next.rejected());
    }
    rows = rows + next.answers().rows() + next.rejected().size();
  }

  private long rejected() {
    return parts.rejects == null ? 0 : parts.rejects.count();
  }

  private void tick(FileSequence source) {
    if (System.nanoTime() - tickedNanos >= TICK_NANOS) {
      report(total(source));
      tickedNanos = System.nanoTime();
    }
  }

  /** Guesses how many rows there are from how many there were in what is read. */
  private long total(FileSequence source) {
    long read = bytesBefore.get() + source.bytesRead();
    return read == 0 ? rows : Math.max(rows, (long) (rows * (double) totalBytes / read));
  }

  private void report(long total) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    settings.progress().progressed(new BatchProgress(rows, total, elapsed));
  }
}
