package dev.slipway.benchmarks.serving;

import dev.slipway.benchmarks.harness.Workload;
import dev.slipway.benchmarks.load.LoadGenerator;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Open Inference Protocol in each of its forms: rows a second, as many as a server takes.
 *
 * @param contenders ours first
 * @param pace of each load
 */
public record ServingOip(Contenders contenders, Pace pace) implements Workload {

  @Override
  public List<String> paths() {
    return contenders.names();
  }

  @Override
  public Map<String, String> leftOut() {
    return contenders.leftOut();
  }

  @Override
  public Map<String, String> facts() throws Exception {
    return Cores.facts();
  }

  @Override
  public void prepare(Path folder) throws Exception {
    contenders.prepare(folder);
  }

  @Override
  public void compare(Path folder) throws Exception {
    for (Contender each : contenders.present()) {
      Loading.run(each, folder, server -> check(each.name(), server, folder));
    }
  }

  private static void check(String name, ServerProcess server, Path folder) throws Exception {
    for (OipLoad load : OipLoad.values()) {
      byte[] body = LoadGenerator.once(server.port(), load.request());
      float[] expected = load.expected(ServedModel.onnx(folder));
      if (!Arrays.equals(load.answer(body), expected)) {
        throw new IllegalStateException(name + " gives different answers by " + load);
      }
    }
  }

  @Override
  public Map<String, Double> run(String path, Path folder) throws Exception {
    Map<String, Double> measured = new LinkedHashMap<>();
    Loading.run(
        contenders.find(path),
        folder,
        server -> {
          for (OipLoad form : OipLoad.values()) {
            try (LoadGenerator load =
                new LoadGenerator(server.port(), form.request(), form.connections())) {
              measured.put(form.unit(), form.rows() * load.closed(pace.warm(), pace.time()));
            }
          }
          measured.put("MiB", server.residentMebibytes());
        });
    return measured;
  }
}
