package dev.slipway.oip.conformance;

import static dev.slipway.oip.conformance.Check.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.slipway.oip.conformance.GrpcCaller.Answer;
import dev.slipway.oip.messages.InferTensorContents;
import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.oip.messages.ModelInferRequest.InferInputTensor;
import dev.slipway.oip.messages.ModelInferResponse;
import dev.slipway.oip.messages.ModelMetadataRequest;
import dev.slipway.oip.messages.ModelMetadataResponse;
import dev.slipway.oip.messages.ModelReadyRequest;
import dev.slipway.oip.messages.ModelReadyResponse;
import dev.slipway.oip.messages.ServerLiveRequest;
import dev.slipway.oip.messages.ServerLiveResponse;
import dev.slipway.oip.messages.ServerMetadataRequest;
import dev.slipway.oip.messages.ServerMetadataResponse;
import dev.slipway.oip.messages.ServerReadyRequest;
import dev.slipway.oip.messages.ServerReadyResponse;
import io.vertx.grpc.common.GrpcStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** What the protocol says of gRPC; answers are those of REST. */
final class GrpcChecks {

  private final GrpcCaller caller;
  private final RestChecks rest;
  private final String model;

  GrpcChecks(GrpcCaller caller, RestChecks rest, String model) {
    this.caller = caller;
    this.rest = rest;
    this.model = model;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("grpc/ready", "Server and model say that they are ready", this::ready));
    checks.add(new Check("grpc/server-metadata", "A server tells what it is", this::server));
    checks.add(new Check("grpc/model-metadata", "A model tells its tensors", this::metadata));
    checks.add(new Check("grpc/infer-typed", "Typed contents are answered", this::typed));
    checks.add(new Check("grpc/infer-raw", "Raw contents are answered as by REST", this::raw));
    checks.add(new Check("grpc/infer-id", "An answer has its request's id", this::id));
    checks.add(
        refused(
            "grpc/unknown-model", "No other model is there", GrpcStatus.NOT_FOUND, this::other));
    checks.add(
        refused(
            "grpc/mixed",
            "Raw and typed contents at once are refused",
            GrpcStatus.INVALID_ARGUMENT,
            this::mixed));
    checks.add(
        refused(
            "grpc/raw-short",
            "Raw contents that are too short are refused",
            GrpcStatus.INVALID_ARGUMENT,
            this::cut));
    checks.add(
        refused(
            "grpc/raw-count",
            "Raw contents for more inputs than there are are refused",
            GrpcStatus.INVALID_ARGUMENT,
            () -> request(Form.RAW).addRawInputContents(ByteString.copyFrom(new byte[4]))));
    checks.add(
        refused(
            "grpc/shape",
            "A shape of more elements than the data is refused",
            GrpcStatus.INVALID_ARGUMENT,
            this::grown));
    return checks;
  }

  private enum Form {
    RAW,
    TYPED
  }

  /** Makes a request that should be refused. */
  private interface Asking {
    ModelInferRequest.Builder request() throws IOException, InterruptedException;
  }

  private Check refused(String id, String title, GrpcStatus status, Asking asking) {
    return new Check(
        id,
        title,
        () -> {
          GrpcStatus seen = infer(asking.request()).status();
          expect(seen == status, "status " + seen + ", expected " + status);
        });
  }

  private <T> T message(Answer<T> answer) {
    expect(answer.status() == GrpcStatus.OK, "status " + answer.status() + ", expected OK");
    return answer.message().orElseThrow();
  }

  private Answer<ModelInferResponse> infer(ModelInferRequest.Builder request)
      throws IOException, InterruptedException {
    return caller.call("ModelInfer", request.build(), ModelInferResponse.getDefaultInstance());
  }

  private void ready() throws IOException, InterruptedException {
    ServerLiveResponse live =
        message(
            caller.call(
                "ServerLive",
                ServerLiveRequest.getDefaultInstance(),
                ServerLiveResponse.getDefaultInstance()));
    ServerReadyResponse server =
        message(
            caller.call(
                "ServerReady",
                ServerReadyRequest.getDefaultInstance(),
                ServerReadyResponse.getDefaultInstance()));
    ModelReadyResponse ready =
        message(
            caller.call(
                "ModelReady",
                ModelReadyRequest.newBuilder().setName(model).build(),
                ModelReadyResponse.getDefaultInstance()));
    expect(live.getLive(), "the server says that it is not live");
    expect(server.getReady(), "the server says that it is not ready");
    expect(ready.getReady(), "the model says that it is not ready");
  }

  private void server() throws IOException, InterruptedException {
    ServerMetadataResponse server =
        message(
            caller.call(
                "ServerMetadata",
                ServerMetadataRequest.getDefaultInstance(),
                ServerMetadataResponse.getDefaultInstance()));
    expect(!server.getName().isEmpty(), "the name is empty");
    expect(!server.getVersion().isEmpty(), "the version is empty");
  }

  private void metadata() throws IOException, InterruptedException {
    ModelMetadataResponse metadata =
        message(
            caller.call(
                "ModelMetadata",
                ModelMetadataRequest.newBuilder().setName(model).build(),
                ModelMetadataResponse.getDefaultInstance()));
    expect(metadata.getName().equals(model), "the name is '" + metadata.getName() + "'");
    List<SampleTensor> inputs = rest.inputs();
    expect(
        metadata.getInputsCount() == inputs.size(),
        metadata.getInputsCount() + " inputs, but " + inputs.size() + " by REST");
    for (int i = 0; i < inputs.size(); i++) {
      expect(
          metadata.getInputs(i).getDatatype().equals(inputs.get(i).datatype()),
          "input " + metadata.getInputs(i).getName() + " is of another datatype than by REST");
    }
  }

  private ModelInferRequest.Builder request(Form form) throws IOException, InterruptedException {
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(model);
    for (SampleTensor sample : rest.inputs()) {
      InferInputTensor.Builder tensor =
          InferInputTensor.newBuilder()
              .setName(sample.name())
              .setDatatype(sample.datatype())
              .addAllShape(sample.shape());
      if (form == Form.RAW) {
        request.addRawInputContents(ByteString.copyFrom(sample.raw()));
      } else {
        tensor.setContents(contents(sample));
      }
      request.addInputs(tensor);
    }
    return request;
  }

  private static InferTensorContents contents(SampleTensor sample) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    for (int i = 0; i < sample.count(); i++) {
      switch (sample.datatype()) {
        case "FP32" -> contents.addFp32Contents((float) sample.number(i));
        case "FP64" -> contents.addFp64Contents(sample.number(i));
        case "INT64" -> contents.addInt64Contents((long) sample.number(i));
        case "UINT64" -> contents.addUint64Contents((long) sample.number(i));
        case "UINT8", "UINT16", "UINT32" -> contents.addUintContents((int) sample.number(i));
        case "BOOL" -> contents.addBoolContents(i % 2 == 0);
        case "BYTES" -> contents.addBytesContents(ByteString.copyFrom(sample.text(i)));
        default -> contents.addIntContents((int) sample.number(i));
      }
    }
    return contents.build();
  }

  private void typed() throws IOException, InterruptedException {
    compare(message(infer(request(Form.TYPED))));
  }

  private void raw() throws IOException, InterruptedException {
    compare(message(infer(request(Form.RAW))));
  }

  private void compare(ModelInferResponse response) throws IOException, InterruptedException {
    JsonNode outputs = rest.infer(RestChecks.request(rest.inputs(), "")).path("outputs");
    expect(response.getModelName().equals(model), "model_name is " + response.getModelName());
    expect(
        response.getOutputsCount() == outputs.size(),
        response.getOutputsCount() + " outputs, but " + outputs.size() + " by REST");
    expect(
        response.getRawOutputContentsCount() == 0
            || response.getRawOutputContentsCount() == outputs.size(),
        response.getRawOutputContentsCount() + " raw outputs of " + outputs.size());
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).path("datatype").asText().equals("FP32")) {
        compareFloats(response, i, outputs.get(i).path("data"));
      }
    }
  }

  private static void compareFloats(ModelInferResponse response, int place, JsonNode expected) {
    boolean raw = response.getRawOutputContentsCount() > 0;
    ByteBuffer bytes =
        raw
            ? response
                .getRawOutputContents(place)
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
            : ByteBuffer.allocate(0);
    InferTensorContents contents = response.getOutputs(place).getContents();
    int count = raw ? bytes.remaining() / Float.BYTES : contents.getFp32ContentsCount();
    expect(count == expected.size(), count + " elements, but " + expected.size() + " by REST");
    for (int i = 0; i < count; i++) {
      float value = raw ? bytes.getFloat() : contents.getFp32Contents(i);
      expect(
          value == expected.get(i).floatValue(),
          "element " + i + " is " + value + ", but " + expected.get(i) + " by REST");
    }
  }

  private void id() throws IOException, InterruptedException {
    ModelInferResponse response = message(infer(request(Form.RAW).setId("request 1")));
    expect(response.getId().equals("request 1"), "id is '" + response.getId() + "'");
  }

  private ModelInferRequest.Builder other() throws IOException, InterruptedException {
    return request(Form.RAW).setModelName("no-such-model-here");
  }

  private ModelInferRequest.Builder mixed() throws IOException, InterruptedException {
    ModelInferRequest.Builder request = request(Form.RAW);
    request.getInputsBuilder(0).setContents(contents(rest.inputs().get(0)));
    return request;
  }

  private ModelInferRequest.Builder cut() throws IOException, InterruptedException {
    ModelInferRequest.Builder request = request(Form.RAW);
    ByteString first = request.getRawInputContents(0);
    return request.setRawInputContents(0, first.substring(0, first.size() - 1));
  }

  private ModelInferRequest.Builder grown() throws IOException, InterruptedException {
    ModelInferRequest.Builder request = request(Form.RAW);
    InferInputTensor.Builder first = request.getInputsBuilder(0);
    first.setShape(0, first.getShape(0) + 1);
    return request;
  }
}
