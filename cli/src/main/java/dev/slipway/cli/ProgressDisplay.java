package dev.slipway.cli;

import dev.slipway.batch.BatchProgress;
import dev.slipway.batch.ProgressListener;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on a terminal; nothing anywhere else. Not thread-safe. */
final class ProgressDisplay implements ProgressListener, AutoCloseable {

  private static final int WIDTH = 79;

  private final boolean isShown;
  private final String task;
  private @Nullable ProgressBar bar;

  private ProgressDisplay(boolean isShown, String task) {
    this.isShown = isShown;
    this.task = task;
  }

  static ProgressDisplay of(Console console, String task) {
    return new ProgressDisplay(console.isTerminal(), task);
  }

  @Override
  public void progressed(BatchProgress progress) {
    if (!isShown) {
      return;
    }
    if (bar == null) {
      bar = newBar(progress.totalRows());
    }
    bar.stepTo(progress.rows());
  }

  private ProgressBar newBar(long rows) {
    PrintStream terminal =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(rows)
        .setUnit("", 1)
        .showSpeed()
        .setUpdateIntervalMillis(100)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
        .build();
  }

  /** Leaves the bar as it is and goes to the next line; does nothing at a second call. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
