package dev.slipway.core.internal.predict;

import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.core.OutputDefinition;
import dev.slipway.core.OutputDefinition.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what one output of a package asks that the model's output cannot give. */
final class AnswerCheck {

  private final OutputDefinition definition;
  private final Signature.Field source;
  private final Shape row;
  private final List<String> facts = new ArrayList<>();

  AnswerCheck(OutputDefinition definition, Signature.Field source, Shape row) {
    this.definition = definition;
    this.source = source;
    this.row = row;
  }

  /** Returns all that is wrong. */
  List<String> run() {
    checkType();
    checkSoftmax();
    if (row.isFixed()) {
      checkWidth(row.elements());
    }
    return facts;
  }

  private void checkType() {
    boolean floating = source.type().isFloating();
    boolean compares = definition.argmax() || definition.threshold().isPresent();
    if (compares && !floating && !source.type().isInteger()) {
      facts.add("needs numbers, but '" + source.name() + "' is " + source.type());
    }
    if (definition.activation().isPresent() && !floating) {
      String activation = definition.activation().get().toString();
      facts.add(needsFloating(activation));
    }
    if (definition.round().isPresent() && !floating) {
      facts.add(needsFloating("round"));
    }
  }

  private String needsFloating(String key) {
    return "needs a floating type for "
        + key
        + ", but '"
        + source.name()
        + "' is "
        + source.type()
        + " (leave it out)";
  }

  private void checkSoftmax() {
    boolean alone = row.rank() == 0 || row.dimension(row.rank() - 1) == 1;
    if (definition.activation().equals(Optional.of(Activation.SOFTMAX)) && alone) {
      facts.add(
          "takes a softmax of single values, which is always 1: rows of '"
              + source.name()
              + "' have the shape "
              + row
              + " (sigmoid is for one score)");
    }
  }

  private void checkWidth(long width) {
    String rows = "rows of '" + source.name() + "' have " + width + " elements";
    if (definition.pick().isPresent() && definition.pick().getAsInt() >= width) {
      facts.add("picks " + definition.pick().getAsInt() + ", but " + rows);
    }
    if (definition.threshold().isPresent() && definition.pick().isEmpty() && width != 1) {
      facts.add("needs 'pick', since " + rows);
    }
    int labels = definition.labels().size();
    if (definition.argmax() && labels > 0 && labels != width) {
      facts.add("has " + labels + " labels, but " + rows);
    }
  }
}
