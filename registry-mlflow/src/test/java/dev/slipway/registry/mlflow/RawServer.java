package dev.slipway.registry.mlflow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A server that writes what it is told, byte by byte: halves of answers, garbage, or nothing. Each
 * connection takes the next script and is closed after it.
 */
final class RawServer implements AutoCloseable {

  /** What is done with a connection after its request was read. */
  @FunctionalInterface
  interface Script {
    void run(OutputStream out) throws Exception;
  }

  /** The headers of all requests. */
  final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();

  private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ServerSocket listener;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  RawServer() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread thread = new Thread(this::accept, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  RawServer then(Script script) {
    scripts.add(script);
    return this;
  }

  /** Writes a text and closes the connection. */
  RawServer then(String text) {
    return then(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a text, and then nothing until the test is over. */
  RawServer thenStall(String text) {
    return then(
        out -> {
          out.write(text.getBytes(StandardCharsets.UTF_8));
          out.flush();
          closing.await();
        });
  }

  String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread thread = new Thread(() -> serve(socket), "raw-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      List<String> lines = new ArrayList<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        lines.add(line);
      }
      if (lines.isEmpty()) {
        return;
      }
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.put(":request", lines.get(0));
      for (String line : lines.subList(1, lines.size())) {
        headers.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
      }
      requests.add(headers);
      Script script = scripts.poll();
      if (script != null) {
        script.run(socket.getOutputStream());
      }
    } catch (Exception clientIsGone) {
      // What the client thinks of it is what the test looks at.
    }
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
