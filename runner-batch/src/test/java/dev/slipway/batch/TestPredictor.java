package dev.slipway.batch;

import dev.slipway.CallOptions;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Model;
import dev.slipway.ModelVersion;
import dev.slipway.Parity;
import dev.slipway.Prediction;
import dev.slipway.Prediction.Rejection;
import dev.slipway.Predictor;
import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Signature.Field;
import dev.slipway.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A predictor in plain Java: answers are what an {@link Answering} computes, inputs are checked by
 * name and exact type.
 */
final class TestPredictor implements Predictor {

  static final ModelVersion VERSION =
      new ModelVersion("arith'metic", "7", "0123456789abcdef".repeat(4));

  private final Signature signature;
  private final Answering answering;

  /** Fills answers; returns the rows it rejects. */
  interface Answering {
    List<Rejection> answer(Table input, List<ColumnBuffer> answers);
  }

  TestPredictor(Signature signature, Answering answering) {
    this.signature = signature;
    this.answering = answering;
  }

  /** Does something before each call with rows. */
  TestPredictor before(Consumer<Table> action) {
    return new TestPredictor(
        signature,
        (input, answers) -> {
          if (input.rows() > 0) {
            action.accept(input);
          }
          return answering.answer(input, answers);
        });
  }

  /** Two floats in; their sum, their product, and which is greater. */
  static TestPredictor arithmetic() {
    return new TestPredictor(
        Signature.of(
            List.of(Field.column("x", ElementType.FLOAT32), Field.column("y", ElementType.FLOAT32)),
            List.of(
                Field.column("sum", ElementType.FLOAT32),
                Field.column("product", ElementType.FLOAT32),
                Field.column("greater", ElementType.STRING))),
        (input, answers) -> {
          Column x = input.column("x");
          Column y = input.column("y");
          for (int row = 0; row < input.rows(); row++) {
            answers.get(0).setDouble(row, x.floatAt(row) + y.floatAt(row));
            answers.get(1).setDouble(row, x.floatAt(row) * y.floatAt(row));
            answers.get(2).setString(row, x.floatAt(row) > y.floatAt(row) ? "x" : "y");
          }
          return nulls(input);
        });
  }

  /** One input given back as one output. */
  static TestPredictor echo(Field input) {
    return renamed(input, "echo");
  }

  /** One input given back under another name. */
  static TestPredictor renamed(Field input, String output) {
    return new TestPredictor(
        Signature.of(List.of(input), List.of(input.named(output))),
        (table, answers) -> {
          copy(table.column(input.name()), answers.get(0));
          return nulls(table);
        });
  }

  /** Gives the first input back and does without the second. */
  static TestPredictor withOptional(Field input, Field optional) {
    return new TestPredictor(
        Signature.of(List.of(input, optional), List.of(input.named("echo"))),
        (table, answers) -> {
          copy(table.column(input.name()), answers.get(0));
          return List.of();
        });
  }

  /** Takes rows of any length. */
  static TestPredictor free(String name) {
    return new TestPredictor(
        Signature.of(
            List.of(tensor(name, ElementType.FLOAT32, Shape.FREE)),
            List.of(Field.column("answer", ElementType.FLOAT32))),
        (table, answers) -> List.of());
  }

  private static void copy(Column from, ColumnBuffer to) {
    for (int index = 0; index < from.rows() * from.width(); index++) {
      if (to.type().isVariableLength()) {
        to.setBytes(index, from.bytesAt(index));
      } else if (to.type().isFloating()) {
        to.setDouble(index, from.doubleAt(index));
      } else {
        to.setLong(index, from.longAt(index));
      }
    }
  }

  /** Returns a rejection for every null. */
  static List<Rejection> nulls(Table input) {
    List<Rejection> rejections = new ArrayList<>();
    for (int row = 0; row < input.rows(); row++) {
      for (String name : input.names()) {
        if (input.column(name).isNull(row)) {
          rejections.add(
              new Rejection(row, ErrorCode.MISSING_VALUE, "column '" + name + "' is null"));
        }
      }
    }
    return rejections;
  }

  @Override
  public Model model() {
    return new TestModel(signature);
  }

  @Override
  public Prediction predict(Table input, CallOptions options) {
    List<ColumnBuffer> answers = newAnswers();
    List<Rejection> rejections = predictInto(input, answers, options);
    return new Prediction(Table.of(signature.outputNames(), answers), VERSION, rejections);
  }

  @Override
  public List<Rejection> predictInto(Table input, List<ColumnBuffer> answers, CallOptions options) {
    check(input);
    answers.forEach(answer -> answer.reset(input.rows()));
    return answering.answer(input, answers);
  }

  private void check(Table input) {
    List<Problem> problems = new ArrayList<>();
    for (Field field : signature.inputs()) {
      if (!field.required() && input.indexOf(field.name()) < 0) {
        continue;
      }
      ElementType type = input.column(field.name()).type();
      if (type != field.type()) {
        problems.add(
            new Problem(
                "column '" + field.name() + "'", "is " + type + ", expected " + field.type()));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(ErrorCode.INVALID_INPUT, "Cannot predict", problems);
    }
  }

  @Override
  public List<ColumnBuffer> newAnswers() {
    List<ColumnBuffer> answers = new ArrayList<>();
    for (Field output : signature.outputs()) {
      answers.add(new ColumnBuffer(output.type(), output.rowShape()));
    }
    return answers;
  }

  @Override
  public void close() {
    // holds nothing
  }

  private record TestModel(Signature signature) implements Model {

    @Override
    public ModelVersion version() {
      return VERSION;
    }

    @Override
    public String variant() {
      return "java";
    }

    @Override
    public String engine() {
      return "Java";
    }

    @Override
    public Parity parity() {
      return Parity.exact();
    }

    @Override
    public Optional<String> description() {
      return Optional.empty();
    }

    @Override
    public Optional<Table> example() {
      return Optional.empty();
    }
  }

  /** Returns a tensor field of one row shape. */
  static Field tensor(String name, ElementType type, long... row) {
    return Field.tensor(name, type, Shape.of(row).ofRows(Shape.FREE));
  }
}
