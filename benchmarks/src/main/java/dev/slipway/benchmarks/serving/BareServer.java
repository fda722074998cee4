package dev.slipway.benchmarks.serving;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The same answers by hand, and nothing else: Vert.x with as many event loops as ours has,
 * Jackson's streams, and a session of ONNX Runtime with pinned tensors for each loop. Requests
 * whose answers are bytes that stand ready ({@link CannedAnswers}) are only read: what the network
 * takes.
 */
final class BareServer extends AbstractVerticle {

  private static final String TYPE = "content-type";
  private static final String JSON_TYPE = "application/json";
  private static final String GRPC_TYPE = "application/grpc";
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final Path folder;
  private final int port;
  private final CannedAnswers canned;
  private @Nullable BareRow row;
  private @Nullable BareTensors tensors;

  private BareServer(Path folder, int port, CannedAnswers canned) {
    this.folder = folder;
    this.port = port;
    this.canned = canned;
  }

  /** Takes the folder of the model's files and a port. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    int loops = Runtime.getRuntime().availableProcessors();
    CannedAnswers canned = CannedAnswers.of(ServedModel.onnx(folder));
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
    vertx
        .deployVerticle(
            () -> new BareServer(folder, port, canned), new DeploymentOptions().setInstances(loops))
        .onFailure(
            failure -> {
              failure.printStackTrace();
              vertx.close();
            });
  }

  @Override
  public void start(Promise<Void> started) {
    row = new BareRow(ServedModel.onnx(folder));
    tensors = new BareTensors(ServedModel.onnx(folder));
    vertx
        .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
        .requestHandler(this::handle)
        .listen(port, "127.0.0.1")
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private void handle(HttpServerRequest request) {
    String path = request.path();
    if (GRPC_TYPE.equals(request.getHeader(TYPE))) {
      request.bodyHandler(body -> grpc(request, body));
    } else if (ServedModel.PREDICT.equals(path)) {
      request.bodyHandler(body -> json(request, body, Objects.requireNonNull(row)));
    } else if (ServedModel.INFER.equals(path)) {
      String head = request.getHeader(OipRequests.HEADER_LENGTH);
      if (head == null) {
        request.bodyHandler(body -> json(request, body, Objects.requireNonNull(tensors)));
      } else {
        request.bodyHandler(body -> binary(request));
      }
    } else if ("/ready".equals(path)) {
      request.response().putHeader(TYPE, JSON_TYPE).end("{\"ready\":true}");
    } else {
      request.response().setStatusCode(NOT_FOUND).end();
    }
  }

  /** What answers JSON. Used by one event loop. */
  interface JsonAction {
    byte[] answer(byte[] body) throws IOException;
  }

  private static void json(HttpServerRequest request, Buffer body, JsonAction action) {
    byte[] answer;
    try {
      answer = action.answer(body.getBytes());
    } catch (IOException | IllegalArgumentException wrong) {
      request.response().setStatusCode(BAD_REQUEST).end(String.valueOf(wrong.getMessage()));
      return;
    }
    request.response().setStatusCode(OK).putHeader(TYPE, JSON_TYPE).end(Buffer.buffer(answer));
  }

  private void binary(HttpServerRequest request) {
    request
        .response()
        .putHeader(TYPE, "application/octet-stream")
        .putHeader(OipRequests.HEADER_LENGTH, Integer.toString(canned.binaryHeadBytes()))
        .end(Buffer.buffer(canned.binary()));
  }

  private void grpc(HttpServerRequest request, Buffer body) {
    request.response().putHeader(TYPE, GRPC_TYPE).putTrailer("grpc-status", "0");
    request.response().end(Buffer.buffer(canned.grpc(body.length())));
  }
}
