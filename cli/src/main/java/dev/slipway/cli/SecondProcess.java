package dev.slipway.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a command of this program in a process of its own. */
final class SecondProcess {

  private static final String[] HANDED_ON = {
    "slipway.home", "onnxruntime.native.path", "java.library.path"
  };

  private static final int FIRST_WITH_NATIVE_ACCESS = 21;

  private SecondProcess() {}

  /** Returns the lines that the command prints; blocks until it has ended. */
  static List<String> output(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= FIRST_WITH_NATIVE_ACCESS) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    for (String property : HANDED_ON) {
      if (System.getProperty(property) != null) {
        command.add("-D" + property + "=" + System.getProperty(property));
      }
    }
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    // A variable, because a class path may be longer than a command line.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return lines(builder.start(), arguments[0]);
  }

  private static List<String> lines(Process process, String name) throws IOException {
    try {
      process.getOutputStream().close();
      byte[] bytes = process.getInputStream().readAllBytes();
      int status = process.waitFor();
      if (status != 0) {
        throw new CommandException(
            ExitCode.ENGINE, "The second process (" + name + ") ended with status " + status);
      }
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.CAPACITY, "The second process was interrupted", e);
    } finally {
      process.destroy();
    }
  }
}
