package dev.slipway.http.internal.grpc;

import dev.slipway.Column;
import dev.slipway.Prediction;
import dev.slipway.http.internal.oip.BinaryTensors;
import dev.slipway.http.internal.oip.Datatype;
import dev.slipway.http.internal.oip.OipJsonWriter;
import dev.slipway.http.internal.oip.OipRequest;
import dev.slipway.oip.messages.ModelInferResponse;
import dev.slipway.oip.messages.ModelInferResponse.InferOutputTensor;
import java.util.List;

/** Writes inference answers of gRPC: raw where the request is, or where a type needs it. */
final class MessageWriter {

  private MessageWriter() {}

  static ModelInferResponse write(String model, Prediction prediction, OipRequest request) {
    ModelInferResponse.Builder response =
        ModelInferResponse.newBuilder()
            .setModelName(model)
            .setModelVersion(prediction.version().version())
            .setId(request.id().orElse(""));
    List<OipRequest.Output> wanted = OipJsonWriter.wanted(prediction.answers(), request);
    boolean raw = request.outputForm() == OipRequest.Form.BINARY;
    for (OipRequest.Output output : wanted) {
      Column column = prediction.answers().column(output.name());
      raw |= !TypedContents.canHold(Datatype.of(column.type()));
    }
    for (OipRequest.Output output : wanted) {
      Column column = prediction.answers().column(output.name());
      Datatype datatype = Datatype.of(column.type());
      InferOutputTensor.Builder tensor =
          InferOutputTensor.newBuilder()
              .setName(output.name())
              .setDatatype(datatype.name())
              .addShape(column.rows());
      for (long dimension : column.rowShape().toArray()) {
        tensor.addShape(dimension);
      }
      if (raw) {
        response.addRawOutputContents(MessageReader.bytes(BinaryTensors.write(column)));
      } else {
        tensor.setContents(TypedContents.write(datatype, column));
      }
      response.addOutputs(tensor);
    }
    return response.build();
  }
}
