package dev.slipway.batch.internal.csv;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Signature.Field;
import dev.slipway.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the columns of a header are for a signature: those that are its inputs have its types, all
 * others are strings. A tensor with rows of k elements is in the columns {@code name_0} to {@code
 * name_<k-1>}, or in {@code name} if k is 1. Immutable.
 */
public final class CsvLayout {

  private final List<String> header;
  private final List<ElementType> types = new ArrayList<>();
  private final Map<Field, List<Integer>> tensors = new LinkedHashMap<>();
  private final Map<Field, Integer> scalars = new LinkedHashMap<>();
  private final Set<Integer> whole = new HashSet<>();

  private CsvLayout(List<String> header) {
    this.header = List.copyOf(header);
  }

  /**
   * Finds the columns of a signature's inputs.
   *
   * @param header the names of the columns, distinct
   * @param signature whose inputs count
   * @return the layout
   */
  public static CsvLayout of(List<String> header, Signature signature) {
    CsvLayout layout = new CsvLayout(header);
    Map<String, Integer> places = new HashMap<>();
    header.forEach(name -> places.put(name, places.size()));
    header.forEach(name -> layout.types.add(ElementType.STRING));
    for (Field field : signature.inputs()) {
      layout.add(field, places);
    }
    return layout;
  }

  private void add(Field field, Map<String, Integer> places) {
    if (field.rowShape().rank() == 0) {
      Integer place = places.get(field.name());
      if (place != null) {
        types.set(place, field.type());
        scalars.put(field, place);
      }
      return;
    }
    List<Integer> found = new ArrayList<>();
    for (String name : elementNames(field.name(), field.rowShape())) {
      if (!places.containsKey(name)) {
        return;
      }
      found.add(places.get(name));
    }
    if (!found.isEmpty()) {
      tensors.put(field, found);
      found.forEach(place -> types.set(place, field.type()));
      if (found.size() > 1) {
        whole.addAll(found);
      }
    }
  }

  /**
   * Returns the names of the columns that hold a row of several elements.
   *
   * @param name of the whole
   * @param rowShape the shape of a row
   * @return one for each element, row-major; none for a shape with a free dimension
   */
  public static List<String> elementNames(String name, Shape rowShape) {
    List<String> names = new ArrayList<>();
    if (rowShape.isFixed()) {
      for (int k = 0; k < rowShape.elements(); k++) {
        names.add(rowShape.elements() == 1 ? name : name + "_" + k);
      }
    }
    return names;
  }

  /** Returns what is wrong with a header, each with its line. */
  static List<Problem> problems(List<String> header) {
    List<Problem> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int place = 0; place < header.size(); place++) {
      String name = header.get(place);
      if (name.isEmpty() || !seen.add(name)) {
        String fact = name.isEmpty() ? "has no name" : "is named '" + name + "' as one before";
        problems.add(new Problem("line 1", "column " + (place + 1) + " " + fact));
      }
    }
    return problems;
  }

  /**
   * Returns the names of the columns.
   *
   * @return in the order of the header
   */
  public List<String> header() {
    return header;
  }

  /**
   * Returns whether a missing value of a column needs another value of its type to stand for it.
   */
  boolean isPartOfRow(int place) {
    return whole.contains(place);
  }

  /**
   * Returns memory for the values of each column.
   *
   * @return empty columns of one value a row, in the order of the header
   */
  public List<ColumnBuffer> newColumns() {
    List<ColumnBuffer> columns = new ArrayList<>();
    types.forEach(type -> columns.add(new ColumnBuffer(type, Shape.scalar())));
    return columns;
  }

  /**
   * Returns the signature's inputs.
   *
   * @param columns one for each of the header
   * @return a view of those that are there, in the order of the signature
   */
  public Table inputs(List<? extends Column> columns) {
    Table.Builder table = Table.builder();
    tensors.forEach((field, places) -> table.column(field.name(), joined(field, columns)));
    scalars.forEach((field, place) -> table.column(field.name(), columns.get(place)));
    return table.build();
  }

  /** Returns all columns: tensors first, then what is no part of one, in the header's order. */
  Table all(List<? extends Column> columns) {
    Table.Builder table = Table.builder();
    tensors.forEach((field, places) -> table.column(field.name(), joined(field, columns)));
    Set<Integer> used = new LinkedHashSet<>();
    tensors.values().forEach(used::addAll);
    for (int place = 0; place < header.size(); place++) {
      if (!used.contains(place)) {
        table.column(header.get(place), columns.get(place));
      }
    }
    return table.build();
  }

  private Column joined(Field field, List<? extends Column> columns) {
    List<Column> elements = new ArrayList<>();
    for (int place : tensors.getOrDefault(field, List.of())) {
      elements.add(columns.get(place));
    }
    return new JoinedColumn(field.type(), field.rowShape(), elements);
  }
}
