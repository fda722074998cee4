package dev.slipway.benchmarks.serving;

import dev.slipway.benchmarks.harness.Workload;
import dev.slipway.benchmarks.load.Latencies;
import dev.slipway.benchmarks.load.LoadGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of the four-feature model in typed JSON: how many requests a second a server answers, and
 * how long answers take when as many come as half of what the slower of two servers can take.
 *
 * @param contenders ours first
 * @param pace of each load
 * @param connections over which requests come
 */
public record ServingJson(Contenders contenders, Pace pace, int connections) implements Workload {

  /** What follows the unit of latencies at half of a server's own peak. */
  public static final String OWN = "its own";

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
    Map<String, String> facts = new LinkedHashMap<>(contenders.facts());
    facts.put("connections", Integer.toString(connections));
    facts.putAll(Cores.facts());
    return facts;
  }

  @Override
  public void prepare(Path folder) throws Exception {
    contenders.prepare(folder);
  }

  /** Compares answers, and measures the peaks that the loads of all turns hang on. */
  @Override
  public void compare(Path folder) throws Exception {
    Map<String, Double> peaks = new LinkedHashMap<>();
    for (Contender each : contenders.present()) {
      Loading.run(
          each,
          folder,
          server -> {
            TypedRows.check(each.name(), server.port(), folder);
            try (LoadGenerator load = load(server)) {
              peaks.put(each.name(), load.closed(pace.warm(), pace.time().dividedBy(2)));
            }
          });
    }
    new Peaks(peaks).write(folder);
  }

  private LoadGenerator load(ServerProcess server) throws IOException {
    return new LoadGenerator(server.port(), TypedRows.request(), connections);
  }

  @Override
  public Map<String, Double> run(String path, Path folder) throws Exception {
    Map<String, Double> measured = new LinkedHashMap<>();
    Peaks peaks = Peaks.read(folder);
    Loading.run(
        contenders.find(path),
        folder,
        server -> {
          try (LoadGenerator load = load(server)) {
            double peak = load.closed(pace.warm(), pace.time());
            measured.put("requests/s", peak);
            measureAt(peak / 2, OWN, load, measured);
            for (String other : others(path)) {
              measureAt(peaks.halfOfSlower(path, other), pair(path, other), load, measured);
            }
          }
          measured.put("MiB", server.residentMebibytes());
        });
    return measured;
  }

  /** Returns whom a server is compared with: ours with all, others with ours. */
  private List<String> others(String path) {
    List<String> others = new ArrayList<>();
    String ours = contenders.ours().name();
    if (path.equals(ours)) {
      contenders.peers().forEach(peer -> others.add(peer.name()));
    } else {
      others.add(ours);
    }
    return others;
  }

  private String pair(String path, String other) {
    return path.equals(contenders.ours().name()) ? other : path;
  }

  private void measureAt(
      double perSecond, String name, LoadGenerator load, Map<String, Double> measured)
      throws IOException {
    Pace following = pace.following();
    // The client's collector works now, and not while it takes latencies, which it would lengthen.
    System.gc();
    Latencies latencies = load.open(perSecond, following.warm(), following.time());
    measured.put("requests/s @ " + name, perSecond);
    measured.put("ms @ p50 " + name, latencies.median());
    measured.put("ms @ p99 " + name, latencies.p99());
    measured.put("ms @ p99.9 " + name, latencies.p999());
  }
}
