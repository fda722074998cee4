package dev.slipway.oip.conformance;

import static dev.slipway.oip.conformance.Check.expect;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.slipway.oip.conformance.GrpcCaller.Answer;
import dev.slipway.oip.messages.InferTensorContents;
import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.oip.messages.ModelInferRequest.InferInputTensor;
import dev.slipway.oip.messages.ModelInferResponse;
import io.vertx.grpc.common.GrpcStatus;
import java.io.IOException;
import java.util.List;

/** A model of a server, asked by gRPC; what it takes, REST has told. */
final class GrpcModel {

  private final GrpcCaller caller;
  private final String name;

  GrpcModel(GrpcCaller caller, String name) {
    this.caller = caller;
    this.name = name;
  }

  /** Returns the answer to a question that has one. */
  <A extends Message> A ask(String method, Message question, A example)
      throws IOException, InterruptedException {
    return message(caller.call(method, question, example));
  }

  ModelInferResponse infer(ModelInferRequest.Builder request)
      throws IOException, InterruptedException {
    return message(call(request));
  }

  private static <A> A message(Answer<A> answer) {
    expect(answer.status() == GrpcStatus.OK, answer.seen() + ", expected status OK");
    return answer.message().orElseThrow();
  }

  /** Asks what must be refused so. */
  void refuses(ModelInferRequest.Builder request, GrpcStatus status)
      throws IOException, InterruptedException {
    Answer<ModelInferResponse> answer = call(request);
    expect(answer.status() == status, answer.seen() + ", expected status " + status.name());
  }

  private Answer<ModelInferResponse> call(ModelInferRequest.Builder request)
      throws IOException, InterruptedException {
    return caller.call("ModelInfer", request.build(), ModelInferResponse.getDefaultInstance());
  }

  ModelInferRequest.Builder typed(List<SampleTensor> inputs) {
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(name);
    inputs.forEach(input -> request.addInputs(tensor(input).setContents(contents(input))));
    return request;
  }

  ModelInferRequest.Builder raw(List<SampleTensor> inputs) {
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(name);
    for (SampleTensor input : inputs) {
      request.addInputs(tensor(input)).addRawInputContents(ByteString.copyFrom(input.raw()));
    }
    return request;
  }

  private static InferInputTensor.Builder tensor(SampleTensor input) {
    return InferInputTensor.newBuilder()
        .setName(input.name())
        .setDatatype(input.datatype())
        .addAllShape(input.shape());
  }

  /** Returns the typed contents; floats of 16 bits, which have none, among those of 32. */
  static InferTensorContents contents(SampleTensor sample) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    for (int i = 0; i < sample.count(); i++) {
      switch (sample.datatype()) {
        case "FP32", "FP16", "BF16" -> contents.addFp32Contents((float) sample.number(i));
        case "FP64" -> contents.addFp64Contents(sample.number(i));
        case "INT64" -> contents.addInt64Contents(sample.integer(i));
        case "UINT64" -> contents.addUint64Contents(sample.integer(i));
        case "UINT8", "UINT16", "UINT32" -> contents.addUintContents((int) sample.integer(i));
        case "BOOL" -> contents.addBoolContents(sample.flag(i));
        case "BYTES" -> contents.addBytesContents(ByteString.copyFrom(sample.text(i)));
        default -> contents.addIntContents((int) sample.integer(i));
      }
    }
    return contents.build();
  }
}
