package dev.slipway.http;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Predictor;
import dev.slipway.http.internal.grpc.GrpcFrontend;
import dev.slipway.http.internal.metrics.ServerMetrics;
import dev.slipway.http.internal.rest.Frontend;
import dev.slipway.http.internal.serving.Readiness;
import dev.slipway.http.internal.serving.Calls;
import dev.slipway.http.internal.serving.InferenceService;
import dev.slipway.http.internal.serving.ServedModels;
import dev.slipway.http.internal.serving.ServedVersion;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Answers requests of the network with predictors. Thread-safe.
 *
 * <p>It listens on loopback unless told otherwise. Closing refuses new connections, lets running
 * requests end, and then closes what it opened itself; predictors that were handed in stay open.
 */
public final class InferenceServer implements AutoCloseable {

  private final Vertx vertx;
  private final InferenceService service;
  private final ServedModels models;
  private final Listeners listeners;
  private final ServerMetrics metrics;
  private final AtomicBoolean closed = new AtomicBoolean();

  private InferenceServer(
      Vertx vertx,
      InferenceService service,
      ServedModels models,
      Listeners listeners,
      ServerMetrics metrics) {
    this.metrics = metrics;
    this.vertx = vertx;
    this.service = service;
    this.models = models;
    this.listeners = listeners;
  }

  /**
   * Returns a builder of a server.
   *
   * @return a builder with the defaults and no models
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the port that it listens on.
   *
   * @return the one that was asked for, or the free one that was found for 0
   */
  public int port() {
    return listeners.port();
  }

  /** Refuses new connections, lets running requests end and frees everything. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      listeners.close();
      service.close();
      models.clear();
      metrics.close();
      Futures.await("Cannot stop the server", vertx.close());
    }
  }

  private Readiness readiness() {
    return new Readiness() {
      @Override
      public boolean isReady() {
        return !closed.get();
      }

      @Override
      public String reason() {
        return closed.get() ? "the server is stopping" : "";
      }
    };
  }

  /** Collects what a server needs. Not thread-safe. */
  public static final class Builder {

    /** 8080. */
    public static final int DEFAULT_PORT = 8080;

    /** Loopback. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private final List<ServedVersion> versions = new ArrayList<>();
    private String host = DEFAULT_HOST;
    private int port = DEFAULT_PORT;
    private ServerLimits limits = ServerLimits.defaults();
    private int threads = Runtime.getRuntime().availableProcessors();

    private Builder() {}

    /**
     * Adds a model under its own name.
     *
     * @param predictor what answers; stays open as long as the server runs, and the caller's
     * @return this
     */
    public Builder model(Predictor predictor) {
      return model(predictor.model().version().name(), predictor);
    }

    /**
     * Adds a model, or another version of it; the last one answers where no version is named.
     *
     * @param name what callers ask for it by
     * @param predictor what answers; stays open as long as the server runs, and the caller's
     * @return this
     * @throws IllegalArgumentException if the name has others than letters, digits, {@code .},
     *     {@code _} and {@code -}
     */
    public Builder model(String name, Predictor predictor) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "model name '" + name + "' must be of letters, digits, '.', '_' and '-', starting with a letter or digit");
      }
      versions.add(
          new ServedVersion(
              name,
              predictor,
              ServedVersion.Ownership.CALLER,
              threads));
      return this;
    }

    /**
     * Sets the address to listen on.
     *
     * @param address default: {@link #DEFAULT_HOST}; {@code 0.0.0.0} for every network
     * @return this
     */
    public Builder host(String address) {
      host = Objects.requireNonNull(address, "host");
      return this;
    }

    /**
     * Sets the port to listen on.
     *
     * @param number default: {@link #DEFAULT_PORT}; 0 for a free one
     * @return this
     * @throws IllegalArgumentException if it is below 0 or above 65,535
     */
    public Builder port(int number) {
      if (number < 0 || number > 65_535) {
        throw new IllegalArgumentException("port must be from 0 to 65535, but was " + number);
      }
      port = number;
      return this;
    }

    /**
     * Sets what requests may be.
     *
     * @param most default: {@link ServerLimits#defaults()}
     * @return this
     */
    public Builder limits(ServerLimits most) {
      limits = Objects.requireNonNull(most, "limits");
      return this;
    }

    /**
     * Starts a server. Blocks until it listens.
     *
     * @return a running server, which the caller closes
     * @throws EngineException if the port cannot be had; nothing stays open
     */
    public InferenceServer start() {
      Vertx vertx =
          Vertx.vertx(
              new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(threads));
      AtomicInteger pending = new AtomicInteger();
      ServerMetrics metrics = new ServerMetrics(pending::get);
      InferenceService service =
          new InferenceService(threads, limits.queued(), pending, metrics);
      ServedModels models = new ServedModels(metrics);
      versions.forEach(models::add);
      Listeners listeners = new Listeners(vertx, limits);
      InferenceServer server = new InferenceServer(vertx, service, models, listeners, metrics);
      try {
        listeners.start(host, port, threads, frontend(server));
        return server;
      } catch (RuntimeException failure) {
        server.close();
        throw new EngineException(
            ErrorCode.ENGINE_FAILURE,
            "Cannot listen on " + host + ":" + port + ": " + Futures.reason(failure)
                + " (choose another port)",
            failure);
      }
    }

    private Frontend frontend(InferenceServer server) {
      Readiness readiness = server.readiness();
      Calls calls =
          new Calls(server.models, server.service, limits.rows(), limits.answerTime());
      return new Frontend(
          server.models,
          calls,
          readiness,
          new Frontend.Limits(limits.bodyBytes(), limits.requestTime().toMillis()),
          server.metrics::scrape,
          new GrpcFrontend(server.vertx, server.models, calls, readiness, limits.bodyBytes()));
    }
  }
}
