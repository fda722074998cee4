package dev.slipway.http.internal.grpc;

import dev.slipway.http.internal.log.RequestLogs;
import dev.slipway.http.internal.oip.OipBinding;
import dev.slipway.http.internal.oip.OipProblems;
import dev.slipway.http.internal.oip.OipRequest;
import dev.slipway.http.internal.serving.Calls;
import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.oip.messages.ModelInferResponse;
import io.vertx.grpc.server.GrpcServerRequest;
import java.time.Duration;

/** {@code ModelInfer}. */
final class GrpcInference {

  private final Calls calls;
  private final RequestLogs logs;

  GrpcInference(Calls calls, RequestLogs logs) {
    this.calls = calls;
    this.logs = logs;
  }

  void infer(UnaryCall<ModelInferRequest, ModelInferResponse> call, ModelInferRequest message) {
    GrpcExchange<ModelInferRequest, ModelInferResponse> exchange = new GrpcExchange<>(call, logs);
    exchange.callersId(message.getId());
    OipRequest[] asked = new OipRequest[1];
    try {
      calls.answer(
          exchange,
          new Calls.Target(message.getModelName(), message.getModelVersion()),
          version -> {
            OipBinding binding = new OipBinding(version.signature());
            OipProblems problems = new OipProblems();
            asked[0] = MessageReader.read(message, problems);
            return new Calls.Question(
                binding.table(asked[0], problems),
                binding.params(asked[0].parameters()),
                timeout(deadline(call.request()), asked[0].timeout()));
          },
          prediction -> {
            Calls.checkAnswered(prediction);
            exchange.answer(MessageWriter.write(message.getModelName(), prediction, asked[0]));
          });
    } catch (RuntimeException failure) {
      exchange.fail(failure);
    }
  }

  /** Returns how long the caller waits; one that is shorter than a millisecond counts as one. */
  private static Duration deadline(GrpcServerRequest<?, ?> request) {
    boolean given = request.headers().contains("grpc-timeout");
    return given ? Duration.ofMillis(Math.max(1, request.timeout())) : Duration.ZERO;
  }

  /** Returns the shorter of two limits, of which zero is none. */
  private static Duration timeout(Duration grpc, Duration own) {
    if (grpc.isZero() || own.isZero()) {
      return grpc.isZero() ? own : grpc;
    }
    return grpc.compareTo(own) < 0 ? grpc : own;
  }
}
