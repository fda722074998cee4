package dev.slipway.batch;

import dev.slipway.CallOptions;
import dev.slipway.Predictor;
import dev.slipway.batch.internal.output.Output;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a {@link BatchJob} was told; {@code provenance} is whether it adds those columns. */
record JobSettings(
    Predictor predictor,
    CallOptions options,
    Source source,
    Target target,
    Limits limits,
    ProgressListener progress,
    Clock clock,
    boolean provenance) {

  /** What is read; without a format the names of the files tell it. */
  record Source(List<String> patterns, @Nullable FileFormat format, CsvOptions csv) {}

  /**
   * Where the answers go; without a format its name or the input tells it. Bad rows go to {@code
   * rejects}; without it they fail the job.
   */
  record Target(
      Path path,
      Output.Kind kind,
      @Nullable FileFormat format,
      @Nullable Compression compression,
      @Nullable Path rejects) {}

  /** What a run may use. */
  record Limits(int threads, long memoryBytes) {}
}
