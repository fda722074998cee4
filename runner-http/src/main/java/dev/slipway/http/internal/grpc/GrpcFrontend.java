package dev.slipway.http.internal.grpc;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.slipway.http.internal.log.RequestLogs;
import dev.slipway.http.internal.net.StreamLimits;
import dev.slipway.http.internal.serving.Calls;
import dev.slipway.http.internal.serving.ModelRepository;
import dev.slipway.http.internal.serving.Readiness;
import dev.slipway.http.internal.serving.ServedModels;
import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.oip.messages.ModelMetadataRequest;
import dev.slipway.oip.messages.ModelReadyRequest;
import dev.slipway.oip.messages.ModelStatisticsRequest;
import dev.slipway.oip.messages.OpenInference;
import dev.slipway.oip.messages.RepositoryIndexRequest;
import dev.slipway.oip.messages.RepositoryModelLoadRequest;
import dev.slipway.oip.messages.RepositoryModelUnloadRequest;
import dev.slipway.oip.messages.ServerLiveRequest;
import dev.slipway.oip.messages.ServerLiveResponse;
import dev.slipway.oip.messages.ServerMetadataRequest;
import dev.slipway.oip.messages.ServerReadyRequest;
import dev.slipway.oip.messages.ServerReadyResponse;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.health.HealthService;
import io.vertx.grpc.reflection.ReflectionService;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.Service;
import io.vertx.grpc.server.ServiceBuilder;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The protocol's gRPC service, with the standard health and reflection services beside it. Used on
 * one event loop only: each has its own.
 */
public final class GrpcFrontend implements Handler<HttpServerRequest> {

  private static final ServiceName SERVICE =
      ServiceName.create("inference", "GRPCInferenceService");

  private final GrpcServer server;

  /** The stream of the request that is just handed to the gRPC server. */
  private @Nullable HttpServerResponse arriving;

  /**
   * What answers.
   *
   * @param models what is served
   * @param calls makes calls of requests
   * @param readiness whether the server is ready
   * @param repository what loads models
   * @param logs hear of every inference
   */
  public record Serving(
      ServedModels models,
      Calls calls,
      Readiness readiness,
      Supplier<ModelRepository> repository,
      RequestLogs logs) {}

  /**
   * What requests may.
   *
   * @param messageBytes the largest message
   * @param mayControl whether requests may load and unload models
   * @param streams bounds what silence does not
   */
  public record Limits(long messageBytes, boolean mayControl, StreamLimits streams) {}

  /**
   * Creates a front end.
   *
   * @param vertx runs it
   * @param serving what answers
   * @param limits of every request
   */
  public GrpcFrontend(Vertx vertx, Serving serving, Limits limits) {
    this.server =
        GrpcServer.server(
            vertx,
            // Deadlines are those of the calls, which tell them.
            new GrpcServerOptions()
                .setMaxMessageSize(limits.messageBytes())
                .setScheduleDeadlineAutomatically(false));
    Binding binding = new Binding(limits, () -> arriving);
    bindMetadata(binding, serving);
    GrpcInference inference = new GrpcInference(serving.calls(), serving.logs());
    binding.calling("ModelInfer", ModelInferRequest.getDefaultInstance(), inference::infer);
    GrpcRepository repository = new GrpcRepository(serving, limits.mayControl());
    binding.calling(
        "RepositoryModelLoad", RepositoryModelLoadRequest.getDefaultInstance(), repository::load);
    binding.calling(
        "RepositoryModelUnload",
        RepositoryModelUnloadRequest.getDefaultInstance(),
        repository::unload);
    server.addService(binding.service.build());
    addStandardServices(vertx, serving.readiness());
  }

  private static void bindMetadata(Binding binding, Serving serving) {
    Readiness readiness = serving.readiness();
    GrpcMetadata metadata = new GrpcMetadata(serving.models(), readiness);
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
  }

  private void addStandardServices(Vertx vertx, Readiness readiness) {
    HealthService health = HealthService.create(vertx);
    health.register(
        SERVICE.fullyQualifiedName(), () -> Future.succeededFuture(readiness.isReady()));
    server.addService(health);
    server.addService(ReflectionService.v1());
  }

  @Override
  public void handle(HttpServerRequest request) {
    arriving = request.response();
    try {
      server.handle(request);
    } finally {
      arriving = null;
    }
  }

  /** Binds methods of the service. */
  private static final class Binding {

    private final ServiceBuilder service =
        Service.service(SERVICE, OpenInference.getDescriptor().findServiceByName(SERVICE.name()));
    private final Limits limits;
    private final Supplier<@Nullable HttpServerResponse> arriving;

    Binding(Limits limits, Supplier<@Nullable HttpServerResponse> arriving) {
      this.limits = limits;
      this.arriving = arriving;
    }

    /** Binds a method that answers at once. */
    <Q extends Message, A extends Message> void reading(
        String name, Q question, Function<Q, A> action) {
      this.<Q, A>calling(
          name,
          question,
          (call, message) -> {
            try {
              call.end(action.apply(message));
            } catch (RuntimeException failure) {
              GrpcStatuses.fail(call.request(), failure);
            }
          });
    }

    @SuppressWarnings("unchecked") // a message's parser makes messages of its kind
    <Q extends Message, A extends Message> void calling(
        String name, Q question, BiConsumer<UnaryCall<Q, A>, Q> action) {
      ServiceMethod<Q, A> method =
          ServiceMethod.server(
              SERVICE,
              name,
              GrpcMessageEncoder.<A>encoder(),
              GrpcMessageDecoder.<Q>decoder(question));
      UnaryCall.Settings<Q> settings =
          new UnaryCall.Settings<>(
              (Parser<Q>) question.getParserForType(), limits.messageBytes(), limits.streams());
      service.bind(
          method, request -> new UnaryCall<>(request, arriving.get(), settings, action).start());
    }
  }
}
