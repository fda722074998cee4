package dev.slipway.benchmarks.serving;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The programs of a benchmark, and why others of it cannot run here.
 *
 * @param present in the order in which they take turns; the first is ours
 * @param leftOut why, by name
 */
public record Contenders(List<Contender> present, Map<String, String> leftOut) {

  /**
   * Looks which ones can run.
   *
   * @param all ours first
   * @return those that can and those that cannot
   */
  public static Contenders of(Contender... all) {
    List<Contender> present = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (Contender each : all) {
      each.missing().ifPresentOrElse(why -> leftOut.put(each.name(), why), () -> present.add(each));
    }
    return new Contenders(present, leftOut);
  }

  List<String> names() {
    return present.stream().map(Contender::name).toList();
  }

  Contender find(String name) {
    return present.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  Contender ours() {
    return present.get(0);
  }

  List<Contender> peers() {
    return present.subList(1, present.size());
  }

  void prepare(Path folder) throws Exception {
    ServedModel.write(folder);
    for (Contender each : present) {
      each.prepare(folder);
    }
  }

  Map<String, String> facts() throws Exception {
    Map<String, String> facts = new LinkedHashMap<>();
    for (Contender each : present) {
      facts.putAll(each.facts());
    }
    return facts;
  }
}
