package dev.slipway.http.internal.metrics;

import dev.slipway.http.internal.serving.CallListener;
import dev.slipway.http.internal.serving.ServedVersion;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * Counts calls for Prometheus. Thread-safe.
 *
 * <p>Our own names have times in seconds and the labels {@code model}, {@code version} and {@code
 * strategy}. Beside them stand the names that Triton and KServe have for the same, so that their
 * dashboards work.
 */
public final class ServerMetrics implements CallListener, AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<ServedVersion, VersionMeters> meters = new ConcurrentHashMap<>();

  /** Held here, since gauges hold what they read only weakly. */
  @SuppressWarnings({"FieldCanBeLocal", "UnusedVariable"})
  private final IntSupplier pending;

  /**
   * Creates metrics of no version.
   *
   * @param pending tells how many calls wait or run on workers
   */
  public ServerMetrics(IntSupplier pending) {
    this.pending = pending;
    registry.gauge(
        "slipway.calls.pending", Tags.of("strategy", "http"), pending, IntSupplier::getAsInt);
    registry.gauge(
        "nv.inference.pending.request.count", Tags.empty(), pending, IntSupplier::getAsInt);
  }

  /** Returns everything that was counted, in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void added(ServedVersion version) {
    meters.computeIfAbsent(version, added -> new VersionMeters(registry, added));
  }

  @Override
  public void removed(ServedVersion version) {
    VersionMeters gone = meters.remove(version);
    if (gone != null) {
      List<Meter> own = gone.all();
      own.forEach(registry::remove);
    }
  }

  @Override
  public void answered(ServedVersion version, int rows, long queuedNanos, long inferNanos) {
    VersionMeters counting = meters.get(version);
    if (counting != null) {
      counting.answered(rows, queuedNanos, inferNanos);
    }
  }

  @Override
  public void failed(ServedVersion version, RuntimeException failure, long nanos) {
    VersionMeters counting = meters.get(version);
    if (counting != null) {
      counting.failed(failure, nanos);
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
