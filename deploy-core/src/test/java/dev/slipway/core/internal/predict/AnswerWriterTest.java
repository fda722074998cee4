package dev.slipway.core.internal.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.OutputDefinition;
import dev.slipway.core.OutputDefinition.Activation;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes answers of outputs: {@code activation}, {@code pick}, {@code threshold} and so on. */
class AnswerWriterTest {

  private static final int WIDTH = 3;
  private static final int ROWS = 8192;
  private static final int MOST_ROUNDS = 3_000;
  private static final double[] ODD = {
    0.0,
    -0.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1e308,
    -1e308,
    800,
    -800,
    4.9e-324
  };

  /** Every way to make a column of a floating output. */
  static List<OutputDefinition> definitions() {
    List<OutputDefinition> all = new ArrayList<>();
    for (Optional<Activation> activation :
        List.of(
            Optional.<Activation>empty(),
            Optional.of(Activation.SOFTMAX),
            Optional.of(Activation.SIGMOID))) {
      all.add(values(activation, OptionalInt.empty(), OptionalInt.empty()));
      all.add(values(activation, OptionalInt.of(1), OptionalInt.empty()));
      all.add(values(activation, OptionalInt.empty(), OptionalInt.of(3)));
      all.add(values(activation, OptionalInt.of(2), OptionalInt.of(0)));
      all.add(threshold(activation, List.of()));
      all.add(threshold(activation, List.of("no", "yes")));
    }
    all.add(argmax(List.of()));
    all.add(argmax(List.of("a", "b", "c")));
    return all;
  }

  private static OutputDefinition values(
      Optional<Activation> activation, OptionalInt pick, OptionalInt round) {
    return new OutputDefinition(
        "a", Optional.empty(), activation, pick, OptionalDouble.empty(), false, round, List.of());
  }

  private static OutputDefinition threshold(Optional<Activation> activation, List<String> labels) {
    return new OutputDefinition(
        "a",
        Optional.empty(),
        activation,
        OptionalInt.of(0),
        OptionalDouble.of(0.25),
        false,
        OptionalInt.empty(),
        labels);
  }

  private static OutputDefinition argmax(List<String> labels) {
    return new OutputDefinition(
        "a",
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        true,
        OptionalInt.empty(),
        labels);
  }

  @Provide
  Arbitrary<OutputDefinition> definition() {
    return Arbitraries.of(definitions());
  }

  @Provide
  Arbitrary<ElementType> floating() {
    return Arbitraries.of(ElementType.FLOAT16, ElementType.FLOAT32, ElementType.FLOAT64);
  }

  @Property(tries = 500)
  @Label("n rows give bit for bit what n outputs of one row give")
  void rowsAreIndependent(
      @ForAll("definition") OutputDefinition definition,
      @ForAll("floating") ElementType type,
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 40) int rows) {
    Answer answer = answer(definition, type);
    Tensor output = output(type, random, rows);
    ColumnBuffer together = write(answer, answer.writers().get(), output);
    AnswerWriter writer = answer.writers().get();
    int rowBytes = WIDTH * type.byteWidth();
    for (int row = 0; row < rows; row++) {
      ByteBuffer bytes = output.bytes().slice(row * rowBytes, rowBytes);
      ColumnBuffer alone = write(answer, writer, Tensor.over(type, Shape.of(1, WIDTH), bytes));
      assertThat(alone.valueAt(0)).isEqualTo(together.valueAt(row));
      for (int k = 0; type == answer.field().type() && k < alone.width(); k++) {
        assertThat(Double.doubleToRawLongBits(alone.doubleAt(k)))
            .isEqualTo(Double.doubleToRawLongBits(together.doubleAt(row * alone.width() + k)));
      }
    }
  }

  @Property(tries = 300)
  @Label("shares are between 0 and 1 and add up to 1, unless something is NaN or +infinity")
  void softmaxIsADistribution(@ForAll Random random) {
    Answer answer =
        answer(
            values(Optional.of(Activation.SOFTMAX), OptionalInt.empty(), OptionalInt.empty()),
            ElementType.FLOAT64);
    Tensor output = output(ElementType.FLOAT64, random, 1);
    ColumnBuffer shares = write(answer, answer.writers().get(), output);
    double greatest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int k = 0; k < WIDTH; k++) {
      greatest = Math.max(greatest, output.doubleAt(k));
      sum += shares.doubleAt(k);
    }
    if (Double.isFinite(greatest)) {
      assertThat(sum).isBetween(1 - 1e-15, 1 + 1e-15);
    } else {
      assertThat(shares.doubleAt(0)).isNaN();
    }
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void allocatesNothingOnceWarm(OutputDefinition definition) {
    Answer answer = answer(definition, ElementType.FLOAT32);
    Tensor output = output(ElementType.FLOAT32, new Random(1), ROWS);
    AnswerWriter writer = answer.writers().get();
    ColumnBuffer target = answer.newColumn();
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < MOST_ROUNDS && allocated > ROWS; i++) {
      long before = allocatedBytes();
      target.reset(ROWS);
      writer.write(output, WIDTH, target);
      allocated = allocatedBytes() - before;
    }
    assertThat(allocated).isLessThanOrEqualTo(ROWS);
  }

  private static long allocatedBytes() {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return thread.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Test
  @DisplayName("the softmax of large scores does not overflow, and agrees with SciPy")
  void softmax() {
    assertThat(softmax(0.5, -1.25, 3))
        .containsExactly(
            new double[] {0.07487121456204028, 0.01301066620537013, 0.9121181192325896},
            within(1e-16));
    assertThat(softmax(1000, 1001, -1000))
        .containsExactly(new double[] {0.26894142136999516, 0.7310585786300049, 0}, within(1e-16));
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(softmax(0, 0, -infinity)).containsExactly(0.5, 0.5, 0);
    assertThat(softmax(0, infinity, 0)).containsOnly(Double.NaN);
    assertThat(softmax(0, Double.NaN, 0)).containsOnly(Double.NaN);
    assertThat(softmax(-infinity, -infinity, -infinity)).containsOnly(Double.NaN);
  }

  private static double[] softmax(double... scores) {
    return doubles(
        values(Optional.of(Activation.SOFTMAX), OptionalInt.empty(), OptionalInt.empty()), scores);
  }

  @Test
  @DisplayName("the logistic function neither overflows nor loses small results, as SciPy's")
  void sigmoid() {
    assertThat(sigmoid(0, 0.3, -0.3)).containsExactly(0.5, 0.574442516811659, 0.425557483188341);
    assertThat(sigmoid(40, -40, -700))
        .containsExactly(1, 4.248354255291589e-18, 9.85967654375977e-305);
    assertThat(sigmoid(-740, 800, -800)).containsExactly(4.2e-322, 1, 0);
    assertThat(sigmoid(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
        .containsExactly(Double.NaN, 1, 0);
  }

  private static double[] sigmoid(double... scores) {
    return doubles(
        values(Optional.of(Activation.SIGMOID), OptionalInt.empty(), OptionalInt.empty()), scores);
  }

  private static double[] doubles(OutputDefinition definition, double... scores) {
    Answer answer = answer(definition, ElementType.FLOAT64);
    Tensor output = Tensor.of(Shape.of(1, WIDTH), scores);
    ColumnBuffer column = write(answer, answer.writers().get(), output);
    return new double[] {column.doubleAt(0), column.doubleAt(1), column.doubleAt(2)};
  }

  private static Answer answer(OutputDefinition definition, ElementType type) {
    Signature.Field scores = Signature.Field.tensor("scores", type, Shape.of(Shape.FREE, WIDTH));
    Signature graph = Signature.of(List.of(scores), List.of(scores));
    RowLayout layout = RowLayout.of(graph, List.of(scores), ExecutionRules.unrestricted());
    return new AnswerPlan(List.of(scores), Map.of(), layout, new ArrayList<>())
        .defined(List.of(definition))
        .get(0);
  }

  private static ColumnBuffer write(Answer answer, AnswerWriter writer, Tensor output) {
    ColumnBuffer target = answer.newColumn();
    target.reset((int) output.shape().dimension(0));
    writer.write(output, WIDTH, target);
    return target;
  }

  private static Tensor output(ElementType type, Random random, int rows) {
    Tensor output = Tensor.zeros(type, Shape.of(rows, WIDTH));
    for (int i = 0; i < output.size(); i++) {
      boolean odd = random.nextInt(12) == 0;
      output.setDouble(i, odd ? ODD[random.nextInt(ODD.length)] : 4 * random.nextGaussian());
    }
    return output;
  }
}
