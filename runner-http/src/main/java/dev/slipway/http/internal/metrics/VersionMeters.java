package dev.slipway.http.internal.metrics;

import dev.slipway.ErrorCode;
import dev.slipway.SlipwayException;
import dev.slipway.http.internal.serving.ServedVersion;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The meters of one version. Thread-safe. */
final class VersionMeters {

  /** Why a call has no answer, as Triton names it. */
  private enum Reason {
    REJECTED,
    CANCELED,
    BACKEND,
    OTHER
  }

  private static final Duration[] BOUNDARIES = {
    Duration.ofNanos(100_000),
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final List<Meter> all = new ArrayList<>();
  private final Timer answered;
  private final Timer failed;
  private final Timer queued;
  private final Timer kserve;
  private final Counter rows;
  private final Map<Reason, Counter> failures = new EnumMap<>(Reason.class);

  VersionMeters(MeterRegistry registry, ServedVersion version) {
    this.registry = registry;
    Tags own = Tags.of("model", version.name(), "version", version.label(), "strategy", "http");
    this.answered = timer("slipway.predict", own.and("outcome", "answered"));
    this.failed = timer("slipway.predict", own.and("outcome", "failed"));
    this.queued = timer("slipway.queue", own);
    this.rows = kept(registry.counter("slipway.rows", own));
    this.kserve = timer("request.predict", Tags.of("model_name", version.name()));
    Tags plain = Tags.of("model", version.name(), "version", version.label());
    all.addAll(TritonMeters.register(registry, version));
    for (Reason reason : Reason.values()) {
      failures.put(
          reason,
          kept(
              registry.counter(
                  "nv.inference.request.failure", plain.and("reason", reason.name()))));
    }
  }

  private Timer timer(String name, Tags tags) {
    return kept(
        Timer.builder(name).tags(tags).serviceLevelObjectives(BOUNDARIES).register(registry));
  }

  private <M extends Meter> M kept(M meter) {
    all.add(meter);
    return meter;
  }

  List<Meter> all() {
    return all;
  }

  void answered(int count, long queuedNanos, long inferNanos) {
    answered.record(queuedNanos + inferNanos, TimeUnit.NANOSECONDS);
    queued.record(queuedNanos, TimeUnit.NANOSECONDS);
    kserve.record(inferNanos, TimeUnit.NANOSECONDS);
    rows.increment(count);
  }

  void failed(RuntimeException failure, long nanos) {
    failed.record(nanos, TimeUnit.NANOSECONDS);
    Counter counter = failures.get(reason(failure));
    if (counter != null) {
      counter.increment();
    }
  }

  private static Reason reason(RuntimeException failure) {
    if (!(failure instanceof SlipwayException known)) {
      return Reason.OTHER;
    }
    if (known.code() == ErrorCode.CANCELLED) {
      return Reason.CANCELED;
    }
    return switch (known.code().blame()) {
      case CAPACITY -> Reason.REJECTED;
      case ENGINE, PACKAGE -> Reason.BACKEND;
      case CALLER -> Reason.OTHER;
    };
  }
}
