package dev.slipway;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The view of a predictor for Java records; see {@link Predictor#as}. */
final class RecordPredictor<I extends Record, O extends Record> implements TypedPredictor<I, O> {

  private final Predictor predictor;
  private final RecordReader<I> reader;
  private final RecordWriter<O> writer;

  /** Places for calls of one record, which are the usual ones; as many as calls ran at once. */
  private final ConcurrentLinkedQueue<Place> places = new ConcurrentLinkedQueue<>();

  /** Whether columns are known only with their values, so that places cannot be kept. */
  private final boolean anyFreeWidth;

  private RecordPredictor(Predictor predictor, RecordReader<I> reader, RecordWriter<O> writer) {
    this.predictor = predictor;
    this.reader = reader;
    this.writer = writer;
    List<Signature.Field> outputs = predictor.model().signature().outputs();
    this.anyFreeWidth =
        reader.hasFreeWidth() || outputs.stream().anyMatch(field -> !field.rowShape().isFixed());
  }

  static <I extends Record, O extends Record> RecordPredictor<I, O> of(
      Predictor predictor, Class<I> input, Class<O> answer) {
    List<Problem> problems = new ArrayList<>();
    Signature signature = predictor.model().signature();
    RecordReader<I> reader = RecordReader.of(input, signature.inputs(), problems);
    RecordWriter<O> writer = RecordWriter.of(answer, signature.outputs(), problems);
    if (!problems.isEmpty()) {
      String types = input.getSimpleName() + " and " + answer.getSimpleName();
      throw new InvalidInputException(
          ErrorCode.INVALID_INPUT,
          "Cannot use " + types + " with " + predictor.model().version(),
          problems);
    }
    return new RecordPredictor<>(predictor, reader, writer);
  }

  @Override
  public O predict(I input, CallOptions options) {
    Objects.requireNonNull(input, "input");
    if (anyFreeWidth) {
      return predictAll(List.of(input), options).get(0);
    }
    Place place = places.poll();
    if (place == null) {
      place = new Place(reader.newColumns(), predictor.newAnswers());
    }
    try {
      Table table = place.fill(reader, input);
      check(place.columns.problems());
      checkNone(predictor.predictInto(table, place.answers, options));
      return writer.write(place.answers, 0);
    } finally {
      places.add(place);
    }
  }

  @Override
  public List<O> predictAll(List<I> inputs, CallOptions options) {
    if (inputs.isEmpty()) {
      return List.of();
    }
    RecordColumns columns = reader.newColumns();
    for (I input : inputs) {
      reader.add(Objects.requireNonNull(input, "input"), columns);
    }
    check(columns.problems());
    Prediction prediction = predictor.predict(columns.table(), options);
    checkNone(prediction.rejections());
    List<O> answers = new ArrayList<>(inputs.size());
    for (int row = 0; row < inputs.size(); row++) {
      answers.add(writer.write(prediction.answers().columns(), row));
    }
    return List.copyOf(answers);
  }

  private void checkNone(List<Prediction.Rejection> rejections) {
    if (!rejections.isEmpty()) {
      check(rejections.stream().map(Prediction.Rejection::problem).toList());
    }
  }

  private void check(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidInputException(
          ErrorCode.INVALID_INPUT, "Cannot predict with " + predictor.model().version(), problems);
    }
  }

  /** The columns of one call of one record; the table is made once, since it always has one row. */
  private static final class Place {

    private final RecordColumns columns;
    private final List<ColumnBuffer> answers;
    private @Nullable Table table;

    Place(RecordColumns columns, List<ColumnBuffer> answers) {
      this.columns = columns;
      this.answers = answers;
    }

    <I extends Record> Table fill(RecordReader<I> reader, I input) {
      columns.clear();
      reader.add(input, columns);
      if (table == null) {
        table = columns.table();
      }
      return table;
    }
  }
}
