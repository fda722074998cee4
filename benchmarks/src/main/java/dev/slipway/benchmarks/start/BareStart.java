package dev.slipway.benchmarks.start;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;

/** The shortest program that opens a model of four features and prints one answer. */
final class BareStart {

  private BareStart() {}

  /** Takes the model's file and four numbers. */
  public static void main(String[] arguments) throws OrtException {
    float[][] row = new float[1][arguments.length - 1];
    for (int i = 0; i < row[0].length; i++) {
      row[0][i] = Float.parseFloat(arguments[i + 1]);
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(arguments[0]);
        OnnxTensor tensor = OnnxTensor.createTensor(environment, row);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
      System.out.println(((float[][]) result.get(0).getValue())[0][1]);
    }
  }
}
