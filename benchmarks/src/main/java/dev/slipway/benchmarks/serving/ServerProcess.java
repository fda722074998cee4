package dev.slipway.benchmarks.serving;

import dev.slipway.benchmarks.harness.ProcessMemory;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server that runs until this is closed. */
final class ServerProcess implements AutoCloseable {

  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long LOOK_MILLIS = 2;
  private static final long END_SECONDS = 10;

  private final Process process;
  private final int port;
  private final double secondsToReady;

  private ServerProcess(Process process, int port, double secondsToReady) {
    this.process = process;
    this.port = port;
    this.secondsToReady = secondsToReady;
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @param cores the server runs on the first of them; on all where it is empty
   */
  static ServerProcess start(Contender contender, Path folder, Optional<Cores> cores)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>(cores.map(Cores::serverPrefix).orElse(List.of()));
    command.addAll(contender.command(folder, port));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve(contender.name() + ".out").toFile())
            .redirectError(folder.resolve(contender.name() + ".err").toFile());
    builder.environment().putAll(contender.environment());
    long begin = System.nanoTime();
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      awaitReady(process, port, contender.name(), folder);
      return new ServerProcess(process, port, (System.nanoTime() - begin) / 1e9);
    } catch (IOException | InterruptedException | RuntimeException failure) {
      process.destroyForcibly();
      throw failure;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitReady(Process process, int port, String name, Path folder)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + MOST_NANOS;
    while (!isReady(port)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(
            "Cannot start "
                + name
                + ": "
                + (process.isAlive() ? "it is not ready" : "it ended with " + process.exitValue())
                + " (see "
                + folder.resolve(name + ".err")
                + ")");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static boolean isReady(int port) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + port + "/ready").toURL().openConnection();
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    } finally {
      connection.disconnect();
    }
  }

  int port() {
    return port;
  }

  /** Returns how long it took from the process's start to the first answer that it is ready. */
  double secondsToReady() {
    return secondsToReady;
  }

  double residentMebibytes() throws IOException {
    return ProcessMemory.residentMebibytes(process.pid());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
