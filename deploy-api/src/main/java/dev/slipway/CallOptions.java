package dev.slipway;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one call wants beyond its input. Immutable. */
public final class CallOptions {

  private static final CallOptions DEFAULTS = new CallOptions(Map.of(), null);

  private final Map<String, Object> params;
  private final @Nullable Duration timeout;

  private CallOptions(Map<String, Object> params, @Nullable Duration timeout) {
    this.params = params;
    this.timeout = timeout;
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
    return new CallOptions(Collections.unmodifiableMap(more), timeout);
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
    return new CallOptions(params, limit);
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallOptions options
        && params.equals(options.params)
        && Objects.equals(timeout, options.timeout);
  }

  @Override
  public int hashCode() {
    return Objects.hash(params, timeout);
  }

  /** Returns the parameters and the time limit. */
  @Override
  public String toString() {
    return "params " + params + ", " + (timeout == null ? "no timeout" : "timeout " + timeout);
  }
}
