package dev.slipway.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection, with at most one request on its way. */
final class Connection implements AutoCloseable {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Wire wire;
  private ByteBuffer out = NOTHING;
  private long intendedNanos;

  Connection(InetSocketAddress server, Selector selector, Wire wire) throws IOException {
    this.wire = wire;
    this.channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    this.key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Returns when the last request was to be sent, as {@link System#nanoTime} tells it. */
  long intendedNanos() {
    return intendedNanos;
  }

  /** Sends the next request, or as much of it as the network takes now. */
  void send(long intended) throws IOException {
    intendedNanos = intended;
    out = wire.next();
    write();
  }

  private void write() throws IOException {
    channel.write(out);
    int wanted = SelectionKey.OP_READ | (out.hasRemaining() ? SelectionKey.OP_WRITE : 0);
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  /**
   * Goes on where the network lets it.
   *
   * @param buffer any, of which nothing is kept
   * @return whether the answer is complete now
   */
  boolean goOn(ByteBuffer buffer) throws IOException {
    if (key.isWritable()) {
      write();
    }
    if (!key.isReadable()) {
      return false;
    }
    buffer.clear();
    if (channel.read(buffer) < 0) {
      throw new IllegalStateException("the server closed a connection");
    }
    return wire.read(buffer.flip());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
