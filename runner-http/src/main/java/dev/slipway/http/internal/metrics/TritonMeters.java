package dev.slipway.http.internal.metrics;

import dev.slipway.http.internal.serving.CallStatistics;
import dev.slipway.http.internal.serving.ServedVersion;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The counters that Triton has for a model, by its names and in its units. A counter of this
 * registry would end in {@code _total}, so they are gauges that only grow.
 */
final class TritonMeters {

  private static final double NANOS_IN_MICRO = 1_000;

  private final MeterRegistry registry;
  private final CallStatistics statistics;
  private final Tags tags;

  private TritonMeters(MeterRegistry registry, ServedVersion version) {
    this.registry = registry;
    this.statistics = version.statistics();
    this.tags = Tags.of("model", version.name(), "version", version.label());
  }

  /** Returns the meters of a version, registered. */
  static List<Meter> register(MeterRegistry registry, ServedVersion version) {
    TritonMeters meters = new TritonMeters(registry, version);
    return List.of(
        meters.gauge("nv.inference.request.success", CallStatistics.Snapshot::succeeded),
        meters.gauge("nv.inference.count", CallStatistics.Snapshot::rows),
        meters.gauge("nv.inference.exec.count", CallStatistics.Snapshot::calls),
        meters.micros("nv.inference.request.duration.us", CallStatistics.Snapshot::successNanos),
        meters.micros("nv.inference.queue.duration.us", CallStatistics.Snapshot::queueNanos),
        meters.micros(
            "nv.inference.compute.infer.duration.us", CallStatistics.Snapshot::inferNanos));
  }

  private Meter gauge(String name, ToDoubleFunction<CallStatistics.Snapshot> number) {
    return Gauge.builder(name, statistics, counted -> number.applyAsDouble(counted.snapshot()))
        .tags(tags)
        .register(registry);
  }

  private Meter micros(String name, ToDoubleFunction<CallStatistics.Snapshot> nanos) {
    return gauge(name, counted -> nanos.applyAsDouble(counted) / NANOS_IN_MICRO);
  }
}
