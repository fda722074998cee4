package dev.slipway.batch.internal.rows;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Some of the files, one behind the other. For one thread at a time. */
public final class FileSequence implements RowBatches {

  private final RowFiles files;
  private final Deque<Integer> waiting;
  private @Nullable RowBatches current;
  private final AtomicLong bytesBefore = new AtomicLong();
  private volatile long bytesOfCurrent;

  /**
   * Names files.
   *
   * @param files of which
   * @param indexes the places of the files to read, in order
   */
  public FileSequence(RowFiles files, List<Integer> indexes) {
    this.files = files;
    this.waiting = new ArrayDeque<>(indexes);
  }

  @Override
  public @Nullable RowBatch next() throws IOException, SQLException {
    while (true) {
      RowBatches open = current;
      RowBatch batch = open == null ? null : open.next();
      if (open != null) {
        bytesOfCurrent = open.bytesRead();
      }
      if (batch != null) {
        return batch;
      }
      closeCurrent();
      Integer index = waiting.poll();
      if (index == null) {
        return null;
      }
      current = files.open(index);
    }
  }

  @Override
  public long bytesRead() {
    return bytesBefore.get() + bytesOfCurrent;
  }

  private void closeCurrent() throws IOException, SQLException {
    RowBatches open = current;
    if (open != null) {
      bytesBefore.addAndGet(bytesOfCurrent);
      bytesOfCurrent = 0;
      current = null;
      open.close();
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    closeCurrent();
  }
}
