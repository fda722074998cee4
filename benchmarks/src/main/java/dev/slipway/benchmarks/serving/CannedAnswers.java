package dev.slipway.benchmarks.serving;

import com.google.protobuf.ByteString;
import dev.slipway.oip.messages.ModelInferResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The right answers to the binary requests, made before the first of them comes. Thread-safe.
 *
 * @param binary of {@link OipLoad#BINARY}; not changed
 * @param binaryHeadBytes how many of those are JSON
 * @param grpcRow of {@link OipLoad#GRPC_ROW}, with its prefix; not changed
 * @param grpcRows of {@link OipLoad#GRPC_ROWS}, with its prefix; not changed
 */
@SuppressWarnings("ArrayRecordComponent")
record CannedAnswers(byte[] binary, int binaryHeadBytes, byte[] grpcRow, byte[] grpcRows) {

  /** Longer than the request of one row, shorter than that of many. */
  private static final int BETWEEN = 1_000;

  static CannedAnswers of(Path model) {
    byte[] raw = OipRequests.raw(OipLoad.BINARY.expected(model));
    String head =
        "{\"model_name\":\""
            + ServedModel.TENSORS
            + "\",\"model_version\":\"1\",\"outputs\":[{\"name\":\""
            + OipRequests.OUTPUT
            + "\",\"datatype\":\"FP32\",\"shape\":["
            + OipLoad.BINARY.rows()
            + ","
            + ServedModel.OUTPUTS
            + "],\"parameters\":{\"binary_data_size\":"
            + raw.length
            + "}}]}";
    byte[] json = head.getBytes(StandardCharsets.UTF_8);
    return new CannedAnswers(
        ByteBuffer.allocate(json.length + raw.length).put(json).put(raw).array(),
        json.length,
        grpc(OipLoad.GRPC_ROW, model),
        grpc(OipLoad.GRPC_ROWS, model));
  }

  private static byte[] grpc(OipLoad load, Path model) {
    byte[] message =
        ModelInferResponse.newBuilder()
            .setModelName(ServedModel.TENSORS)
            .setModelVersion("1")
            .addOutputs(
                ModelInferResponse.InferOutputTensor.newBuilder()
                    .setName(OipRequests.OUTPUT)
                    .setDatatype("FP32")
                    .addShape(load.rows())
                    .addShape(ServedModel.OUTPUTS))
            .addRawOutputContents(ByteString.copyFrom(OipRequests.raw(load.expected(model))))
            .build()
            .toByteArray();
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  /** Returns the answer to a call whose request has so many bytes. */
  byte[] grpc(int requestBytes) {
    return requestBytes < BETWEEN ? grpcRow : grpcRows;
  }
}
