package dev.slipway.batch;

import dev.slipway.CallOptions;
import dev.slipway.Predictor;
import dev.slipway.batch.internal.output.Output.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Scores files into files: Parquet, CSV and JSON lines, each from and into each.
 *
 * <p>The output has every column of the input, then the model's outputs (tensors as lists, in CSV
 * as columns {@code name_0}, {@code name_1} and so on), then {@code model_name}, {@code
 * model_version}, {@code model_digest} and {@code scored_at}; its rows are those of the input in
 * the same order. It appears as a whole when the job is done, or not at all: a job that fails, is
 * interrupted or dies leaves what was there before. A bad row fails the job, unless it is told
 * where to put such rows. docs/batch.md says what each type becomes in each format.
 *
 * <p>Immutable and thread-safe; a job can be run again, which replaces its output file. The
 * predictor stays the caller's.
 */
public final class BatchJob {

  /** The memory that DuckDB may use unless told otherwise, beyond the Java heap: 1 GiB. */
  public static final long DEFAULT_MEMORY_BYTES = 1L << 30;

  /** The most threads of a job: each has memory of its own, and more than cores only wait. */
  public static final int MOST_THREADS = 256;

  private static final long LEAST_MEMORY_BYTES = 64L << 20;

  private final JobSettings settings;

  private BatchJob(JobSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns a builder of a job.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Runs the job. Blocks until the output is there; an interrupt ends it within the time of one
   * batch of rows.
   *
   * @return what was done
   * @throws dev.slipway.InvalidInputException if files or columns are not as they must be, a row
   *     was rejected, or the output cannot be written where it shall be; all problems at once
   * @throws dev.slipway.OverloadedException if another job is writing the same output, or this
   *     thread was interrupted (it then stays interrupted)
   * @throws dev.slipway.UnsupportedModelException if an output has no fixed shape
   * @throws dev.slipway.EngineException if the model, the database or a disk failed
   */
  public BatchReport run() {
    return new JobRun(settings).run();
  }

  /** Collects what a job needs. Not thread-safe. */
  public static final class Builder {

    private final List<String> inputs = new ArrayList<>();
    private @Nullable Predictor predictor;
    private @Nullable Path output;
    private Kind outputKind = Kind.FILE;
    private @Nullable FileFormat inputFormat;
    private @Nullable FileFormat outputFormat;
    private @Nullable Compression compression;
    private @Nullable Path rejects;
    private CsvOptions csv = CsvOptions.defaults();
    private CallOptions options = CallOptions.defaults();
    private int threads = Runtime.getRuntime().availableProcessors();
    private long memoryBytes = DEFAULT_MEMORY_BYTES;
    private ProgressListener progress = ignored -> {};
    private Clock clock = Clock.systemUTC();
    private boolean provenance = true;

    private Builder() {}

    /**
     * Sets who answers; required.
     *
     * @param answering a predictor that stays open while the job runs
     * @return this
     */
    public Builder predictor(Predictor answering) {
      predictor = Objects.requireNonNull(answering, "predictor");
      return this;
    }

    /**
     * Adds files to score; at least one pattern is required. Files of several patterns are read in
     * the order of the patterns, files of one in the order of their paths. All files are of one
     * format and have the same columns of the same types; they are matched by name.
     *
     * @param pattern a file, a directory (all its files with the ending of a format), or a pattern
     *     with {@code *}, {@code ?}, {@code [a-z]} and {@code **} for any depth
     * @return this
     */
    public Builder input(String pattern) {
      inputs.add(Objects.requireNonNull(pattern, "input"));
      return this;
    }

    /**
     * Sets the format of the input.
     *
     * @param format default: what the names of the files tell, Parquet if nothing
     * @return this
     */
    public Builder inputFormat(FileFormat format) {
      inputFormat = Objects.requireNonNull(format, "inputFormat");
      return this;
    }

    /**
     * Sets the format of the output.
     *
     * @param format default: what its name tells, Parquet if nothing; the input's for a directory
     * @return this
     */
    public Builder outputFormat(FileFormat format) {
      outputFormat = Objects.requireNonNull(format, "outputFormat");
      return this;
    }

    /**
     * Sets how the output is packed.
     *
     * @param packing default: for Parquet {@link Compression#SNAPPY}, else {@link Compression#GZIP}
     *     for a name that ends in {@code .gz} and {@link Compression#NONE} for others
     * @return this
     */
    public Builder compression(Compression packing) {
      compression = Objects.requireNonNull(packing, "compression");
      return this;
    }

    /**
     * Sets how CSV files stand there. The delimiter counts for input and output, the rest for the
     * input.
     *
     * @param options default: {@link CsvOptions#defaults}
     * @return this
     */
    public Builder csv(CsvOptions options) {
      csv = Objects.requireNonNull(options, "csv");
      return this;
    }

    /**
     * Puts bad rows into a file instead of failing the job: rows that cannot be read and rows that
     * the predictor rejects. The file appears with the output and replaces one that is there; it
     * has the columns {@code file}, {@code row} (from 0), {@code line} (from 1, for text formats),
     * {@code column}, {@code code} and {@code reason}, one row for each bad row.
     *
     * @param file its ending tells its format; JSON lines if it tells none
     * @return this
     */
    public Builder rejects(Path file) {
      rejects = Objects.requireNonNull(file, "rejects");
      return this;
    }

    /**
     * Sets where the answers go; required. A path that ends in {@code /}, or is a directory,
     * becomes a directory with one part file for each input file; it must be new or empty. Any
     * other path becomes one file, which replaces one that is there.
     *
     * @param path a file or directory in a directory that is there
     * @return this
     */
    public Builder output(String path) {
      output(Path.of(path));
      outputKind = path.endsWith("/") ? Kind.DIRECTORY : outputKind;
      return this;
    }

    /**
     * Sets where the answers go, as {@link #output(String)} does.
     *
     * @param path a file or directory in a directory that is there
     * @return this
     */
    public Builder output(Path path) {
      output = Objects.requireNonNull(path, "output");
      outputKind = Files.isDirectory(path) ? Kind.DIRECTORY : Kind.FILE;
      return this;
    }

    /**
     * Sets params and the timeout of every call of the predictor.
     *
     * @param everyCall default: none
     * @return this
     */
    public Builder options(CallOptions everyCall) {
      options = Objects.requireNonNull(everyCall, "options");
      return this;
    }

    /**
     * Sets how many threads read, score and write.
     *
     * @param count default: the number of processors
     * @return this
     * @throws IllegalArgumentException if it is below 1 or above {@link #MOST_THREADS}
     */
    public Builder threads(int count) {
      if (count < 1 || count > MOST_THREADS) {
        throw new IllegalArgumentException(
            "threads must be from 1 to " + MOST_THREADS + ", but was " + count);
      }
      threads = count;
      return this;
    }

    /**
     * Sets how much memory DuckDB may use, beyond the Java heap and the model.
     *
     * @param bytes default: {@link #DEFAULT_MEMORY_BYTES}
     * @return this
     * @throws IllegalArgumentException if it is below 64 MiB
     */
    public Builder memoryBytes(long bytes) {
      if (bytes < LEAST_MEMORY_BYTES) {
        throw new IllegalArgumentException(
            "memoryBytes must be at least " + LEAST_MEMORY_BYTES + ", but was " + bytes);
      }
      memoryBytes = bytes;
      return this;
    }

    /**
     * Sets who is told how far the job is.
     *
     * @param listener default: nobody
     * @return this
     */
    public Builder progress(ProgressListener listener) {
      progress = Objects.requireNonNull(listener, "progress");
      return this;
    }

    /**
     * Sets the clock of the column {@code scored_at}.
     *
     * @param source default: the system's
     * @return this
     */
    public Builder clock(Clock source) {
      clock = Objects.requireNonNull(source, "clock");
      return this;
    }

    /**
     * Leaves out the columns {@code model_name}, {@code model_version}, {@code model_digest} and
     * {@code scored_at}.
     *
     * @return this
     */
    public Builder withoutProvenance() {
      provenance = false;
      return this;
    }

    private @Nullable Compression packing(Path path) {
      return compression == null ? JobFiles.compression(path) : compression;
    }

    /**
     * Returns the job.
     *
     * @return a job that has not run yet
     * @throws IllegalStateException if the predictor, an input or the output is not set
     */
    public BatchJob build() {
      if (predictor == null || output == null || inputs.isEmpty()) {
        throw new IllegalStateException("a job needs a predictor, an input and an output");
      }
      return new BatchJob(
          new JobSettings(
              predictor,
              options,
              new JobSettings.Source(List.copyOf(inputs), inputFormat, csv),
              new JobSettings.Target(output, outputKind, outputFormat, packing(output), rejects),
              new JobSettings.Limits(threads, memoryBytes),
              progress,
              clock,
              provenance));
    }
  }
}
