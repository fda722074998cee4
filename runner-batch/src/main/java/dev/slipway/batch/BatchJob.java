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
 * Scores Parquet files into Parquet files.
 *
 * <p>The output has every column of the input, then the model's outputs (tensors as lists), then
 * {@code model_name}, {@code model_version}, {@code model_digest} and {@code scored_at}; its rows
 * are those of the input in the same order. It appears as a whole when the job is done, or not at
 * all: a job that fails, is interrupted or dies leaves what was there before. One row that the
 * predictor rejects fails the job.
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
   * chunk of 2048 rows.
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
     * the order of the patterns, files of one in the order of their paths. All files must have the
     * same columns of the same types; they are matched by name.
     *
     * @param pattern a Parquet file, a directory (all its {@code *.parquet} files), or a pattern
     *     with {@code *}, {@code ?}, {@code [a-z]} and {@code **} for any depth
     * @return this
     */
    public Builder input(String pattern) {
      inputs.add(Objects.requireNonNull(pattern, "input"));
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
              List.copyOf(inputs),
              new JobSettings.Target(output, outputKind),
              new JobSettings.Limits(threads, memoryBytes),
              progress,
              clock,
              provenance));
    }
  }
}
