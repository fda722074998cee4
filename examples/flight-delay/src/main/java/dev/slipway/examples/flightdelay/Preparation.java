package dev.slipway.examples.flightdelay;

import dev.slipway.Column;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Signature.Field;
import dev.slipway.Table;
import dev.slipway.core.Steps;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs preprocessing steps at training time. They are found and run through the interfaces that a
 * predictor uses, so training sees the very columns that the model will see when it is deployed.
 */
final class Preparation {

  private final Steps providers = Steps.discover(Preparation.class.getClassLoader());

  /** Adds the columns that a step makes to a table; one of an existing name replaces that. */
  Table apply(StepSettings step, Table table) {
    StepDefinition definition = new StepDefinition("steps." + step.type(), step.settings());
    Step prepared = provider(step.type()).create(definition, fields(table));
    if (!definition.problems().isEmpty() || !definition.unknown().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot prepare " + step + ": " + definition.problems() + " " + definition.unknown());
    }
    List<Column> inputs = prepared.inputs().stream().map(table::column).toList();
    List<Column> made = prepared.newKernel().apply(inputs, Preparation::refuse);
    Map<String, Column> columns = new LinkedHashMap<>();
    table.names().forEach(name -> columns.put(name, table.column(name)));
    for (int i = 0; i < made.size(); i++) {
      columns.put(prepared.outputs().get(i).name(), made.get(i));
    }
    return Table.of(List.copyOf(columns.keySet()), List.copyOf(columns.values()));
  }

  private StepProvider provider(String type) {
    return providers
        .find(type)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot prepare: no step '"
                        + type
                        + "', expected one of "
                        + providers.types()));
  }

  private static Map<String, Field> fields(Table table) {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (String name : table.names()) {
      Column column = table.column(name);
      Shape shape = column.rowShape().ofRows(Shape.FREE);
      fields.put(name, new Field(name, column.type(), shape, Signature.Kind.COLUMN, true));
    }
    return fields;
  }

  private static void refuse(String message, int row) {
    throw new IllegalArgumentException("Cannot prepare row " + row + ": " + message);
  }
}
