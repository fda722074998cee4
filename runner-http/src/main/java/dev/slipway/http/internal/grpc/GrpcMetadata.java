package dev.slipway.http.internal.grpc;

import dev.slipway.Signature;
import dev.slipway.http.internal.oip.Datatype;
import dev.slipway.http.internal.oip.OipServer;
import dev.slipway.http.internal.serving.CallStatistics;
import dev.slipway.http.internal.serving.Lease;
import dev.slipway.http.internal.serving.Readiness;
import dev.slipway.http.internal.serving.ServedModel;
import dev.slipway.http.internal.serving.ServedModels;
import dev.slipway.http.internal.serving.ServedVersion;
import dev.slipway.oip.messages.InferStatistics;
import dev.slipway.oip.messages.ModelMetadataRequest;
import dev.slipway.oip.messages.ModelMetadataResponse;
import dev.slipway.oip.messages.ModelMetadataResponse.TensorMetadata;
import dev.slipway.oip.messages.ModelReadyRequest;
import dev.slipway.oip.messages.ModelReadyResponse;
import dev.slipway.oip.messages.ModelStatistics;
import dev.slipway.oip.messages.ModelStatisticsRequest;
import dev.slipway.oip.messages.ModelStatisticsResponse;
import dev.slipway.oip.messages.RepositoryIndexRequest;
import dev.slipway.oip.messages.RepositoryIndexResponse;
import dev.slipway.oip.messages.ServerMetadataResponse;
import dev.slipway.oip.messages.StatisticDuration;
import java.util.List;

/** What the protocol tells of a server and its models, as messages. */
final class GrpcMetadata {

  private final ServedModels models;
  private final Readiness readiness;

  GrpcMetadata(ServedModels models, Readiness readiness) {
    this.models = models;
    this.readiness = readiness;
  }

  static ServerMetadataResponse server() {
    return ServerMetadataResponse.newBuilder()
        .setName(OipServer.NAME)
        .setVersion(OipServer.version())
        .addAllExtensions(OipServer.EXTENSIONS)
        .build();
  }

  ModelReadyResponse ready(ModelReadyRequest request) {
    models.lease(request.getName(), request.getVersion()).close();
    return ModelReadyResponse.newBuilder().setReady(readiness.isReady()).build();
  }

  ModelMetadataResponse model(ModelMetadataRequest request) {
    try (Lease lease = models.lease(request.getName(), request.getVersion())) {
      ServedVersion version = lease.version();
      return ModelMetadataResponse.newBuilder()
          .setName(version.name())
          .addAllVersions(
              models.find(version.name()).map(ServedModel::labels).orElse(List.of(version.label())))
          .setPlatform(OipServer.platform(version.predictor().model().variant()))
          .addAllInputs(tensors(version.signature().inputs()))
          .addAllOutputs(tensors(version.signature().outputs()))
          .build();
    }
  }

  private static List<TensorMetadata> tensors(List<Signature.Field> fields) {
    return fields.stream().map(GrpcMetadata::tensor).toList();
  }

  private static TensorMetadata tensor(Signature.Field field) {
    TensorMetadata.Builder tensor =
        TensorMetadata.newBuilder()
            .setName(field.name())
            .setDatatype(Datatype.of(field.type()).name());
    for (long dimension : field.shape().toArray()) {
      tensor.addShape(dimension);
    }
    return tensor.build();
  }

  ModelStatisticsResponse statistics(ModelStatisticsRequest request) {
    ModelStatisticsResponse.Builder response = ModelStatisticsResponse.newBuilder();
    if (!request.getName().isEmpty()) {
      try (Lease lease = models.lease(request.getName(), request.getVersion())) {
        return response.addModelStats(counted(lease.version())).build();
      }
    }
    for (ServedModel model : models.all()) {
      model.versions().forEach(version -> response.addModelStats(counted(version)));
    }
    return response.build();
  }

  private static ModelStatistics counted(ServedVersion version) {
    CallStatistics.Snapshot numbers = version.statistics().snapshot();
    return ModelStatistics.newBuilder()
        .setName(version.name())
        .setVersion(version.label())
        .setLastInference(numbers.lastCallMillis())
        .setInferenceCount(numbers.rows())
        .setExecutionCount(numbers.calls())
        .setInferenceStats(
            InferStatistics.newBuilder()
                .setSuccess(duration(numbers.succeeded(), numbers.successNanos()))
                .setFail(duration(numbers.failed(), numbers.failureNanos()))
                .setQueue(duration(numbers.calls(), numbers.queueNanos()))
                .setComputeInfer(duration(numbers.calls(), numbers.inferNanos())))
        .build();
  }

  private static StatisticDuration duration(long count, long nanos) {
    return StatisticDuration.newBuilder().setCount(count).setNs(nanos).build();
  }

  RepositoryIndexResponse index(RepositoryIndexRequest request) {
    RepositoryIndexResponse.Builder index = RepositoryIndexResponse.newBuilder();
    for (ServedModel model : models.all()) {
      for (ServedVersion version : model.versions()) {
        index.addModels(
            RepositoryIndexResponse.ModelIndex.newBuilder()
                .setName(version.name())
                .setVersion(version.label())
                .setState("READY"));
      }
    }
    return index.build();
  }
}
