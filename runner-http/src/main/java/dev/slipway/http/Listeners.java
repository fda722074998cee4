package dev.slipway.http;

import dev.slipway.http.internal.net.StreamLimits;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Listens on one port with every event loop. */
final class Listeners {

  private static final int MOST_STREAMS = 256;

  /** Streams of a connection that a caller may open and give up within the window. */
  private static final int MOST_RESETS = 400;

  private static final int RESET_WINDOW_SECONDS = 30;

  private static final long LOOK_MILLIS = 10;

  private final Vertx vertx;
  private final ServerLimits limits;
  private final Duration lameDuck;
  private final Duration drain;
  private final AtomicInteger connections = new AtomicInteger();
  private volatile int port;
  private volatile String deployment = "";

  Listeners(Vertx vertx, ServerLimits limits, Duration lameDuck, Duration drain) {
    this.vertx = vertx;
    this.limits = limits;
    this.lameDuck = lameDuck;
    this.drain = drain;
  }

  /** Makes what answers the requests of one event loop. */
  interface Frontends {
    Handler<HttpServerRequest> frontend(StreamLimits streams);
  }

  /** Blocks until every event loop listens. */
  void start(String host, int wanted, int loops, Frontends frontends) {
    // Vert.x's name for one free port that all instances of a deployment share.
    int asked = wanted == 0 ? -1 : wanted;
    deployment =
        Futures.await(
            vertx.deployVerticle(
                () -> new Loop(host, asked, frontends),
                new DeploymentOptions().setInstances(loops)));
  }

  int port() {
    return port;
  }

  /**
   * Lets open connections end by themselves for a while, since a request may be on its way to one;
   * then refuses new ones and waits for the requests that are running.
   */
  void close() {
    if (!deployment.isEmpty()) {
      awaitConnections();
      Futures.await("Cannot stop listening", vertx.undeploy(deployment));
      deployment = "";
    }
  }

  private void awaitConnections() {
    long end = System.nanoTime() + lameDuck.toNanos();
    try {
      while (connections.get() > 0 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setTcpNoDelay(true)
        .setReuseAddress(true)
        .setMaxHeaderSize(limits.headBytes())
        .setIdleTimeout(Math.toIntExact(limits.idleTime().toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHttp2ClearTextEnabled(true)
        .setHttp2RstFloodMaxRstFramePerWindow(MOST_RESETS)
        .setHttp2RstFloodWindowDuration(RESET_WINDOW_SECONDS)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(MOST_STREAMS)
                .setMaxHeaderListSize(limits.headBytes()));
  }

  /** One event loop's share. */
  private final class Loop extends AbstractVerticle {

    private final String host;
    private final int asked;
    private final StreamLimits streams = new StreamLimits(limits.requestTime(), limits.idleTime());
    private final Handler<HttpServerRequest> handler;

    private @Nullable HttpServer server;

    Loop(String host, int asked, Frontends frontends) {
      this.host = host;
      this.asked = asked;
      this.handler = frontends.frontend(streams);
    }

    @Override
    public void start(Promise<Void> started) {
      Connections open = new Connections(limits, connections);
      vertx.setPeriodic(
          Connections.sweepMillis(limits),
          tick -> {
            open.sweep();
            streams.sweep();
          });
      HttpServer made =
          vertx
              .createHttpServer(options())
              .connectionHandler(open::opened)
              .requestHandler(request -> handle(request, open));
      server = made;
      Future<HttpServer> listening = made.listen(asked, host);
      listening
          .onSuccess(
              ready -> {
                port = ready.actualPort();
                started.complete();
              })
          .onFailure(started::fail);
    }

    private void handle(HttpServerRequest request, Connections open) {
      open.begun(request);
      handler.handle(request);
    }

    /** Lets requests that are running end, for as long as draining may take. */
    @Override
    public void stop(Promise<Void> stopped) {
      HttpServer made = server;
      if (made == null) {
        stopped.complete();
      } else {
        made.shutdown(drain.toMillis(), TimeUnit.MILLISECONDS).onComplete(stopped);
      }
    }
  }
}
