package dev.slipway.registry.mlflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands connections through to a server, but closes the first one that asks for a path after the
 * server has answered, so that nobody hears the answer.
 */
final class LossyProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final String lost;
  private final AtomicBoolean armed = new AtomicBoolean(true);

  LossyProxy(MlflowServer server, String lost) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.lost = lost;
    start(
        () -> {
          while (true) {
            Socket client = listener.accept();
            Socket target = new Socket(InetAddress.getLoopbackAddress(), server.port());
            AtomicBoolean losing = new AtomicBoolean();
            start(() -> forth(client, target, losing));
            start(() -> back(client, target, losing));
          }
        });
  }

  String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // One side has gone; so does the other.
              }
            },
            "lossy-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void forth(Socket client, Socket target, AtomicBoolean losing) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (client;
        target) {
      InputStream in = client.getInputStream();
      OutputStream out = target.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
        if (text.contains(lost) && armed.compareAndSet(true, false)) {
          losing.set(true);
        }
        out.write(buffer, 0, count);
      }
    }
  }

  private void back(Socket client, Socket target, AtomicBoolean losing) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (client;
        target) {
      InputStream in = target.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (losing.get()) {
          return;
        }
        out.write(buffer, 0, count);
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
