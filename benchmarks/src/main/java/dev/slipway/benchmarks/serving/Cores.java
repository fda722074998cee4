package dev.slipway.benchmarks.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A processor for the server and one for what asks it, so that neither takes the other's time.
 *
 * @param server the number of its processor
 * @param client the number of its processor
 * @param all the processors of this process, as {@code taskset} writes them
 */
record Cores(int server, int client, String all) {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path THREAD = Path.of("/proc/thread-self");
  private static final String ALLOWED = "Cpus_allowed_list:";

  /** Returns two processors; empty where there is only one, or no {@code taskset}. */
  static Optional<Cores> find() throws IOException {
    if (!Files.exists(STATUS) || !Files.exists(THREAD) || absent("taskset")) {
      return Optional.empty();
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(ALLOWED)) {
        return of(line.substring(ALLOWED.length()).strip());
      }
    }
    return Optional.empty();
  }

  /** Returns who runs where, for readers. */
  static Map<String, String> facts() throws IOException {
    return find()
        .map(
            cores ->
                Map.of("processors", "server on " + cores.server + ", client on " + cores.client))
        .orElse(Map.of("processors", "shared by server and client"));
  }

  private static boolean absent(String program) {
    return Programs.ask(program, "--version").isEmpty();
  }

  /** Returns the first and the last of a list such as {@code 0-3,6}. */
  static Optional<Cores> of(String list) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : list.split("[,-]")) {
      numbers.add(Integer.valueOf(part));
    }
    int first = numbers.get(0);
    int last = numbers.get(numbers.size() - 1);
    return first == last ? Optional.empty() : Optional.of(new Cores(first, last, list));
  }

  /** Returns what stands before a server's command. */
  List<String> serverPrefix() {
    return List.of("taskset", "-c", Integer.toString(server));
  }

  /** Keeps the calling thread, and no other, on the client's processor until this is closed. */
  Pinned pinCaller() throws IOException, InterruptedException {
    pin(Integer.toString(client));
    return () -> pin(all);
  }

  /** Undoes what {@link #pinCaller} did, on the same thread. */
  interface Pinned extends AutoCloseable {
    @Override
    void close() throws IOException, InterruptedException;
  }

  private static void pin(String list) throws IOException, InterruptedException {
    String thread = Files.readSymbolicLink(THREAD).getFileName().toString();
    Programs.run(
        List.of("taskset", "-p", "-c", list, thread), Path.of("").toAbsolutePath(), Map.of());
  }
}
