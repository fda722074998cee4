package dev.slipway.oip.conformance;

import static dev.slipway.oip.conformance.Check.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
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
import java.util.ArrayList;
import java.util.List;

/** What the protocol says of gRPC; answers are those of REST. */
final class GrpcChecks {

  private final GrpcModel grpc;
  private final RestModel rest;
  private final BinaryChecks binary;

  GrpcChecks(GrpcCaller caller, RestModel rest, BinaryChecks binary) {
    this.grpc = new GrpcModel(caller, rest.name());
    this.rest = rest;
    this.binary = binary;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("grpc/ready", "Server and model say that they are ready", this::ready));
    checks.add(new Check("grpc/server-metadata", "A server tells what it is", this::server));
    checks.add(new Check("grpc/model-metadata", "A model tells its tensors", this::metadata));
    checks.add(new Check("grpc/infer-typed", "Typed contents are answered", this::typed));
    checks.add(new Check("grpc/infer-raw", "Raw contents are answered as by REST", this::raw));
    checks.add(new Check("grpc/infer-id", "An answer has its request's id", this::id));
    if (rest.hasHalf()) {
      checks.add(new Check("grpc/half", "FP16 and BF16 are taken and given raw", this::half));
      checks.add(
          new Check("grpc/half-typed", "FP16 and BF16 are refused but raw", this::halfTyped));
    }
    addRefused(checks);
    return checks;
  }

  private void addRefused(List<Check> checks) {
    checks.add(
        new Check(
            "grpc/unknown-model",
            "No other model is there",
            () ->
                grpc.refuses(
                    grpc.raw(rest.rawInputs()).setModelName("no-such-model-here"),
                    GrpcStatus.NOT_FOUND)));
    checks.add(wrong("grpc/mixed", "Raw and typed contents at once are refused", this::mixed));
    checks.add(
        wrong("grpc/raw-short", "Raw contents that are too short are refused", GrpcChecks::cut));
    checks.add(
        wrong(
            "grpc/raw-count",
            "Raw contents for more inputs than there are are refused",
            request -> request.addRawInputContents(ByteString.copyFrom(new byte[4]))));
    checks.add(
        wrong("grpc/shape", "A shape of more elements than the data is refused", GrpcChecks::grow));
  }

  /** Makes a bad request of a good one. */
  private interface Spoiling {
    void spoil(ModelInferRequest.Builder request) throws IOException, InterruptedException;
  }

  private Check wrong(String id, String title, Spoiling spoiling) {
    return new Check(
        id,
        title,
        () -> {
          ModelInferRequest.Builder request = grpc.raw(rest.rawInputs());
          spoiling.spoil(request);
          grpc.refuses(request, GrpcStatus.INVALID_ARGUMENT);
        });
  }

  private void mixed(ModelInferRequest.Builder request) throws IOException, InterruptedException {
    request.getInputsBuilder(0).setContents(GrpcModel.contents(rest.rawInputs().get(0)));
  }

  private static void cut(ModelInferRequest.Builder request) {
    ByteString first = request.getRawInputContents(0);
    request.setRawInputContents(0, first.substring(0, first.size() - 1));
  }

  private static void grow(ModelInferRequest.Builder request) {
    InferInputTensor.Builder first = request.getInputsBuilder(0);
    first.setShape(0, first.getShape(0) + 1);
  }

  private void halfTyped() throws IOException, InterruptedException {
    List<SampleTensor> inputs = rest.rawInputs();
    if (inputs.stream().noneMatch(SampleTensor::isHalf)) {
      throw new Check.SkippedException("the model takes neither FP16 nor BF16");
    }
    grpc.refuses(grpc.typed(inputs), GrpcStatus.INVALID_ARGUMENT);
  }

  private void ready() throws IOException, InterruptedException {
    ServerLiveResponse live =
        grpc.ask(
            "ServerLive",
            ServerLiveRequest.getDefaultInstance(),
            ServerLiveResponse.getDefaultInstance());
    ServerReadyResponse server =
        grpc.ask(
            "ServerReady",
            ServerReadyRequest.getDefaultInstance(),
            ServerReadyResponse.getDefaultInstance());
    ModelReadyResponse ready =
        grpc.ask(
            "ModelReady",
            ModelReadyRequest.newBuilder().setName(rest.name()).build(),
            ModelReadyResponse.getDefaultInstance());
    expect(live.getLive(), "the server says that it is not live");
    expect(server.getReady(), "the server says that it is not ready");
    expect(ready.getReady(), "the model says that it is not ready");
  }

  private void server() throws IOException, InterruptedException {
    ServerMetadataResponse server =
        grpc.ask(
            "ServerMetadata",
            ServerMetadataRequest.getDefaultInstance(),
            ServerMetadataResponse.getDefaultInstance());
    expect(!server.getName().isEmpty(), "the name is empty");
    expect(!server.getVersion().isEmpty(), "the version is empty");
  }

  private void metadata() throws IOException, InterruptedException {
    ModelMetadataResponse metadata =
        grpc.ask(
            "ModelMetadata",
            ModelMetadataRequest.newBuilder().setName(rest.name()).build(),
            ModelMetadataResponse.getDefaultInstance());
    expect(metadata.getName().equals(rest.name()), "the name is '" + metadata.getName() + "'");
    List<SampleTensor> inputs = rest.statedInputs();
    expect(
        metadata.getInputsCount() == inputs.size(),
        metadata.getInputsCount() + " inputs, but " + inputs.size() + " by REST");
    for (int i = 0; i < inputs.size(); i++) {
      expect(
          metadata.getInputs(i).getDatatype().equals(inputs.get(i).datatype()),
          "input " + metadata.getInputs(i).getName() + " is of another datatype than by REST");
    }
  }

  private void typed() throws IOException, InterruptedException {
    compare(grpc.infer(grpc.typed(rest.inputs())));
  }

  private void raw() throws IOException, InterruptedException {
    compare(grpc.infer(grpc.raw(rest.inputs())));
  }

  private void compare(ModelInferResponse response) throws IOException, InterruptedException {
    JsonNode outputs = rest.answered();
    checkCounts(response, outputs.size());
    for (int i = 0; i < outputs.size(); i++) {
      if (response.getRawOutputContentsCount() > 0) {
        TensorValues.compare(outputs.get(i), bytes(response, i));
      } else {
        TensorValues.compare(outputs.get(i), response.getOutputs(i).getContents());
      }
    }
  }

  private void checkCounts(ModelInferResponse response, int outputs) {
    expect(response.getModelName().equals(rest.name()), "model_name is " + response.getModelName());
    expect(
        response.getOutputsCount() == outputs,
        response.getOutputsCount() + " outputs, but " + outputs + " by REST");
    int raw = response.getRawOutputContentsCount();
    expect(raw == 0 || raw == outputs, raw + " raw outputs of " + outputs);
  }

  private static ByteBuffer bytes(ModelInferResponse response, int place) {
    return response.getRawOutputContents(place).asReadOnlyByteBuffer();
  }

  private void half() throws IOException, InterruptedException {
    List<SampleTensor> inputs = rest.rawInputs();
    ModelInferResponse response = grpc.infer(grpc.raw(inputs));
    checkCounts(response, rest.outputs().size());
    List<RawOutput> outputs = new ArrayList<>();
    for (int i = 0; i < response.getOutputsCount(); i++) {
      ModelInferResponse.InferOutputTensor output = response.getOutputs(i);
      expect(
          response.getRawOutputContentsCount() > i,
          "output " + output.getName() + " is not in raw_output_contents");
      long count = output.getShapeList().stream().reduce(1L, (a, b) -> a * b);
      outputs.add(new RawOutput(output.getName(), output.getDatatype(), count, bytes(response, i)));
    }
    outputs.forEach(RawOutput::checkSize);
    if (binary.isOffered()) {
      List<RawOutput> byRest = binary.rawOutputs(inputs);
      expect(outputs.equals(byRest), "outputs are " + outputs + ", but " + byRest + " by REST");
    }
  }

  private void id() throws IOException, InterruptedException {
    ModelInferResponse response = grpc.infer(grpc.raw(rest.rawInputs()).setId("request 1"));
    expect(response.getId().equals("request 1"), "id is '" + response.getId() + "'");
  }
}
