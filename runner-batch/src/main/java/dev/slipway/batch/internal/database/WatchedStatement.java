package dev.slipway.batch.internal.database;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A statement that runs in a thread of its own, so that the calling thread can tell how far it is
 * and stop it when interrupted.
 */
public final class WatchedStatement {

  private static final long TICK_MILLIS = 100;
  private static final long CANCEL_MILLIS = 20;

  private final Statement statement;
  private final FutureTask<Long> task;

  private WatchedStatement(Statement statement, String sql) {
    this.statement = statement;
    this.task = new FutureTask<>(() -> statement.executeLargeUpdate(sql));
  }

  /** What happens beside a statement, always in the calling thread. */
  public interface Watcher {

    /** Called about ten times a second while the statement runs. */
    void tick();

    /** Called once before a statement is stopped that has not ended. */
    void stopping();
  }

  /**
   * Runs a statement to its end. It does not run any more when this returns or throws.
   *
   * @param database where it runs
   * @param sql a statement that changes or copies rows
   * @param watcher is told meanwhile; if it throws, the statement is stopped
   * @return how many rows
   * @throws SQLException if the statement fails
   * @throws InterruptedException if this thread is interrupted; the statement is stopped
   */
  public static long run(Database database, String sql, Watcher watcher)
      throws SQLException, InterruptedException {
    try (Statement statement = database.connection().createStatement()) {
      return new WatchedStatement(statement, sql).run(watcher);
    }
  }

  private long run(Watcher watcher) throws SQLException, InterruptedException {
    Thread thread = new Thread(task, "slipway-batch");
    thread.setDaemon(true);
    thread.start();
    try {
      return await(watcher);
    } finally {
      if (!task.isDone()) {
        watcher.stopping();
        stop();
      }
    }
  }

  private long await(Watcher watcher) throws SQLException, InterruptedException {
    while (true) {
      try {
        return task.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException running) {
        watcher.tick();
      } catch (ExecutionException failed) {
        throw fault(failed.getCause());
      }
    }
  }

  private static SQLException fault(@Nullable Throwable cause) {
    return cause instanceof SQLException fault ? fault : new SQLException(cause);
  }

  /** A cancel before the statement has begun has no effect, so it is repeated. */
  private void stop() throws SQLException {
    boolean interrupted = Thread.interrupted();
    while (!task.isDone()) {
      statement.cancel();
      try {
        task.get(CANCEL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException again) {
        interrupted = true;
      } catch (TimeoutException | ExecutionException soonOrDone) {
        // the loop looks again
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
