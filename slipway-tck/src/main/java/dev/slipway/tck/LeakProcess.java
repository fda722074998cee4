package dev.slipway.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The process in which models are loaded, run and closed again and again. */
final class LeakProcess {

  private static final int WARM_UP = 60;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final List<ReferenceModel> MODELS =
      List.of(
          ReferenceModel.MLP,
          ReferenceModel.NONZERO,
          ReferenceModel.VOCABULARY,
          ReferenceModel.SPELLING);

  /**
   * By how much the process grew.
   *
   * @param bytes of resident memory
   * @param threads of every kind
   */
  record Growth(long bytes, int threads) {}

  private LeakProcess() {}

  /** Runs rounds for the engine that a contract tests; blocks until they are done. */
  static Growth run(Class<?> contract, int rounds) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-Xms64m",
            "-XX:+AlwaysPreTouch",
            "-XX:MaxDirectMemorySize=16m",
            LeakProcess.class.getName(),
            contract.getName(),
            Integer.toString(rounds));
    try {
      return growth(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Growth growth(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("rounds", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      // A variable, because a class path may be longer than a command line.
      builder
          .environment()
          .put(
              "CLASSPATH",
              System.getProperty(
                  "surefire.test.class.path", System.getProperty("java.class.path")));
      // One arena, so that which thread frees what does not decide how much stays resident.
      builder.environment().put("MALLOC_ARENA_MAX", "1");
      int status = builder.start().waitFor();
      String text = Files.readString(output, StandardCharsets.UTF_8).strip();
      String[] words = text.substring(text.lastIndexOf('\n') + 1).split(" ", -1);
      if (status != 0 || words.length != 2) {
        throw new IllegalStateException("the rounds ended with status " + status + ": " + text);
      }
      return new Growth(Long.parseLong(words[0]), Integer.parseInt(words[1]));
    } finally {
      Files.delete(output);
    }
  }

  /**
   * Prints by how much the process grew in some rounds after a warm-up.
   *
   * @param arguments the contract's class and the number of rounds
   */
  public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
    Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
    constructor.setAccessible(true);
    EngineContract contract = (EngineContract) constructor.newInstance();
    Path directory = Files.createTempDirectory("rounds");
    LeakRounds rounds = new LeakRounds(contract, directory);
    rounds.run(MODELS, WARM_UP);
    long bytes = status("VmRSS:") * 1024;
    long threads = status("Threads:");
    rounds.run(MODELS, Integer.parseInt(arguments[1]));
    long grownBytes = status("VmRSS:") * 1024 - bytes;
    rounds.removeFiles();
    report(grownBytes + " " + (status("Threads:") - threads));
  }

  @SuppressWarnings("SystemOut") // how the parent learns of it
  private static void report(String line) {
    System.out.println(line);
  }

  /** Returns a number that the system tells of this process, 0 where it does not. */
  private static long status(String name) throws IOException {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
