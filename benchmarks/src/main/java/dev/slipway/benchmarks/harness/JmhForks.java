package dev.slipway.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs benchmarks by JMH, with the profiler that counts allocated bytes. */
final class JmhForks {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private JmhForks() {}

  /**
   * Runs all methods of a class.
   *
   * @param type the class
   * @param forks how many JVMs for each method, 0 for as many as the class says
   */
  static List<Figure> run(Class<?> type, int forks) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + type.getName().replace(".", "\\.") + "\\.")
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true);
    if (forks > 0) {
      options.forks(forks);
    }
    List<Figure> figures = new ArrayList<>();
    for (RunResult result : new Runner(options.build()).run()) {
      figures.addAll(figures(result));
    }
    return figures;
  }

  private static List<Figure> figures(RunResult result) {
    String path = path(result.getParams());
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      Result<?> score = fork.getPrimaryResult();
      add(values, unit(score), score.getScore());
      Result<?> allocated = fork.getSecondaryResults().get(ALLOCATED);
      if (allocated != null) {
        add(values, "bytes", allocated.getScore());
      }
    }
    List<Figure> figures = new ArrayList<>();
    values.forEach((unit, all) -> figures.add(new Figure(path, unit, all)));
    return figures;
  }

  private static void add(Map<String, List<Double>> values, String unit, double value) {
    values.computeIfAbsent(unit, absent -> new ArrayList<>()).add(value);
  }

  /** Returns the method and what follows it: {@code predictor 1024}. */
  private static String path(BenchmarkParams params) {
    String name = params.getBenchmark();
    StringBuilder path = new StringBuilder(name.substring(name.lastIndexOf('.') + 1));
    Collection<String> keys = params.getParamsKeys();
    keys.forEach(key -> path.append(' ').append(params.getParam(key)));
    return path.toString();
  }

  private static String unit(Result<?> score) {
    String unit = score.getScoreUnit();
    return unit.endsWith("/op") ? unit.substring(0, unit.length() - 3) : unit;
  }
}
