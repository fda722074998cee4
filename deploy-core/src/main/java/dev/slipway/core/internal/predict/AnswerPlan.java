package dev.slipway.core.internal.predict;

import dev.slipway.Choices;
import dev.slipway.ElementType;
import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.core.OutputDefinition;
import dev.slipway.core.OutputDefinition.Activation;
import dev.slipway.spi.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides which columns the answer has and how each is made from the model's outputs. */
final class AnswerPlan {

  private static final Choices NO_LABELS = Choices.of(List.of());

  private final List<Signature.Field> outputs;
  private final RowLayout layout;
  private final List<Problem> problems;
  private final Map<String, List<String>> labels;

  /**
   * Prepares a plan.
   *
   * @param outputs the model's; what it answers as indexes of labels is an integer here
   * @param labels by output, the texts that it answers indexes of
   */
  AnswerPlan(
      List<Signature.Field> outputs,
      Map<String, List<String>> labels,
      RowLayout layout,
      List<Problem> problems) {
    this.labels = labels;
    this.outputs = labelled(outputs, labels, problems);
    this.layout = layout;
    this.problems = problems;
  }

  /** Returns the outputs, of which those with labels are texts. */
  private static List<Signature.Field> labelled(
      List<Signature.Field> outputs, Map<String, List<String>> labels, List<Problem> problems) {
    List<String> names = outputs.stream().map(Signature.Field::name).toList();
    for (String name : labels.keySet()) {
      if (!names.contains(name)) {
        problems.add(
            new Problem(
                "labels", "are for '" + name + "', but the model has the outputs " + names));
      }
    }
    return outputs.stream().map(output -> labelled(output, labels, problems)).toList();
  }

  private static Signature.Field labelled(
      Signature.Field output, Map<String, List<String>> labels, List<Problem> problems) {
    if (!labels.containsKey(output.name())) {
      return output;
    }
    if (!output.type().isInteger()) {
      problems.add(
          new Problem(
              "labels",
              "are for '" + output.name() + "' of " + output.type() + ", expected integers"));
    }
    return new Signature.Field(
        output.name(), ElementType.STRING, output.shape(), output.kind(), output.required());
  }

  /** Returns the answers that a package defines. */
  List<Answer> defined(List<OutputDefinition> definitions) {
    List<Answer> answers = new ArrayList<>();
    for (OutputDefinition definition : definitions) {
      int place = source(definition);
      if (place >= 0) {
        answers.add(answer(definition, place));
      }
    }
    return answers;
  }

  private int source(OutputDefinition definition) {
    List<String> names = outputs.stream().map(Signature.Field::name).toList();
    Optional<String> from = definition.from();
    if (from.isEmpty()) {
      if (outputs.size() != 1) {
        problem(definition, "needs 'from', since the model has the outputs " + names);
        return -1;
      }
      return 0;
    }
    int place = names.indexOf(from.get());
    if (place < 0) {
      String nearest = NearestWord.of(from.get(), names).orElse("");
      problem(
          definition,
          "is from '" + from.get() + "', which the model lacks, nearest '" + nearest + "'");
    }
    return place;
  }

  private Answer answer(OutputDefinition definition, int place) {
    Signature.Field source = outputs.get(place);
    Shape row = layout.rowShape(source);
    new AnswerCheck(definition, source, row).run().forEach(fact -> problem(definition, fact));
    Signature.Field field =
        definition.pick().isEmpty() && definition.threshold().isEmpty() && !definition.argmax()
            ? copied(definition.name(), source)
            : Signature.Field.column(definition.name(), type(definition, source.type()));
    List<String> texts = labels.getOrDefault(source.name(), List.of());
    if (!texts.isEmpty()) {
      return new Answer(field, place, NO_LABELS, () -> new LabelWriter(texts, definition.pick()));
    }
    Choices choices = Choices.of(definition.labels());
    return new Answer(field, place, choices, () -> writer(definition, source.type(), choices));
  }

  private static ElementType type(OutputDefinition definition, ElementType source) {
    if (!definition.labels().isEmpty()) {
      return ElementType.STRING;
    }
    if (definition.argmax()) {
      return ElementType.INT64;
    }
    return definition.threshold().isPresent() ? ElementType.BOOL : source;
  }

  private static AnswerWriter writer(
      OutputDefinition definition, ElementType source, Choices choices) {
    Labels labels = new Labels(choices);
    if (definition.argmax()) {
      return new ArgmaxWriter(labels);
    }
    AnswerWriter values = activated(definition);
    if (definition.threshold().isPresent()) {
      double threshold = definition.threshold().getAsDouble();
      return new ThresholdWriter(values, source, threshold, labels);
    }
    return definition.round().isEmpty()
        ? values
        : new MappedWriter(values, new DecimalRounding(definition.round().getAsInt()));
  }

  private static AnswerWriter activated(OutputDefinition definition) {
    OptionalInt pick = definition.pick();
    if (definition.activation().equals(Optional.of(Activation.SOFTMAX))) {
      return new SoftmaxWriter(pick.orElse(SoftmaxWriter.WHOLE));
    }
    AnswerWriter plain = pick.isPresent() ? AnswerWriter.pick(pick.getAsInt()) : AnswerWriter.COPY;
    return definition.activation().isEmpty()
        ? plain
        : new MappedWriter(plain, MappedWriter::sigmoid);
  }

  /**
   * Returns the model's outputs as they are, under the names and types that the package's signature
   * gives them.
   */
  List<Answer> plain(List<Signature.Field> declared) {
    List<Answer> answers = new ArrayList<>();
    for (int place = 0; place < outputs.size(); place++) {
      Signature.Field source = outputs.get(place);
      Signature.Field field = copied(source.name(), source);
      List<String> texts = labels.getOrDefault(source.name(), List.of());
      AnswerWriter writer =
          texts.isEmpty() ? AnswerWriter.COPY : new LabelWriter(texts, OptionalInt.empty());
      answers.add(new Answer(declared(declared, place, field), place, NO_LABELS, () -> writer));
    }
    return answers;
  }

  private Signature.Field declared(
      List<Signature.Field> declared, int place, Signature.Field field) {
    Optional<Signature.Field> named =
        declared.stream().filter(f -> f.name().equals(field.name())).findFirst();
    boolean inOrder = named.isEmpty() && declared.size() == outputs.size();
    Signature.Field match = inOrder ? declared.get(place) : named.orElse(field);
    if (!TypeRules.widens(field.type(), match.type())) {
      problems.add(
          new Problem(
              "output '" + match.name() + "'",
              "is "
                  + match.type()
                  + " in the signature, but '"
                  + field.name()
                  + "' of the model is "
                  + field.type()));
      return field;
    }
    String name = match.name().isEmpty() ? field.name() : match.name();
    return new Signature.Field(name, match.type(), field.shape(), field.kind(), true);
  }

  /** Returns an output as a column of the answer: one value a row, or a tensor. */
  private Signature.Field copied(String name, Signature.Field source) {
    Shape row = layout.rowShape(source);
    return row.rank() == 0
        ? Signature.Field.column(name, source.type())
        : Signature.Field.tensor(name, source.type(), row.ofRows(Shape.FREE));
  }

  private void problem(OutputDefinition definition, String message) {
    problems.add(new Problem("output '" + definition.name() + "'", message));
  }
}
