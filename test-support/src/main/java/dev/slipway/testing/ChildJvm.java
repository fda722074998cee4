package dev.slipway.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Runs a main class of the tests in a Java virtual machine of its own. Not thread-safe. */
public final class ChildJvm {

  private final List<String> options = new ArrayList<>();
  private final List<String> classPath;

  private ChildJvm(List<String> classPath) {
    this.classPath = classPath;
  }

  /** Returns one with the entries of this machine's class path that fit. */
  public static ChildJvm with(Predicate<String> entry) {
    return new ChildJvm(
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(classPath())
            .filter(entry)
            .toList());
  }

  /** Returns this machine's class path. */
  public static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Adds an option of the virtual machine. */
  public ChildJvm option(String option) {
    options.add(option);
    return this;
  }

  /**
   * What a run ended with.
   *
   * @param exitCode the code
   * @param output what it printed, errors too
   */
  public record End(int exitCode, String output) {}

  /** Runs to the end. */
  public End run(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main.getName()));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile("child", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      // One arena, so that which thread frees what does not decide how much stays resident.
      builder.environment().put("MALLOC_ARENA_MAX", "1");
      Process process = builder.start();
      int exitCode = process.waitFor();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return new End(exitCode, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
