package dev.slipway.http.internal.grpc;

import dev.slipway.http.internal.oip.OipBinding;
import dev.slipway.http.internal.oip.OipRequest;
import dev.slipway.http.internal.serving.Calls;
import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.oip.messages.ModelInferResponse;
import io.vertx.grpc.server.GrpcServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@code ModelInfer}. */
final class GrpcInference {

  private final Calls calls;

  GrpcInference(Calls calls) {
    this.calls = calls;
  }

  void infer(
      GrpcServerRequest<ModelInferRequest, ModelInferResponse> request, ModelInferRequest message) {
    GrpcExchange<ModelInferRequest, ModelInferResponse> exchange = new GrpcExchange<>(request);
    try {
      OipRequest asked = MessageReader.read(message);
      calls.answer(
          exchange,
          new Calls.Target(message.getModelName(), message.getModelVersion()),
          version -> {
            OipBinding binding = new OipBinding(version.signature());
            return new Calls.Question(
                binding.table(asked),
                binding.params(asked.parameters()),
                timeout(request.timeout(), asked.timeout()));
          },
          prediction -> {
            Calls.checkAnswered(prediction);
            exchange.answer(MessageWriter.write(message.getModelName(), prediction, asked));
          });
    } catch (RuntimeException failure) {
      exchange.fail(failure);
    }
  }

  /** Returns the shorter of two limits, of which zero is none. */
  private static Duration timeout(long grpcMillis, Duration own) {
    Duration grpc = Duration.ofNanos(TimeUnit.MILLISECONDS.toNanos(Math.max(0, grpcMillis)));
    if (grpc.isZero() || own.isZero()) {
      return grpc.isZero() ? own : grpc;
    }
    return grpc.compareTo(own) < 0 ? grpc : own;
  }
}
