package dev.slipway.benchmarks.serving;

import com.google.protobuf.UnsafeByteOperations;
import dev.slipway.benchmarks.load.GrpcCall;
import dev.slipway.benchmarks.load.HttpPost;
import dev.slipway.benchmarks.load.LoadRequest;
import dev.slipway.oip.messages.ModelInferRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Requests of the Open Inference Protocol, of rows that are always the same ones. */
final class OipRequests {

  /** Rows of a request in JSON. */
  static final int JSON_ROWS = 1_000;

  static final String HEADER_LENGTH = "inference-header-content-length";
  static final String INPUT = "features";
  static final String OUTPUT = "probabilities";

  private static final String METHOD = "/inference.GRPCInferenceService/ModelInfer";

  private OipRequests() {}

  /** Returns the first so many rows, one after the other. */
  static float[] rows(int count) {
    float[] values = new float[count * ServedModel.INPUTS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i + 1);
    }
    return values;
  }

  static LoadRequest json(int rows) {
    StringBuilder data = new StringBuilder();
    for (float value : rows(rows)) {
      data.append(data.length() == 0 ? "" : ",").append(value);
    }
    String body = head(rows) + ",\"data\":[" + data + "]}]}";
    return HttpPost.json(ServedModel.INFER, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String head(int rows) {
    return "{\"inputs\":[{\"name\":\""
        + INPUT
        + "\",\"datatype\":\"FP32\",\"shape\":["
        + rows
        + ","
        + ServedModel.INPUTS
        + "]";
  }

  /** Returns a request with raw tensors that asks for raw tensors. */
  static LoadRequest binary(int rows) {
    byte[] raw = raw(rows(rows));
    String head =
        head(rows)
            + ",\"parameters\":{\"binary_data_size\":"
            + raw.length
            + "}}],\"parameters\":{\"binary_data_output\":true}}";
    byte[] json = head.getBytes(StandardCharsets.UTF_8);
    byte[] body = ByteBuffer.allocate(json.length + raw.length).put(json).put(raw).array();
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/octet-stream",
            HEADER_LENGTH,
            Integer.toString(json.length));
    return new HttpPost(ServedModel.INFER, headers, body);
  }

  /** Returns a call with raw contents. */
  static LoadRequest grpc(int rows) {
    ModelInferRequest request =
        ModelInferRequest.newBuilder()
            .setModelName(ServedModel.TENSORS)
            .addInputs(
                ModelInferRequest.InferInputTensor.newBuilder()
                    .setName(INPUT)
                    .setDatatype("FP32")
                    .addShape(rows)
                    .addShape(ServedModel.INPUTS))
            .addRawInputContents(UnsafeByteOperations.unsafeWrap(raw(rows(rows))))
            .build();
    return new GrpcCall(METHOD, request.toByteArray());
  }

  /** Returns floats as raw tensors have them. */
  static byte[] raw(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** Returns the floats that are the last bytes. */
  static float[] lastFloats(ByteBuffer bytes, int count) {
    float[] values = new float[count];
    bytes
        .duplicate()
        .position(bytes.limit() - count * Float.BYTES)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }
}
