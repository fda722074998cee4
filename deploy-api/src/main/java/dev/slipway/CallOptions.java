package dev.slipway;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What one call wants beyond its input. Immutable. */
public final class CallOptions {

  private static final CallOptions DEFAULTS = new CallOptions(Map.of(), null, null);

  private final Map<String, Object> params;
  private final @Nullable Duration timeout;
  private final @Nullable CompletionStage<?> cancellation;

  private CallOptions(
      Map<String, Object> params,
      @Nullable Duration timeout,
      @Nullable CompletionStage<?> cancellation) {
    this.params = params;
    this.timeout = timeout;
    this.cancellation = cancellation;
  }

  /**
   * Returns no params and no timeout.
   *
   * @return the defaults
   */
  public static CallOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns these options with one parameter set; it overrides the signature's default.
   *
   * @param name a parameter of the signature
   * @param value a {@link Number}, {@link Boolean}, {@link String} or {@link java.time.Instant} as
   *     the parameter's type is, or a {@link List} of these, which is copied
   * @return new options
   */
  public CallOptions withParam(String name, Object value) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    Map<String, Object> more = new LinkedHashMap<>(params);
    more.put(name, value instanceof List<?> list ? List.copyOf(list) : value);
    return new CallOptions(Collections.unmodifiableMap(more), timeout, cancellation);
  }

  /**
   * Returns these options with a time limit, which counts from the start of the call and includes
   * waiting for a free place.
   *
   * @param limit greater than zero
   * @return new options
   * @throws IllegalArgumentException if the limit is zero or negative
   */
  public CallOptions withTimeout(Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException("timeout must be greater than zero, but was " + limit);
    }
    return new CallOptions(params, limit, cancellation);
  }

  /**
   * Returns these options with a signal that ends the call before its answer is there, as when
   * nobody waits for it any more. The call then fails with {@link ErrorCode#CANCELLED}.
   *
   * @param signal ends the call when it completes, in whichever way; one of its own for each call,
   *     since it keeps what waits for it
   * @return new options
   */
  public CallOptions withCancellation(CompletionStage<?> signal) {
    return new CallOptions(params, timeout, Objects.requireNonNull(signal, "signal"));
  }

  /**
   * Returns the parameters of the call.
   *
   * @return names with values, unmodifiable
   */
  public Map<String, Object> params() {
    return params;
  }

  /**
   * Returns the time limit.
   *
   * @return empty if the call may take as long as it likes
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /**
   * Returns what ends the call early.
   *
   * @return empty if nothing does
   */
  public Optional<CompletionStage<?>> cancellation() {
    return Optional.ofNullable(cancellation);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallOptions options
        && params.equals(options.params)
        && Objects.equals(timeout, options.timeout)
        && Objects.equals(cancellation, options.cancellation);
  }

  @Override
  public int hashCode() {
    return Objects.hash(params, timeout, cancellation);
  }

  /** Returns the parameters and the time limit. */
  @Override
  public String toString() {
    return "params " + params + ", " + (timeout == null ? "no timeout" : "timeout " + timeout);
  }
}
