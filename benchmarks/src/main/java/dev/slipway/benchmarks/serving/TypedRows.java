package dev.slipway.benchmarks.serving;

import dev.slipway.benchmarks.RawRuntime;
import dev.slipway.benchmarks.load.HttpPost;
import dev.slipway.benchmarks.load.LoadGenerator;
import dev.slipway.benchmarks.load.LoadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Requests of one row in typed JSON, and what has to come of them. */
final class TypedRows {

  /** Others compute in double precision, or with another build of ONNX Runtime. */
  private static final double TOLERANCE = 1e-6;

  private static final int ROWS = 16;

  private TypedRows() {}

  /** Returns the request that is sent again and again. */
  static LoadRequest request() {
    return request(1, 2, 0.5f, 0.25f);
  }

  private static LoadRequest request(float a, float b, float c, float d) {
    String body = "{\"a\":" + a + ",\"b\":" + b + ",\"c\":" + c + ",\"d\":" + d + "}";
    return HttpPost.json(ServedModel.PREDICT, body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Asks a server rows of several kinds.
   *
   * @throws IllegalStateException if an answer is another than ONNX Runtime's by hand
   */
  static void check(String name, int port, Path folder) throws IOException {
    float[] rows = OipRequests.rows(ROWS);
    try (RawRuntime runtime =
        new RawRuntime(ServedModel.onnx(folder), 1, ServedModel.INPUTS, ServedModel.OUTPUTS)) {
      for (int row = 0; row < rows.length; row += ServedModel.INPUTS) {
        byte[] body =
            LoadGenerator.once(
                port, request(rows[row], rows[row + 1], rows[row + 2], rows[row + 3]));
        float[] answer = JsonNumbers.floats(body, "positive");
        runtime.inputs().put(0, rows, row, ServedModel.INPUTS);
        float expected = runtime.pinned().get(1);
        if (answer.length != 1 || !(Math.abs(answer[0] - expected) <= TOLERANCE)) {
          throw new IllegalStateException(
              name
                  + " answers "
                  + new String(body, StandardCharsets.UTF_8)
                  + ", expected "
                  + expected);
        }
      }
    }
  }
}
