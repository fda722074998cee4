package dev.slipway.http.internal.log;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes lines on a thread of its own, behind a bounded queue. Thread-safe. */
public final class LineFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LineFile.class);
  private static final int QUEUED = 1 << 16;
  private static final byte[] END = {};

  private final String name;
  private final OutputStream out;
  private final WhenFull whenFull;
  private final BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(QUEUED);
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread writer;
  private volatile boolean broken;

  /** What happens to lines that the disk is too slow for. */
  public enum WhenFull {
    /** They are lost, and counted. */
    DROP,
    /** Whoever writes them waits. */
    WAIT
  }

  private LineFile(String name, OutputStream out, WhenFull whenFull) {
    this.name = name;
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.whenFull = whenFull;
    this.writer = new Thread(this::write, "slipway-log");
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Opens a file to append to.
   *
   * @param file made if it is missing
   * @param whenFull what happens to lines that the disk is too slow for
   * @return a file that the caller closes
   * @throws EngineException if it cannot be written
   */
  public static LineFile append(Path file, WhenFull whenFull) {
    try {
      OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new LineFile(file.toString(), out, whenFull);
    } catch (IOException refused) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE,
          "Cannot write the log "
              + file
              + ": "
              + refused
              + ", expected a file in a folder that is there and may be written",
          refused);
    }
  }

  /**
   * Returns lines to this process's standard output, which stays open.
   *
   * @param whenFull what happens to lines that its reader is too slow for
   * @return to be closed by the caller
   */
  public static LineFile standardOutput(WhenFull whenFull) {
    OutputStream out =
        new FileOutputStream(FileDescriptor.out) {
          @Override
          public void close() {
            // The process's, not ours.
          }
        };
    return new LineFile("standard output", out, whenFull);
  }

  /**
   * Writes a line.
   *
   * @param line with its end
   */
  void add(byte[] line) {
    if (broken || closed.get()) {
      return;
    }
    if (lines.offer(line)) {
      return;
    }
    if (whenFull == WhenFull.DROP) {
      dropped.incrementAndGet();
      return;
    }
    put(line);
  }

  private void put(byte[] line) {
    try {
      lines.put(line);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      LOG.error("A line of {} is lost: the thread was interrupted", name);
    }
  }

  private void write() {
    List<byte[]> batch = new ArrayList<>();
    boolean more = true;
    while (more) {
      batch.clear();
      try {
        batch.add(lines.take());
        lines.drainTo(batch);
        more = write(batch);
      } catch (IOException | InterruptedException failure) {
        // Requests go on without their log; the queue is emptied so that none of them waits.
        broken = true;
        lines.clear();
        LOG.error("Cannot write the log {} any more", name, failure);
        more = false;
      }
    }
  }

  private boolean write(List<byte[]> batch) throws IOException {
    boolean more = true;
    for (byte[] line : batch) {
      if (line == END) {
        more = false;
      } else {
        out.write(line);
      }
    }
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      out.write(LogLine.of(json -> json.writeNumberField("dropped", lost)));
    }
    out.flush();
    return more;
  }

  /** Writes what was added. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      if (writer.isAlive()) {
        lines.put(END);
        writer.join();
      }
      out.close();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      LOG.error("Cannot close the log {}", name, failure);
    }
  }
}
