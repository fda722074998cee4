package dev.slipway.benchmarks.serving;

import dev.slipway.benchmarks.harness.Workload;
import dev.slipway.benchmarks.load.LoadGenerator;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long a server takes from the start of its process until it is ready, with all processors, and
 * what is resident then and after load.
 *
 * @param contenders ours first
 * @param pace of the load
 * @param starts how many starts make one measurement, their median
 */
public record ServingStart(Contenders contenders, Pace pace, int starts) implements Workload {

  private static final int CONNECTIONS = 32;

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
    return contenders.facts();
  }

  @Override
  public void prepare(Path folder) throws Exception {
    contenders.prepare(folder);
  }

  @Override
  public void compare(Path folder) throws Exception {
    for (Contender each : contenders.present()) {
      try (ServerProcess server = ServerProcess.start(each, folder, Optional.empty())) {
        TypedRows.check(each.name(), server.port(), folder);
      }
    }
  }

  @Override
  public Map<String, Double> run(String path, Path folder) throws Exception {
    Contender contender = contenders.find(path);
    Map<String, Double> measured = new LinkedHashMap<>();
    double[] seconds = new double[starts];
    for (int i = 0; i < starts; i++) {
      try (ServerProcess server = ServerProcess.start(contender, folder, Optional.empty())) {
        seconds[i] = server.secondsToReady();
        if (i == starts - 1) {
          measureMemory(server, measured);
        }
      }
    }
    Arrays.sort(seconds);
    measured.put("s", seconds[starts / 2]);
    return measured;
  }

  private void measureMemory(ServerProcess server, Map<String, Double> measured) throws Exception {
    measured.put("MiB @ start", server.residentMebibytes());
    try (LoadGenerator load = new LoadGenerator(server.port(), TypedRows.request(), CONNECTIONS)) {
      load.closed(pace.warm(), pace.time());
    }
    measured.put("MiB @ load", server.residentMebibytes());
  }
}
