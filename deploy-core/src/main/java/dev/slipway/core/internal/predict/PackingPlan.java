package dev.slipway.core.internal.predict;

import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.spi.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decides which columns go into which tensors, as MLflow's ONNX flavour does: a single input takes
 * the columns in order, several inputs are matched by name.
 */
final class PackingPlan {

  /** Columns that a message names with their widths. */
  private static final int MOST_NAMED = 20;

  private final List<Signature.Field> features;
  private final RowLayout layout;
  private final List<Problem> problems;

  PackingPlan(List<Signature.Field> features, RowLayout layout, List<Problem> problems) {
    this.features = features;
    this.layout = layout;
    this.problems = problems;
  }

  /**
   * Makes the packing.
   *
   * @param inputs the model's inputs, with their places, without those that params feed
   */
  Packing make(List<Packing.Target> inputs) {
    List<Packing.Target> targets = new ArrayList<>();
    if (inputs.size() == 1) {
      Packing.Target only = inputs.get(0);
      List<Integer> all = IntStream.range(0, features.size()).boxed().toList();
      Packing.Target target = new Packing.Target(only.index(), only.tensor(), all);
      checkMatrix(target);
      targets.add(target);
    } else {
      matchByName(inputs, targets);
    }
    return new Packing(targets, features, layout);
  }

  private void checkMatrix(Packing.Target target) {
    Signature.Field tensor = target.tensor();
    for (Signature.Field feature : features) {
      checkType(feature, tensor);
    }
    Shape row = layout.rowShape(tensor);
    if (features.size() == 1) {
      checkShape(features.get(0), tensor);
    } else if (row.rank() != 1) {
      problem(
          tensor,
          "has rows of shape " + row + ", which cannot take " + features.size() + " columns");
    } else {
      checkWidth(row, tensor);
    }
  }

  private void checkWidth(Shape row, Signature.Field tensor) {
    boolean known = features.stream().allMatch(feature -> feature.rowShape().isFixed());
    long width = known ? features.stream().mapToLong(f -> f.rowShape().elements()).sum() : -1;
    if (known && row.isFixed() && row.elements() != width) {
      problem(
          tensor,
          "takes "
              + row.elements()
              + " values a row, but the "
              + features.size()
              + " columns have "
              + width
              + " ("
              + widths()
              + "; change the steps, or which columns are features)");
    }
  }

  private String widths() {
    return features.stream()
        .map(feature -> feature.name() + " " + feature.rowShape().elements())
        .limit(MOST_NAMED)
        .collect(Collectors.joining(", ", "", features.size() > MOST_NAMED ? ", …" : ""));
  }

  private void matchByName(List<Packing.Target> inputs, List<Packing.Target> targets) {
    List<String> names = features.stream().map(Signature.Field::name).toList();
    for (Packing.Target input : inputs) {
      int place = names.indexOf(input.tensor().name());
      if (place < 0) {
        String nearest =
            NearestWord.of(input.tensor().name(), names)
                .map(n -> ", nearest '" + n + "'")
                .orElse("");
        problem(input.tensor(), "has no column of its name" + nearest);
      } else {
        checkType(features.get(place), input.tensor());
        checkShape(features.get(place), input.tensor());
        targets.add(new Packing.Target(input.index(), input.tensor(), List.of(place)));
      }
    }
    List<String> wanted = inputs.stream().map(input -> input.tensor().name()).toList();
    for (String name : names) {
      if (!wanted.contains(name)) {
        problems.add(
            new Problem(
                "column '" + name + "'",
                "reaches no input of the model, which has "
                    + wanted
                    + " (remove it, or name it"
                    + " as an input)"));
      }
    }
  }

  private void checkType(Signature.Field feature, Signature.Field tensor) {
    if (!TypeRules.packs(feature.type(), tensor.type())) {
      problems.add(
          new Problem(
              "column '" + feature.name() + "'",
              "is "
                  + feature.type()
                  + ", but input '"
                  + tensor.name()
                  + "' of the model takes "
                  + tensor.type()));
    }
  }

  private void checkShape(Signature.Field feature, Signature.Field tensor) {
    Shape row = layout.rowShape(tensor);
    Shape given = feature.rowShape();
    boolean oneValue = given.rank() == 0 && row.rank() == 1 && row.dimension(0) <= 1;
    if (!oneValue && !compatible(row, given)) {
      problems.add(
          new Problem(
              "column '" + feature.name() + "'",
              "has rows of shape "
                  + given
                  + ", but input '"
                  + tensor.name()
                  + "' of the model takes "
                  + row));
    }
  }

  /** Free dimensions of either side are settled by each call. */
  private static boolean compatible(Shape a, Shape b) {
    if (a.isFixed() && b.isFixed() && a.elements() == b.elements() && a.elements() == 1) {
      return true;
    }
    if (a.rank() != b.rank()) {
      return false;
    }
    return IntStream.range(0, a.rank())
        .allMatch(
            i ->
                a.dimension(i) == Shape.FREE
                    || b.dimension(i) == Shape.FREE
                    || a.dimension(i) == b.dimension(i));
  }

  private void problem(Signature.Field tensor, String message) {
    problems.add(new Problem("input '" + tensor.name() + "' of the model", message));
  }
}
