package dev.slipway.core.internal.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** A step made from settings as a package has them, and run over tables. */
final class StepRun {

  private final Step step;
  private final Step.Kernel kernel;
  private final List<String> rejections = new ArrayList<>();

  private StepRun(Step step) {
    this.step = step;
    this.kernel = step.newKernel();
  }

  /** Makes a step that must be right, for tables like this one. */
  static StepRun of(String type, Map<String, Object> settings, Table table) {
    StepDefinition definition = new StepDefinition("steps[0]", settings);
    Step step = provider(type).create(definition, fields(table));
    assertThat(definition.problems()).isEmpty();
    assertThat(definition.unknown()).isEmpty();
    return new StepRun(step);
  }

  /** Returns what is wrong with a step, as the texts of its problems. */
  static List<String> problems(String type, Map<String, Object> settings, Table table) {
    StepDefinition definition = new StepDefinition("steps[0]", settings);
    Step step = provider(type).create(definition, fields(table));
    assertThat(step.outputs()).isNotNull();
    return definition.problems().stream().map(Problem::toString).toList();
  }

  static StepProvider provider(String type) {
    return ServiceLoader.load(StepProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Signature.Field> fields(Table table) {
    Map<String, Signature.Field> fields = new LinkedHashMap<>();
    for (String name : table.names()) {
      Column column = table.column(name);
      fields.put(
          name,
          new Signature.Field(
              name, column.type(), column.rowShape().ofRows(-1), Signature.Kind.COLUMN, true));
    }
    return fields;
  }

  Step step() {
    return step;
  }

  /** Runs the step; the answer is valid until the next run. */
  Table on(Table table) {
    rejections.clear();
    return Table.of(step.outputs().stream().map(Signature.Field::name).toList(), apply(table));
  }

  private List<Column> apply(Table table) {
    return apply(step.inputs().stream().map(table::column).toList());
  }

  /** Runs the step over its columns alone. */
  List<Column> apply(List<Column> columns) {
    return kernel.apply(columns, (message, row) -> rejections.add(row + ": " + message));
  }

  /** Returns the rows refused in the last run, each with its message. */
  List<String> rejections() {
    return List.copyOf(rejections);
  }

  /** Returns the values of a column as objects. */
  static List<Object> values(Column column) {
    List<Object> values = new ArrayList<>();
    for (int row = 0; row < column.rows(); row++) {
      values.add(column.valueAt(row));
    }
    return values;
  }
}
