package dev.slipway.http;

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
import org.jspecify.annotations.Nullable;

/** Listens on one port with every event loop. */
final class Listeners {

  private static final int MOST_STREAMS = 256;

  private final Vertx vertx;
  private final ServerLimits limits;
  private final Duration drain;
  private volatile int port;
  private volatile String deployment = "";

  Listeners(Vertx vertx, ServerLimits limits, Duration drain) {
    this.vertx = vertx;
    this.limits = limits;
    this.drain = drain;
  }

  /** Blocks until every event loop listens. */
  void start(String host, int wanted, int loops, Handler<HttpServerRequest> handler) {
    // Vert.x's name for one free port that all instances of a deployment share.
    int asked = wanted == 0 ? -1 : wanted;
    deployment =
        Futures.await(
            vertx.deployVerticle(
                () -> new Loop(host, asked, handler), new DeploymentOptions().setInstances(loops)));
  }

  int port() {
    return port;
  }

  void close() {
    if (!deployment.isEmpty()) {
      Futures.await("Cannot stop listening", vertx.undeploy(deployment));
      deployment = "";
    }
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setTcpNoDelay(true)
        .setReuseAddress(true)
        .setMaxHeaderSize(limits.headBytes())
        .setIdleTimeout(Math.toIntExact(limits.idleTime().toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setDecompressionSupported(true)
        .setHandle100ContinueAutomatically(true)
        .setHttp2ClearTextEnabled(true)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(MOST_STREAMS)
                .setMaxHeaderListSize(limits.headBytes()));
  }

  /** One event loop's share. */
  private final class Loop extends AbstractVerticle {

    private final String host;
    private final int asked;
    private final Handler<HttpServerRequest> handler;

    private @Nullable HttpServer server;

    Loop(String host, int asked, Handler<HttpServerRequest> handler) {
      this.host = host;
      this.asked = asked;
      this.handler = handler;
    }

    @Override
    public void start(Promise<Void> started) {
      HttpServer made = vertx.createHttpServer(options()).requestHandler(handler);
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
