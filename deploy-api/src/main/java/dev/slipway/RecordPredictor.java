package dev.slipway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The view of a predictor for Java records; see {@link Predictor#as}. */
final class RecordPredictor<I extends Record, O extends Record> implements TypedPredictor<I, O> {

  private final Predictor predictor;
  private final RecordReader<I> reader;
  private final RecordWriter<O> writer;

  /** Places for calls of one record, which are the usual ones; as many as calls ran at once. */
  private final ConcurrentLinkedQueue<Place> places = new ConcurrentLinkedQueue<>();

  private RecordPredictor(Predictor predictor, RecordReader<I> reader, RecordWriter<O> writer) {
    this.predictor = predictor;
    this.reader = reader;
    this.writer = writer;
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
    if (reader.hasFreeWidth()) {
      return predictAll(List.of(input), options).get(0);
    }
    Place place = places.poll();
    if (place == null) {
      place = new Place(reader.newColumns(), predictor.newAnswers());
    }
    Table table = place.fill(reader, input);
    checkNone(predictor.predictInto(table, place.answers, options));
    O answer = writer.write(place.answers, 0);
    places.add(place);
    return answer;
  }

  @Override
  public List<O> predictAll(List<I> inputs, CallOptions options) {
    if (inputs.isEmpty()) {
      return List.of();
    }
    List<@Nullable ColumnBuffer> columns = reader.newColumns();
    for (I input : inputs) {
      reader.add(input, columns);
    }
    Prediction prediction = predictor.predict(reader.table(columns), options);
    checkNone(prediction.rejections());
    List<O> answers = new ArrayList<>(inputs.size());
    for (int row = 0; row < inputs.size(); row++) {
      answers.add(writer.write(prediction.answers().columns(), row));
    }
    return answers;
  }

  private void checkNone(List<Prediction.Rejection> rejections) {
    if (!rejections.isEmpty()) {
      throw new InvalidInputException(
          ErrorCode.INVALID_INPUT,
          "Cannot predict with " + predictor.model().version(),
          rejections.stream().map(Prediction.Rejection::problem).toList());
    }
  }

  /** The columns of one call of one record; the table is made once, since it always has one row. */
  private static final class Place {

    private final List<@Nullable ColumnBuffer> columns;
    private final List<ColumnBuffer> answers;
    private @Nullable Table table;

    Place(List<@Nullable ColumnBuffer> columns, List<ColumnBuffer> answers) {
      this.columns = columns;
      this.answers = answers;
    }

    <I extends Record> Table fill(RecordReader<I> reader, I input) {
      for (ColumnBuffer column : columns) {
        if (column != null) {
          column.clear();
        }
      }
      reader.add(input, columns);
      if (table == null) {
        table = reader.table(columns);
      }
      return table;
    }
  }
}
