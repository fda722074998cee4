package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.slipway.oip.messages.InferTensorContents;
import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.oip.messages.ModelInferResponse;
import dev.slipway.oip.messages.ModelMetadataRequest;
import dev.slipway.oip.messages.ModelMetadataResponse;
import dev.slipway.testing.OnnxFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("gRPC")
class GrpcTest {

  private static final ServiceName SERVICE =
      ServiceName.create("inference", "GRPCInferenceService");

  @TempDir static Path folder;

  private static TestServer server;
  private static Vertx vertx;
  private static GrpcClient client;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.of(folder, OnnxFile.logistic());
    vertx = Vertx.vertx();
    client = GrpcClient.client(vertx);
  }

  @AfterAll
  static void stop() {
    if (vertx != null) {
      Futures.await(vertx.close());
    }
    if (server != null) {
      server.close();
    }
  }

  private static ModelInferResponse infer(ModelInferRequest message) {
    ServiceMethod<ModelInferResponse, ModelInferRequest> method =
        ServiceMethod.client(
            SERVICE,
            "ModelInfer",
            GrpcMessageEncoder.<ModelInferRequest>encoder(),
            GrpcMessageDecoder.<ModelInferResponse>decoder(
                ModelInferResponse.getDefaultInstance()));
    return call(method, message);
  }

  private static <Q, A> A call(ServiceMethod<A, Q> method, Q message) {
    return Futures.await(
        client
            .request(SocketAddress.inetSocketAddress(server.port(), "127.0.0.1"), method)
            .compose(request -> request.send(message))
            .compose(
                response ->
                    response
                        .last()
                        .recover(
                            refused ->
                                Future.failedFuture(
                                    response.status() + ": " + response.statusMessage()))));
  }

  private static ModelInferRequest.Builder request() {
    return ModelInferRequest.newBuilder()
        .setModelName("m")
        .setId("a")
        .addInputs(
            ModelInferRequest.InferInputTensor.newBuilder()
                .setName("features")
                .setDatatype("FP32")
                .addShape(1)
                .addShape(4));
  }

  private static ByteString raw(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return ByteString.copyFrom(bytes.array());
  }

  @Test
  @DisplayName("answers raw and typed contents with the same numbers, each in its own form")
  void contents() {
    ModelInferResponse raw = infer(request().addRawInputContents(raw(1, 2, 3, 4)).build());
    ModelInferRequest.Builder typed = request();
    typed
        .getInputsBuilder(0)
        .setContents(
            InferTensorContents.newBuilder()
                .addFp32Contents(1)
                .addFp32Contents(2)
                .addFp32Contents(3)
                .addFp32Contents(4));
    ModelInferResponse answer = infer(typed.build());
    assertThat(answer.getModelVersion()).isEqualTo("7");
    assertThat(answer.getId()).isEqualTo("a");
    assertThat(raw.getRawOutputContents(0))
        .isEqualTo(
            raw(
                answer.getOutputs(0).getContents().getFp32Contents(0),
                answer.getOutputs(0).getContents().getFp32Contents(1)));
  }

  @Test
  @DisplayName("tells the model's metadata")
  void metadata() {
    ServiceMethod<ModelMetadataResponse, ModelMetadataRequest> method =
        ServiceMethod.client(
            SERVICE,
            "ModelMetadata",
            GrpcMessageEncoder.<ModelMetadataRequest>encoder(),
            GrpcMessageDecoder.<ModelMetadataResponse>decoder(
                ModelMetadataResponse.getDefaultInstance()));
    ModelMetadataResponse metadata =
        call(method, ModelMetadataRequest.newBuilder().setName("m").build());
    assertThat(metadata.getVersionsList()).containsExactly("7");
    assertThat(metadata.getInputs(0).getShapeList()).containsExactly(-1L, 4L);
  }

  @Test
  @DisplayName("refuses raw and typed contents at once, wrong lengths and unknown models")
  void refused() {
    ModelInferRequest.Builder both = request().addRawInputContents(raw(1, 2, 3, 4));
    both.getInputsBuilder(0).setContents(InferTensorContents.newBuilder().addFp32Contents(1));
    assertThatThrownBy(() -> infer(both.build()))
        .hasMessageContaining("3: Cannot read the request")
        .hasMessageContaining("/inputs/0/contents");
    assertThatThrownBy(() -> infer(request().addRawInputContents(raw(1, 2, 3)).build()))
        .hasMessageContaining("3: Cannot read the request")
        .hasMessageContaining("/raw_input_contents/0");
    assertThatThrownBy(
            () -> infer(request().setModelName("n").addRawInputContents(raw(1, 2, 3, 4)).build()))
        .hasMessageContaining("5: Cannot find model");
  }
}
