package dev.slipway.benchmarks.serving;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.slipway.benchmarks.RawRuntime;
import dev.slipway.benchmarks.load.GrpcCall;
import dev.slipway.benchmarks.load.LoadRequest;
import dev.slipway.oip.messages.ModelInferResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A form of the Open Inference Protocol, how many rows go by it, and over how many connections. */
enum OipLoad {
  /** JSON. */
  JSON(OipRequests.JSON_ROWS, 8),
  /** The binary tensor extension. */
  BINARY(100_000, 2),
  /** gRPC with raw contents, one row. */
  GRPC_ROW(1, 32),
  /** gRPC with raw contents. */
  GRPC_ROWS(1_000, 8);

  private final int rows;
  private final int connections;

  OipLoad(int rows, int connections) {
    this.rows = rows;
    this.connections = connections;
  }

  int rows() {
    return rows;
  }

  int connections() {
    return connections;
  }

  /** Returns the unit of its figures: requests where they have one row. */
  String unit() {
    return rows == 1 ? "requests/s @ " + name() : "rows/s @ " + name();
  }

  LoadRequest request() {
    return switch (this) {
      case JSON -> OipRequests.json(rows);
      case BINARY -> OipRequests.binary(rows);
      case GRPC_ROW, GRPC_ROWS -> OipRequests.grpc(rows);
    };
  }

  /** Returns the answer that every server has to give. */
  float[] expected(Path model) {
    int width = ServedModel.OUTPUTS;
    try (RawRuntime runtime = new RawRuntime(model, rows, ServedModel.INPUTS, width)) {
      runtime.inputs().put(OipRequests.rows(rows)).rewind();
      float[] values = new float[rows * width];
      runtime.pinned().get(values).rewind();
      return values;
    }
  }

  /** Returns the answer that came. */
  float[] answer(byte[] body) throws IOException {
    return switch (this) {
      case JSON -> JsonNumbers.floats(body, "data");
      case BINARY -> OipRequests.lastFloats(ByteBuffer.wrap(body), rows * ServedModel.OUTPUTS);
      case GRPC_ROW, GRPC_ROWS -> raw(GrpcCall.message(body));
    };
  }

  private float[] raw(ByteBuffer message) throws InvalidProtocolBufferException {
    ByteBuffer raw =
        ModelInferResponse.parseFrom(message).getRawOutputContents(0).asReadOnlyByteBuffer();
    return OipRequests.lastFloats(raw, rows * ServedModel.OUTPUTS);
  }
}
