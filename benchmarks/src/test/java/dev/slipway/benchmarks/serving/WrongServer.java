package dev.slipway.benchmarks.serving;

import io.vertx.core.Vertx;

/** Answers every row with one half. */
final class WrongServer {

  private WrongServer() {}

  /** Takes a folder, which it does not look at, and a port. */
  public static void main(String[] arguments) {
    Vertx.vertx()
        .createHttpServer()
        .requestHandler(
            request ->
                request.body().onSuccess(body -> request.response().end("{\"positive\":0.5}")))
        .listen(Integer.parseInt(arguments[1]), "127.0.0.1");
  }
}
