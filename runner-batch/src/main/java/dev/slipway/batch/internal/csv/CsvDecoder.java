package dev.slipway.batch.internal.csv;

import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Signature.Field;
import dev.slipway.Table;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads CSV into columns of a signature's types. For one input. */
public final class CsvDecoder {

  private static final int MOST_PROBLEMS = 20;

  private final CsvRecords records;
  private final String source;
  private final List<String> header = new ArrayList<>();
  private final List<ColumnBuffer> columns = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, ColumnBuffer> table = new LinkedHashMap<>();

  private CsvDecoder(InputStream in, String source) throws IOException {
    this.records = new CsvRecords(in, source);
    this.source = source;
  }

  /**
   * Reads everything.
   *
   * @param in the bytes, not closed
   * @param source what errors call them
   * @param signature its inputs give the types; other columns become strings
   * @return a table on the heap
   * @throws InvalidInputException if something is wrong; the first problems at once
   * @throws IOException if reading fails
   */
  public static Table read(InputStream in, String source, Signature signature) throws IOException {
    CsvDecoder decoder = new CsvDecoder(in, source);
    decoder.readHeader(signature);
    decoder.failIfWrong();
    while (decoder.problems.size() < MOST_PROBLEMS && decoder.records.next()) {
      decoder.readRecord();
    }
    decoder.failIfWrong();
    return Table.of(List.copyOf(decoder.table.keySet()), List.copyOf(decoder.table.values()));
  }

  private void failIfWrong() {
    if (!problems.isEmpty()) {
      throw new InvalidInputException(ErrorCode.INVALID_INPUT, "Cannot read " + source, problems);
    }
  }

  private void readHeader(Signature signature) throws IOException {
    if (!records.next() || records.isBlank()) {
      throw records.fault(1, "there is no header, expected the names of the columns");
    }
    Set<String> seen = new HashSet<>();
    for (int field = 0; field < records.fields(); field++) {
      String name = records.text(field);
      header.add(name);
      if (name.isEmpty() || !seen.add(name)) {
        String fact = name.isEmpty() ? "has no name" : "is named '" + name + "' as one before";
        problems.add(new Problem("line 1", "column " + (field + 1) + " " + fact));
      }
    }
    Map<String, ColumnBuffer> elements = tensorElements(signature);
    for (String name : header) {
      columns.add(column(name, signature, elements));
    }
  }

  /** Finds the tensors all of whose elements have columns, {@code name_0} and so on. */
  private Map<String, ColumnBuffer> tensorElements(Signature signature) {
    Map<String, ColumnBuffer> elements = new LinkedHashMap<>();
    for (Field field : signature.inputs()) {
      List<String> names = elementNames(field);
      if (!names.isEmpty() && header.containsAll(names)) {
        ColumnBuffer tensor = new ColumnBuffer(field.type(), field.rowShape());
        names.forEach(name -> elements.put(name, tensor));
        checkTogether(field, names);
        table.put(field.name(), tensor);
      }
    }
    return elements;
  }

  private void checkTogether(Field field, List<String> names) {
    int first = header.indexOf(names.get(0));
    for (int k = 0; k < names.size(); k++) {
      if (header.indexOf(names.get(k)) != first + k) {
        problems.add(
            new Problem(
                "line 1",
                "the columns of '"
                    + field.name()
                    + "' are not side by side, expected "
                    + names.get(0)
                    + " to "
                    + names.get(names.size() - 1)
                    + " in order"));
        return;
      }
    }
  }

  static List<String> elementNames(Field field) {
    Shape shape = field.rowShape();
    List<String> names = new ArrayList<>();
    if (shape.rank() > 0 && shape.isFixed()) {
      for (int k = 0; k < shape.elements(); k++) {
        names.add(field.name() + (shape.elements() == 1 ? "" : "_" + k));
      }
    }
    return names;
  }

  private ColumnBuffer column(
      String name, Signature signature, Map<String, ColumnBuffer> elements) {
    ColumnBuffer element = elements.get(name);
    if (element != null) {
      return element;
    }
    ElementType type =
        signature
            .input(name)
            .filter(field -> field.rowShape().rank() == 0)
            .map(Field::type)
            .orElse(ElementType.STRING);
    return table.computeIfAbsent(name, absent -> new ColumnBuffer(type, Shape.scalar()));
  }

  private void readRecord() {
    if (records.isBlank() && header.size() > 1) {
      return;
    }
    if (records.fields() != header.size()) {
      String fact = "has " + records.fields() + " fields, expected " + header.size();
      problems.add(new Problem("line " + records.line(), fact));
      return;
    }
    for (int field = 0; field < header.size(); field++) {
      readField(field);
    }
  }

  private void readField(int field) {
    ColumnBuffer column = columns.get(field);
    if (records.isMissing(field)) {
      addMissing(field, column);
      return;
    }
    String text = records.text(field);
    try {
      CsvValue.add(column, text);
    } catch (IllegalArgumentException wrong) {
      problem(field, "'" + text + "' is not " + typeName(column));
    }
  }

  private void addMissing(int field, ColumnBuffer column) {
    if (column.width() == 1) {
      column.addNull();
    } else if (column.type().isFloating()) {
      column.addDouble(Double.NaN);
    } else {
      problem(field, "is empty, expected " + typeName(column));
    }
  }

  private void problem(int field, String fact) {
    String where = "line " + records.line() + ", column '" + header.get(field) + "'";
    problems.add(new Problem(where, fact));
  }

  private static String typeName(ColumnBuffer column) {
    String name = column.type().name().toLowerCase(Locale.ROOT);
    return ("aeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
  }
}
