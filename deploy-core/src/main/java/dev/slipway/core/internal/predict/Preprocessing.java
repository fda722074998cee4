package dev.slipway.core.internal.predict;

import dev.slipway.Column;
import dev.slipway.Signature;
import dev.slipway.spi.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Steps in a row, from the signature's columns to the columns that are packed into the model.
 * Immutable.
 *
 * <p>Every column that ever stands has a slot of its own: first the inputs, then what the steps
 * make.
 */
final class Preprocessing {

  /** A step, the slots it reads and the first of those it writes. */
  private record Stage(Step step, List<Integer> inputs, int firstOutput) {}

  private final List<Stage> stages = new ArrayList<>();
  private final int[] features;
  private final List<Signature.Field> featureFields = new ArrayList<>();
  private final int slots;

  /**
   * Chains steps.
   *
   * @param inputs the signature's columns
   * @param steps in order, each made for the columns that stand before it
   * @param features the names of the columns to pack, all of which stand after the last step
   */
  Preprocessing(List<Signature.Field> inputs, List<Step> steps, List<String> features) {
    List<Signature.Field> fields = new ArrayList<>(inputs);
    Map<String, Integer> slotOf = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      slotOf.put(inputs.get(i).name(), i);
    }
    for (Step step : steps) {
      List<Integer> read = step.inputs().stream().map(slotOf::get).toList();
      stages.add(new Stage(step, read, fields.size()));
      for (Signature.Field output : step.outputs()) {
        slotOf.put(output.name(), fields.size());
        fields.add(output);
      }
    }
    this.features = features.stream().mapToInt(slotOf::get).toArray();
    for (int slot : this.features) {
      featureFields.add(fields.get(slot));
    }
    this.slots = fields.size();
  }

  /** Returns what is packed into the model, in order. */
  List<Signature.Field> features() {
    return featureFields;
  }

  Run newRun() {
    return new Run();
  }

  /** A place for one call at a time. Not thread-safe. */
  final class Run {

    private final Column[] columns = new Column[slots];
    private final Column[] packed = new Column[features.length];
    private final List<Place> places = new ArrayList<>();

    private Run() {
      for (Stage stage : stages) {
        Column[] given = new Column[stage.inputs.size()];
        places.add(new Place(stage, stage.step.newKernel(), Arrays.asList(given)));
      }
    }

    /** Returns the array whose first elements are the inputs, for the caller to fill. */
    Column[] inputs() {
      return columns;
    }

    /** Runs the steps and returns the columns to pack, valid until the next call. */
    Column[] apply(RejectedRows rejected) {
      for (int i = 0; i < places.size(); i++) {
        applyStep(places.get(i), rejected);
      }
      for (int i = 0; i < packed.length; i++) {
        packed[i] = columns[features[i]];
      }
      return packed;
    }

    private void applyStep(Place place, RejectedRows rejected) {
      List<Integer> inputs = place.stage.inputs;
      for (int i = 0; i < inputs.size(); i++) {
        place.arguments.set(i, columns[inputs.get(i)]);
      }
      List<Column> made = place.kernel.apply(place.arguments, rejected);
      for (int i = 0; i < made.size(); i++) {
        columns[place.stage.firstOutput + i] = made.get(i);
      }
    }
  }

  /** A step with memory of its own, and the list that its arguments are set in. */
  private record Place(Stage stage, Step.Kernel kernel, List<Column> arguments) {}
}
