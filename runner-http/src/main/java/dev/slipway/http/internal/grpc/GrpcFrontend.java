package dev.slipway.http.internal.grpc;

import com.google.protobuf.Message;
import dev.slipway.http.internal.serving.Calls;
import dev.slipway.http.internal.serving.Readiness;
import dev.slipway.http.internal.serving.ServedModels;
import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.oip.messages.ModelMetadataRequest;
import dev.slipway.oip.messages.ModelReadyRequest;
import dev.slipway.oip.messages.ModelStatisticsRequest;
import dev.slipway.oip.messages.OpenInference;
import dev.slipway.oip.messages.RepositoryIndexRequest;
import dev.slipway.oip.messages.ServerLiveRequest;
import dev.slipway.oip.messages.ServerLiveResponse;
import dev.slipway.oip.messages.ServerMetadataRequest;
import dev.slipway.oip.messages.ServerReadyRequest;
import dev.slipway.oip.messages.ServerReadyResponse;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.health.HealthService;
import io.vertx.grpc.reflection.ReflectionService;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.Service;
import io.vertx.grpc.server.ServiceBuilder;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The protocol's gRPC service, with the standard health and reflection services beside it. */
public final class GrpcFrontend implements Handler<HttpServerRequest> {

  private static final ServiceName SERVICE =
      ServiceName.create("inference", "GRPCInferenceService");

  private final GrpcServer server;

  /**
   * Creates a front end of one event loop.
   *
   * @param vertx runs it
   * @param models what is served
   * @param calls makes calls of requests
   * @param readiness whether the server is ready
   * @param messageBytes the largest message
   */
  public GrpcFrontend(
      Vertx vertx, ServedModels models, Calls calls, Readiness readiness, long messageBytes) {
    this.server =
        GrpcServer.server(
            vertx,
            new GrpcServerOptions()
                .setMaxMessageSize(messageBytes)
                .setScheduleDeadlineAutomatically(true));
    GrpcMetadata metadata = new GrpcMetadata(models, readiness);
    Binding binding = new Binding();
    binding.reading(
        "ServerLive",
        ServerLiveRequest.getDefaultInstance(),
        ignored -> ServerLiveResponse.newBuilder().setLive(true).build());
    binding.reading(
        "ServerReady",
        ServerReadyRequest.getDefaultInstance(),
        ignored -> ServerReadyResponse.newBuilder().setReady(readiness.isReady()).build());
    binding.reading(
        "ServerMetadata",
        ServerMetadataRequest.getDefaultInstance(),
        ignored -> GrpcMetadata.server());
    binding.reading("ModelReady", ModelReadyRequest.getDefaultInstance(), metadata::ready);
    binding.reading("ModelMetadata", ModelMetadataRequest.getDefaultInstance(), metadata::model);
    binding.reading(
        "ModelStatistics", ModelStatisticsRequest.getDefaultInstance(), metadata::statistics);
    binding.reading(
        "RepositoryIndex", RepositoryIndexRequest.getDefaultInstance(), metadata::index);
    GrpcInference inference = new GrpcInference(calls);
    binding.calling("ModelInfer", ModelInferRequest.getDefaultInstance(), inference::infer);
    server.addService(binding.service.build());
    addStandardServices(vertx, models);
  }

  private void addStandardServices(Vertx vertx, ServedModels models) {
    HealthService health = HealthService.create(vertx);
    health.register(
        SERVICE.fullyQualifiedName(), () -> Future.succeededFuture(!models.all().isEmpty()));
    server.addService(health);
    server.addService(ReflectionService.v1());
  }

  @Override
  public void handle(HttpServerRequest request) {
    server.handle(request);
  }

  /** Binds methods of the service. */
  private static final class Binding {

    private final ServiceBuilder service =
        Service.service(SERVICE, OpenInference.getDescriptor().findServiceByName(SERVICE.name()));

    /** Binds a method that answers at once. */
    <Q extends Message, A extends Message> void reading(
        String name, Q question, Function<Q, A> action) {
      this.<Q, A>calling(
          name,
          question,
          (request, message) -> {
            GrpcExchange<Q, A> exchange = new GrpcExchange<>(request);
            try {
              exchange.answer(action.apply(message));
            } catch (RuntimeException failure) {
              exchange.fail(failure);
            }
          });
    }

    <Q extends Message, A extends Message> void calling(
        String name, Q question, BiConsumer<GrpcServerRequest<Q, A>, Q> action) {
      ServiceMethod<Q, A> method =
          ServiceMethod.server(
              SERVICE,
              name,
              GrpcMessageEncoder.<A>encoder(),
              GrpcMessageDecoder.<Q>decoder(question));
      service.bind(method, request -> request.handler(message -> action.accept(request, message)));
    }
  }
}
