package dev.slipway.batch;

import dev.slipway.CallOptions;
import dev.slipway.Predictor;
import dev.slipway.batch.internal.output.Output;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** All that a {@link BatchJob} was told; {@code provenance} is whether it adds those columns. */
record JobSettings(
    Predictor predictor,
    CallOptions options,
    List<String> inputs,
    Target target,
    Limits limits,
    ProgressListener progress,
    Clock clock,
    boolean provenance) {

  /** Where the answers go. */
  record Target(Path path, Output.Kind kind) {}

  /** What a run may use. */
  record Limits(int threads, long memoryBytes) {}
}
