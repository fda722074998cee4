package dev.slipway.benchmarks.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runs benchmarks, one after the other, and keeps what they measured in a folder. */
public final class Harness {

  /** The first argument of a JVM that runs one path once. */
  public static final String TRIAL = "--trial";

  private final List<Subject> subjects;
  private final Class<?> main;

  /**
   * Creates a harness.
   *
   * @param subjects all benchmarks
   * @param main the class that starts this harness, which further JVMs start too
   */
  public Harness(List<Subject> subjects, Class<?> main) {
    this.subjects = List.copyOf(subjects);
    this.main = main;
  }

  /**
   * What to run, and where.
   *
   * @param include which benchmarks: a pattern found in their names
   * @param forks how often each path runs, 0 for as many times as each benchmark says
   * @param results where files of results go
   * @param work where the benchmarks' own files go, which later runs use again
   */
  public record Plan(Pattern include, int forks, Path results, Path work) {}

  /**
   * Runs benchmarks.
   *
   * @param plan which
   * @throws Exception if one fails, or its paths give different answers; those before it are
   *     written down
   */
  public void run(Plan plan) throws Exception {
    List<Subject> chosen =
        subjects.stream().filter(s -> plan.include().matcher(s.name()).find()).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "no benchmark is named '"
              + plan.include()
              + "', expected one of "
              + subjects.stream().map(Subject::name).toList());
    }
    for (Subject subject : chosen) {
      System.out.println(subject.name() + ": " + subject.measures());
      Optional<Results> results = time(subject, plan);
      if (results.isPresent()) {
        results.get().write(plan.results().resolve(subject.name() + ".tsv"));
        System.out.println(new ResultTable(subject, results.get()).markdown());
      }
    }
  }

  private Optional<Results> time(Subject subject, Plan plan) throws Exception {
    Map<String, String> environment = Environment.facts();
    if (subject.timing() instanceof Subject.Micro micro) {
      List<Figure> figures = JmhForks.run(micro.type(), plan.forks());
      return Optional.of(new Results(environment, Map.of(), figures));
    }
    Subject.Turns turns = (Subject.Turns) subject.timing();
    Workload workload = turns.workload().get();
    if (workload.missing().isPresent()) {
      System.out.println("  left out: " + workload.missing().get());
      return Optional.empty();
    }
    workload
        .leftOut()
        .forEach((path, why) -> System.out.println("  " + path + " left out: " + why));
    Path folder = Files.createDirectories(plan.work().resolve(subject.name()));
    workload.prepare(folder);
    workload.compare(folder);
    int rounds = plan.forks() > 0 ? plan.forks() : turns.forks();
    List<Figure> figures = new Forks(subject.name(), workload, folder, main).run(rounds);
    environment.putAll(workload.facts());
    return Optional.of(new Results(environment, workload.leftOut(), figures));
  }

  /**
   * Runs one path of a benchmark once and prints what it measured.
   *
   * @param arguments the benchmark, the path and the folder
   * @throws Exception if it fails
   */
  public void trial(List<String> arguments) throws Exception {
    Subject subject =
        subjects.stream().filter(s -> s.name().equals(arguments.get(0))).findFirst().orElseThrow();
    Workload workload = ((Subject.Turns) subject.timing()).workload().get();
    Trial.run(workload, arguments.get(1), Path.of(arguments.get(2)));
  }
}
