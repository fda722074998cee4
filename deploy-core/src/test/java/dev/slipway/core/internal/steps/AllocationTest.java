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
  private static final int WARM_UP = 200;

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
    for (int i = 0; i < WARM_UP; i++) {
      copy(kernel.apply(inputs, rejections), floats);
    }
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = thread.getThreadAllocatedBytes(id);
    copy(kernel.apply(inputs, rejections), floats);
    long allocated = thread.getThreadAllocatedBytes(id) - before;
    assertThat(allocated).isLessThanOrEqualTo(ROWS);
  }

  private static void copy(List<Column> columns, Tensor target) {
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).type().isVariableLength()) {
        columns.get(i).copyTo(target, 0, columns.get(i).width());
      }
    }
  }
}
