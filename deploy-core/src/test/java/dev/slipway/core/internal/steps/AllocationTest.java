package dev.slipway.core.internal.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step: a kernel that has seen as many rows before allocates at most a byte a row. */
class AllocationTest {

  private static final int ROWS = 8192;
  private static final int MOST_ROUNDS = 3_000;

  static List<StepCase> cases() {
    return StepCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void allocatesNothingOnceWarm(StepCase step) {
    Table table = StepCase.table(new Random(42), ROWS);
    StepRun run = step.run(table);
    List<Column> inputs = run.step().inputs().stream().map(table::column).toList();
    var kernel = run.step().newKernel();
    ObjIntConsumer<String> rejections = (message, row) -> {};
    Tensor floats = Tensor.zeros(ElementType.FLOAT32, Shape.of(ROWS * 80L));
    // Warm is when the compiler has removed what never leaves a method, which a busy machine
    // delays.
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < MOST_ROUNDS && allocated > ROWS; i++) {
      long before = allocatedBytes();
      copy(kernel.apply(inputs, rejections), floats);
      allocated = allocatedBytes() - before;
    }
    assertThat(allocated).as(step.toString()).isLessThanOrEqualTo(ROWS);
  }

  private static long allocatedBytes() {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return thread.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static void copy(List<Column> columns, Tensor target) {
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).type().isVariableLength()) {
        columns.get(i).copyTo(target, 0, columns.get(i).width());
      }
    }
  }
}
