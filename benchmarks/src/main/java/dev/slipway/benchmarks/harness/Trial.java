package dev.slipway.benchmarks.harness;

import java.nio.file.Path;
import java.util.Map;

/** Runs one path of a workload in this JVM and prints what it measured. */
final class Trial {

  /** What a line of figures begins with. */
  static final String MARK = "measured\t";

  private Trial() {}

  /**
   * Runs it.
   *
   * @param workload made for this
   * @param path which path
   * @param folder where its files are
   */
  static void run(Workload workload, String path, Path folder) throws Exception {
    Map<String, Double> measured = workload.run(path, folder);
    measured.forEach((unit, value) -> System.out.println(MARK + unit + "\t" + value));
  }
}
