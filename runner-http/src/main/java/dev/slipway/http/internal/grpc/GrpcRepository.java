package dev.slipway.http.internal.grpc;

import dev.slipway.InvalidInputException;
import dev.slipway.http.internal.serving.ModelRepository;
import dev.slipway.oip.messages.RepositoryModelLoadRequest;
import dev.slipway.oip.messages.RepositoryModelLoadResponse;
import dev.slipway.oip.messages.RepositoryModelUnloadRequest;
import dev.slipway.oip.messages.RepositoryModelUnloadResponse;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** {@code RepositoryModelLoad} and {@code RepositoryModelUnload}, only where they are allowed. */
final class GrpcRepository {

  private final Supplier<ModelRepository> repository;
  private final boolean allowed;

  GrpcRepository(GrpcFrontend.Serving serving, boolean allowed) {
    this.repository = serving.repository();
    this.allowed = allowed;
  }

  void load(
      UnaryCall<RepositoryModelLoadRequest, RepositoryModelLoadResponse> call,
      RepositoryModelLoadRequest message) {
    control(
        call.request(),
        RepositoryModelLoadResponse.getDefaultInstance(),
        (models, done) -> models.load(message.getModelName(), done));
  }

  void unload(
      UnaryCall<RepositoryModelUnloadRequest, RepositoryModelUnloadResponse> call,
      RepositoryModelUnloadRequest message) {
    control(
        call.request(),
        RepositoryModelUnloadResponse.getDefaultInstance(),
        (models, done) -> models.unload(message.getModelName(), done));
  }

  private <A> void control(
      GrpcServerRequest<?, A> request,
      A answer,
      BiConsumer<ModelRepository, ModelRepository.Completion> action) {
    if (!allowed) {
      GrpcStatuses.fail(
          request,
          GrpcStatus.PERMISSION_DENIED,
          "loading and unloading is not allowed here (the server's operator can allow it)");
      return;
    }
    try {
      action.accept(repository.get(), ended(request, answer));
    } catch (InvalidInputException unknown) {
      GrpcStatuses.fail(request, unknown);
    }
  }

  private static <A> ModelRepository.Completion ended(GrpcServerRequest<?, A> request, A answer) {
    Context context = Vertx.currentContext();
    return new ModelRepository.Completion() {
      @Override
      public void done() {
        context.runOnContext(ignored -> request.response().end(answer));
      }

      @Override
      public void failed(RuntimeException failure) {
        context.runOnContext(ignored -> GrpcStatuses.fail(request, failure));
      }
    };
  }
}
