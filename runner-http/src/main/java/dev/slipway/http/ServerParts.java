package dev.slipway.http;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Predictor;
import dev.slipway.core.Slipway;
import dev.slipway.http.internal.grpc.GrpcFrontend;
import dev.slipway.http.internal.log.RequestLogs;
import dev.slipway.http.internal.metrics.ServerMetrics;
import dev.slipway.http.internal.net.StreamLimits;
import dev.slipway.http.internal.rest.Frontend;
import dev.slipway.http.internal.serving.Calls;
import dev.slipway.http.internal.serving.FollowedModel;
import dev.slipway.http.internal.serving.InferenceService;
import dev.slipway.http.internal.serving.ModelRepository;
import dev.slipway.http.internal.serving.Readiness;
import dev.slipway.http.internal.serving.ServedModels;
import dev.slipway.http.internal.serving.ServedVersion;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What a server is made of, in the order in which it starts and stops. */
final class ServerParts implements Readiness {

  private final Settings settings;
  private final Vertx vertx;
  private final ServerMetrics metrics;
  private final InferenceService service;
  private final ServedModels models;
  private final Listeners listeners;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean loaded;
  private volatile ModelRepository repository;

  /** What a builder was told. */
  record Settings(
      String host,
      int port,
      int threads,
      ServerLimits limits,
      Duration refresh,
      Duration drain,
      Duration lameDuck,
      RepositoryControl control,
      RequestLogs logs) {}

  ServerParts(Settings settings) {
    this.settings = settings;
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setDisableTCCL(true)
                .setEventLoopPoolSize(settings.threads()));
    AtomicInteger pending = new AtomicInteger();
    this.metrics = new ServerMetrics(pending::get);
    this.service =
        new InferenceService(settings.threads(), settings.limits().queued(), pending, metrics);
    this.models = new ServedModels(metrics);
    this.repository = new ModelRepository(models, List.of());
    this.listeners = new Listeners(vertx, settings.limits(), settings.lameDuck(), settings.drain());
  }

  /** Blocks until every event loop listens. */
  void listen() {
    try {
      listeners.start(settings.host(), settings.port(), settings.threads(), this::frontend);
    } catch (RuntimeException failure) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE,
          "Cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + ": "
              + Futures.reason(failure)
              + " (choose another port)",
          failure);
    }
  }

  private Frontend frontend(StreamLimits streams) {
    ServerLimits limits = settings.limits();
    boolean mayControl = settings.control() == RepositoryControl.ALLOWED;
    Calls calls = new Calls(models, service, limits.rows(), limits.answerTime());
    return new Frontend(
        new Frontend.Serving(models, calls, this, () -> repository, settings.logs()),
        new Frontend.Limits(limits.bodyBytes(), mayControl, streams),
        metrics::scrape,
        new GrpcFrontend(
            vertx,
            new GrpcFrontend.Serving(models, calls, this, () -> repository, settings.logs()),
            new GrpcFrontend.Limits(limits.bodyBytes(), mayControl, streams)));
  }

  /** Blocks until every model answers, then follows references. */
  void load(Map<String, Predictor> predictors, Map<String, String> references, Slipway opener) {
    predictors.forEach(
        (name, predictor) ->
            models.add(
                ServedVersion.measured(
                    name, predictor, ServedVersion.Ownership.CALLER, settings.threads())));
    List<FollowedModel> followed = new ArrayList<>();
    references.forEach(
        (name, reference) ->
            followed.add(
                new FollowedModel(name, reference, opener, 2 * settings.threads(), models)));
    ModelRepository loading = new ModelRepository(models, followed);
    repository.close();
    repository = loading;
    loading.loadAll();
    loaded = true;
    loading.follow(settings.refresh().toMillis());
  }

  int port() {
    return listeners.port();
  }

  @Override
  public boolean isReady() {
    return loaded && !closed.get() && repository.isReady();
  }

  @Override
  public boolean isStopping() {
    return closed.get();
  }

  @Override
  public String reason() {
    if (closed.get()) {
      return "the server is stopping";
    }
    return isReady() ? "" : "not every model is loaded";
  }

  /**
   * Ends with no request lost: connections are told to end with their answers, then new ones are
   * refused, running requests are waited for, and at last everything is freed.
   */
  void close() {
    if (closed.compareAndSet(false, true)) {
      listeners.close();
      repository.close();
      service.close();
      models.clear();
      metrics.close();
      Futures.await("Cannot stop the server", vertx.close());
    }
  }
}
