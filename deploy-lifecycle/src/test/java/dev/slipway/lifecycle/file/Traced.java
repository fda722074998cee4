package dev.slipway.lifecycle.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a process under {@code strace}, to list its changes of files or to disturb one of them. */
final class Traced {

  /** The system calls that change files. */
  static final List<String> CALLS =
      List.of(
          "mkdir",
          "write",
          "pwrite64",
          "ftruncate",
          "fsync",
          "rename",
          "unlink",
          "rmdir",
          "fchmod",
          "chmod",
          "utimensat");

  private static final Pattern LINE = Pattern.compile("^(\\d+) +(\\w+)\\((.*)$");

  private Traced() {}

  /** What a process did. */
  record End(int status, String message) {}

  /** One system call of one thread. */
  record Call(String name, String arguments) {}

  /** Runs undisturbed and returns the calls in order. */
  static List<Call> calls(Path folder, List<String> command) throws Exception {
    Path trace = folder.resolve("trace-" + System.nanoTime());
    run(folder, List.of("-y", "-o", trace.toString(), "-e", "trace=" + all()), command);
    List<Call> calls = new ArrayList<>();
    for (String line : Files.readAllLines(trace)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        calls.add(new Call(matcher.group(2), matcher.group(3)));
      }
    }
    return calls;
  }

  private static String all() {
    return String.join(",", CALLS);
  }

  /** Returns how often each call is made by the thread that makes it most often. */
  static Map<String, Integer> counts(Path folder, List<String> command) throws Exception {
    Path trace = folder.resolve("trace-" + System.nanoTime());
    run(folder, List.of("-o", trace.toString(), "-e", "trace=" + all()), command);
    Map<String, Map<String, Integer>> byThread = new HashMap<>();
    for (String line : Files.readAllLines(trace)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        byThread
            .computeIfAbsent(matcher.group(1), thread -> new HashMap<>())
            .merge(matcher.group(2), 1, Integer::sum);
      }
    }
    Map<String, Integer> most = new TreeMap<>();
    byThread.values().forEach(calls -> calls.forEach((call, n) -> most.merge(call, n, Math::max)));
    return most;
  }

  /** Runs with something done to the nth call of a name, as {@code signal=SIGKILL}. */
  static End disturbed(Path folder, String call, int n, String how, List<String> command)
      throws Exception {
    return run(
        folder,
        List.of(
            "-o",
            "/dev/null",
            "-e",
            "trace=" + call,
            "-e",
            "inject=" + call + ":" + how + ":when=" + n),
        command);
  }

  private static End run(Path folder, List<String> options, List<String> command) throws Exception {
    List<String> whole = new ArrayList<>(List.of("strace", "-f", "-qq"));
    whole.addAll(options);
    whole.addAll(command);
    Path output = folder.resolve("output-" + System.nanoTime());
    Process process =
        new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(whole.toString()).isTrue();
      return new End(process.exitValue(), read(output));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Path output) throws IOException {
    String text = Files.readString(output);
    Files.delete(output);
    return text;
  }
}
