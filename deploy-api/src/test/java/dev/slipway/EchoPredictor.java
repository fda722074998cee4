package dev.slipway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers every output with the input of its name. Rejects rows whose column {@code bad} is true,
 * and fails where column {@code fail} is true.
 */
final class EchoPredictor implements Predictor {

  private static final ModelVersion VERSION = new ModelVersion("echo", "1", "0".repeat(64));

  private final Signature signature;

  /** How often answer columns were made: once for each place of the typed view. */
  final AtomicInteger places = new AtomicInteger();

  EchoPredictor(List<Signature.Field> inputs, List<Signature.Field> outputs) {
    this.signature = Signature.of(inputs, outputs);
  }

  EchoPredictor(List<Signature.Field> fields) {
    this(fields, fields);
  }

  @Override
  public Prediction predict(Table input, CallOptions options) {
    List<Prediction.Rejection> rejections = rejections(input);
    List<Column> answers = new ArrayList<>();
    for (Signature.Field field : signature.outputs()) {
      Column source = input.column(field.name());
      ColumnBuffer answer = new ColumnBuffer(field.type(), source.rowShape());
      copy(source, answer, rejections);
      answers.add(answer);
    }
    return new Prediction(Table.of(signature.outputNames(), answers), VERSION, rejections);
  }

  @Override
  public List<Prediction.Rejection> predictInto(
      Table input, List<ColumnBuffer> answers, CallOptions options) {
    List<Prediction.Rejection> rejections = rejections(input);
    for (int place = 0; place < answers.size(); place++) {
      copy(input.column(signature.outputNames().get(place)), answers.get(place), rejections);
    }
    return rejections;
  }

  private static List<Prediction.Rejection> rejections(Table input) {
    List<Prediction.Rejection> rejections = new ArrayList<>();
    for (int row = 0; row < input.rows(); row++) {
      if (isTrue(input, "fail", row)) {
        throw new EngineException(ErrorCode.ENGINE_FAILURE, "Cannot run: it failed", null);
      }
      if (isTrue(input, "bad", row)) {
        rejections.add(
            new Prediction.Rejection(row, ErrorCode.UNACCEPTED_VALUE, "is bad, expected good"));
      }
    }
    return rejections;
  }

  private static boolean isTrue(Table input, String name, int row) {
    return input.indexOf(name) >= 0 && input.column(name).booleanAt(row);
  }

  private static void copy(
      Column source, ColumnBuffer answer, List<Prediction.Rejection> rejections) {
    answer.reset(source.rows());
    for (int row = 0; row < source.rows(); row++) {
      if (source.isNull(row)) {
        answer.setNull(row);
      }
      for (int index = row * source.width(); index < (row + 1) * source.width(); index++) {
        copy(source, answer, index);
      }
    }
    rejections.forEach(rejection -> answer.setNull(rejection.row()));
  }

  private static void copy(Column source, ColumnBuffer answer, int index) {
    if (source.type().isVariableLength()) {
      answer.setBytes(index, source.bytesAt(index));
    } else if (source.type().isFloating()) {
      answer.setDouble(index, source.doubleAt(index));
    } else {
      answer.setLong(index, source.longAt(index));
    }
  }

  @Override
  public List<ColumnBuffer> newAnswers() {
    places.incrementAndGet();
    List<ColumnBuffer> answers = new ArrayList<>();
    for (Signature.Field field : signature.outputs()) {
      if (!field.rowShape().isFixed()) {
        throw new UnsupportedModelException(
            ErrorCode.UNSUPPORTED_MODEL, "Cannot make columns: free width", null);
      }
      answers.add(new ColumnBuffer(field.type(), field.rowShape()));
    }
    return answers;
  }

  @Override
  public Model model() {
    return new EchoModel(signature);
  }

  @Override
  public void close() {}

  private record EchoModel(Signature signature) implements Model {

    @Override
    public ModelVersion version() {
      return VERSION;
    }

    @Override
    public String variant() {
      return "echo";
    }

    @Override
    public String engine() {
      return "none";
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
}
