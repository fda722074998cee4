package dev.slipway.benchmarks.serving;

import dev.slipway.http.InferenceServer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Our server as an application embeds it, with its defaults. */
final class SlipwayServer {

  private SlipwayServer() {}

  /** Takes the folder of the model's files and a port. */
  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    try (InferenceServer server =
        InferenceServer.builder()
            .model(ServedModel.NAME, ServedModel.folder(folder).toString())
            .model(ServedModel.TENSORS, ServedModel.onnx(folder).toString())
            .port(Integer.parseInt(arguments[1]))
            .start()) {
      new CountDownLatch(1).await();
    }
  }
}
