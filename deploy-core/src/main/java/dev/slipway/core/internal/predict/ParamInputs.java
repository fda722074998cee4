package dev.slipway.core.internal.predict;

import dev.slipway.CallOptions;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.spi.Execution;
import dev.slipway.spi.NearestWord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Feeds a call's params to the model's inputs of the same names. Immutable. */
final class ParamInputs {

  private record Target(Signature.Param param, int index, Signature.Field tensor) {}

  private final String task;
  private final List<Signature.Param> params;
  private final List<Target> targets = new ArrayList<>();

  ParamInputs(String task, List<Signature.Param> params, List<Signature.Field> inputs) {
    this.task = task;
    this.params = params;
    for (int i = 0; i < inputs.size(); i++) {
      Signature.Field input = inputs.get(i);
      Optional<Signature.Param> param =
          params.stream().filter(p -> p.name().equals(input.name())).findFirst();
      if (param.isPresent() && input.shape().rank() <= 1) {
        targets.add(new Target(param.get(), i, input));
      }
    }
  }

  /** Returns whether a param feeds this input of the model. */
  boolean feeds(int index) {
    return targets.stream().anyMatch(target -> target.index == index);
  }

  /** Throws if the call sets a param that does not exist, or that the model has no input for. */
  void check(CallOptions options) {
    if (options.params().isEmpty()) {
      return;
    }
    List<Problem> problems = new ArrayList<>();
    for (String name : options.params().keySet()) {
      if (targets.stream().noneMatch(target -> target.param.name().equals(name))) {
        problems.add(new Problem("param '" + name + "'", unknown(name)));
      }
    }
    throwIfAny(problems);
  }

  private String unknown(String name) {
    List<String> names = params.stream().map(Signature.Param::name).toList();
    if (names.contains(name)) {
      return "has no effect: the model has no input of its name (leave it out)";
    }
    String nearest =
        NearestWord.of(name, names).map(n -> ", nearest '" + n + "'").orElse(", which has none");
    return "is not in the signature" + nearest;
  }

  /** Writes the values of this call into the execution's inputs. */
  void feed(CallOptions options, Execution execution) {
    if (targets.isEmpty()) {
      return;
    }
    List<Problem> problems = new ArrayList<>();
    for (Target target : targets) {
      String name = target.param.name();
      Object set = options.params().get(name);
      Object value = set == null ? target.param.defaultValue() : set;
      Column column = column(target, value, problems);
      if (column != null) {
        Shape shape = target.tensor.shape().rank() == 0 ? Shape.scalar() : Shape.of(column.rows());
        column.copyTo(execution.input(target.index, shape), 0, 1);
      }
    }
    throwIfAny(problems);
  }

  private static @Nullable Column column(
      Target target, @Nullable Object value, List<Problem> problems) {
    String where = "param '" + target.param.name() + "'";
    ColumnBuffer column = new ColumnBuffer(target.param.type(), Shape.scalar());
    try {
      for (Object element : value instanceof List<?> list ? list : listOf(value)) {
        column.addValue(element);
      }
    } catch (IllegalArgumentException misfit) {
      problems.add(new Problem(where, String.valueOf(misfit.getMessage())));
      return null;
    }
    boolean one = target.tensor.shape().rank() == 0;
    if ((one && column.rows() != 1) || column.hasNulls()) {
      problems.add(new Problem(where, "is " + value + ", expected one value of " + column.type()));
      return null;
    }
    if (!TypeRules.packs(column.type(), target.tensor.type())) {
      problems.add(
          new Problem(
              where, "is " + column.type() + ", but the model takes " + target.tensor.type()));
      return null;
    }
    return column;
  }

  private static List<?> listOf(@Nullable Object value) {
    return value == null ? Collections.singletonList(null) : List.of(value);
  }

  private void throwIfAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidInputException(ErrorCode.INVALID_PARAMETER, task, problems);
    }
  }
}
