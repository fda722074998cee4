package dev.slipway.batch.internal.input;

import dev.slipway.CallOptions;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Predictor;
import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature.Field;
import dev.slipway.Table;
import dev.slipway.batch.internal.database.ColumnType;
import dev.slipway.batch.internal.database.Sql;
import dev.slipway.spi.NearestWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Matches the columns of an input with those that a predictor wants. Which types a model takes is
 * the predictor's to say: it is asked with a table of no rows.
 */
public final class ColumnBinding {

  /** The largest number of elements in a row: each is an argument of a function. */
  public static final int MAX_WIDTH = 8192;

  private static final int MOST_NAMES = 20;

  private final List<InputColumn> columns;
  private final Map<String, InputColumn> byName = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<BoundColumn> bound = new ArrayList<>();
  private final Table.Builder sample = Table.builder();

  private ColumnBinding(List<InputColumn> columns) {
    this.columns = columns;
    columns.forEach(column -> byName.put(column.name(), column));
  }

  /**
   * Matches columns by name, exactly. A tensor's rows are a flat list, or columns {@code name_0},
   * {@code name_1} and so on.
   *
   * @param columns the columns of the input
   * @param predictor whose signature counts
   * @param options of the calls to come
   * @return the columns that the predictor gets, at least one
   * @throws InvalidInputException if a column is missing or of a wrong type; all problems at once
   */
  public static List<BoundColumn> bind(
      List<InputColumn> columns, Predictor predictor, CallOptions options) {
    ColumnBinding binding = new ColumnBinding(columns);
    predictor.model().signature().inputs().forEach(binding::bind);
    binding.ask(predictor, options);
    binding.throwIfAny(predictor, binding.bound.isEmpty());
    return List.copyOf(binding.bound);
  }

  /**
   * Checks that a predictor can answer tables of some columns.
   *
   * @param names of all columns of the input
   * @param inputs those that the predictor gets, of no rows
   * @param predictor whose signature counts
   * @param options of the calls to come
   * @throws InvalidInputException if a column is missing or of a wrong type; all problems at once
   */
  public static void check(
      List<String> names, Table inputs, Predictor predictor, CallOptions options) {
    ColumnBinding binding =
        new ColumnBinding(
            names.stream().map(name -> new InputColumn(name, new ColumnType("VARCHAR"))).toList());
    for (Field field : predictor.model().signature().inputs()) {
      binding.check(field, inputs);
    }
    binding.ask(predictor, options);
    binding.throwIfAny(predictor, inputs.names().isEmpty());
  }

  private void check(Field field, Table inputs) {
    if (inputs.indexOf(field.name()) >= 0) {
      sample.column(field.name(), inputs.column(field.name()));
    } else if (!field.rowShape().isFixed()) {
      refuseShape(field);
    } else if (field.required()) {
      refuse(field, missing(field));
    }
  }

  private void throwIfAny(Predictor predictor, boolean none) {
    if (problems.isEmpty() && none) {
      problems.add(new Problem("", "none of the model's inputs is among the columns"));
    }
    if (!problems.isEmpty()) {
      String task = "Cannot score the input with " + predictor.model().version();
      throw new InvalidInputException(ErrorCode.INVALID_INPUT, task, problems);
    }
  }

  private void ask(Predictor predictor, CallOptions options) {
    boolean complete =
        predictor.model().signature().inputs().stream().allMatch(f -> f.rowShape().isFixed());
    try {
      if (complete) {
        predictor.predict(sample.build(), options);
      }
    } catch (InvalidInputException refused) {
      problems.addAll(refused.problems());
    }
  }

  private void bind(Field field) {
    if (!field.rowShape().isFixed() || field.rowShape().elements() > MAX_WIDTH) {
      refuseShape(field);
      return;
    }
    Optional<InputColumn> column = column(field.name());
    if (column.isPresent()) {
      bind(field, column.get());
    } else if (!elements(field).isEmpty()) {
      bindElements(field);
    } else if (field.required()) {
      refuse(field, missing(field));
    }
  }

  private void bind(Field field, InputColumn column) {
    ColumnType type = column.type();
    Optional<ElementType> element = type.element().elementType();
    int rank = field.rowShape().rank();
    boolean single = field.rowShape().elements() == 1;
    boolean fits = type.depth() <= 1 || type.depth() == rank;
    if (element.isEmpty() || !fits || (rank == 0 && type.isList()) || (!type.isList() && !single)) {
      refuse(field, "is " + type.name() + ", expected " + expectation(field));
      return;
    }
    ListElements lists = new ListElements(column, field.rowShape());
    add(field, element.get(), lists.expressions(), lists.length());
  }

  private void bindElements(Field field) {
    List<String> elements = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    ColumnType type = elements(field).get(0).type();
    for (InputColumn column : elements(field)) {
      elements.add(column.type().asElement(Sql.identifier(column.name())));
      names.add(column.type().name());
    }
    Optional<ElementType> element = type.elementType();
    if (names.size() > 1 || element.isEmpty()) {
      refuse(field, "is in columns of the types " + names + ", expected one numeric type");
    } else {
      add(field, element.get(), elements, null);
    }
  }

  private void add(Field field, ElementType type, List<String> elements, @Nullable String length) {
    Shape shape = field.rowShape();
    bound.add(new BoundColumn(field.name(), type, shape, List.copyOf(elements), length));
    sample.column(field.name(), new ColumnBuffer(type, shape));
  }

  private void refuseShape(Field field) {
    refuse(
        field,
        "has rows of shape "
            + field.rowShape()
            + ", expected a fixed shape of at most "
            + MAX_WIDTH
            + " values (score it by calls)");
  }

  private void refuse(Field field, String fact) {
    problems.add(new Problem("column '" + field.name() + "'", fact));
    if (field.rowShape().isFixed()) {
      // What is told here need not be told again by the predictor.
      sample.column(field.name(), new ColumnBuffer(field.type(), field.rowShape()));
    }
  }

  private Optional<InputColumn> column(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private List<InputColumn> elements(Field field) {
    List<InputColumn> found = new ArrayList<>();
    for (int k = 0; k < field.rowShape().elements(); k++) {
      Optional<InputColumn> column = column(field.name() + "_" + k);
      if (column.isEmpty()) {
        return List.of();
      }
      found.add(column.get());
    }
    return field.rowShape().rank() == 0 ? List.of() : found;
  }

  private String missing(Field field) {
    List<String> names = columns.stream().map(InputColumn::name).toList();
    return "is missing, expected "
        + expectation(field)
        + NearestWord.alike(field.name(), names)
            .map(near -> " (did you mean '" + near + "'?)")
            .orElse(" (the columns are " + list(names) + ")");
  }

  private static String list(List<String> names) {
    int more = names.size() - MOST_NAMES;
    return more <= 0
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + more + " more";
  }

  private static String expectation(Field field) {
    String type = field.type().name().toLowerCase(Locale.ROOT);
    return field.rowShape().rank() == 0
        ? type
        : "a flat list of " + field.rowShape().elements() + " " + type + " values";
  }
}
