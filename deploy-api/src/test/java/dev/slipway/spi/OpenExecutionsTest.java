package dev.slipway.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Shape;
import dev.slipway.Tensor;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The open executions of a model")
class OpenExecutionsTest {

  private final OpenExecutions executions = new OpenExecutions("model.bin");

  /** An execution that only its gate is interesting of. */
  private static final class Member implements OpenExecutions.Member {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final RunGate gate = new RunGate(() -> {}, () -> {});

    @Override
    public Tensor input(int index, Shape shape) {
      return Tensor.of(shape, new float[(int) shape.elements()]);
    }

    @Override
    public void run() {
      gate.enter();
    }

    @Override
    public Tensor output(int index) {
      return input(index, Shape.of(0));
    }

    @Override
    public void cancel() {
      gate.cancel();
    }

    @Override
    public void close() {
      gate.close();
    }

    @Override
    public boolean closeIfIdle() {
      asked.countDown();
      return gate.close();
    }

    @Override
    public boolean isClosed() {
      return gate.isClosed();
    }
  }

  @Test
  @DisplayName("are freed with the model, but for those that were closed before")
  void closing() {
    Member kept = new Member();
    Member closed = new Member();
    executions.add(() -> kept);
    executions.add(() -> closed);
    executions.remove(closed);

    assertThat(executions.close()).isTrue();
    assertThat(kept.isClosed()).isTrue();
    assertThat(closed.isClosed()).isFalse();
    assertThat(executions.close()).isFalse();
  }

  @Test
  @DisplayName("are waited for while they run, with a thread's interrupt kept")
  void waiting() throws InterruptedException {
    Member running = new Member();
    executions.add(() -> running);
    running.run();
    boolean[] interrupted = new boolean[1];
    Thread closing =
        new Thread(
            () -> {
              executions.close();
              interrupted[0] = Thread.currentThread().isInterrupted();
            });
    closing.start();
    running.asked.await();
    assertThatThrownBy(executions::checkOpen)
        .hasMessage("Cannot use model.bin: the model is closed");
    closing.interrupt();
    assertThat(running.isClosed()).isFalse();
    running.gate.leave();
    executions.callEnded();
    closing.join();

    assertThat(running.isClosed()).isTrue();
    assertThat(interrupted[0]).isTrue();
  }

  @Test
  @DisplayName("get no more when the model is closed")
  void closed() {
    executions.checkOpen();
    executions.close();
    assertThatThrownBy(() -> executions.add(Member::new))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot use model.bin: the model is closed");
  }
}
