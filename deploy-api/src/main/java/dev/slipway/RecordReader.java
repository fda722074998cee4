package dev.slipway;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns records into columns. Immutable. */
final class RecordReader<I extends Record> {

  private enum Access {
    INTEGER,
    FLOATING,
    OBJECT
  }

  private record Part(Signature.Field field, Access access, MethodHandle getter) {}

  private final List<Part> parts;

  private RecordReader(List<Part> parts) {
    this.parts = parts;
  }

  static <I extends Record> RecordReader<I> of(
      Class<I> record, List<Signature.Field> fields, List<Problem> problems) {
    List<Part> parts = new ArrayList<>();
    Set<String> found = new HashSet<>();
    for (RecordComponent component : record.getRecordComponents()) {
      // A component without a column is the application's own business, as an extra column is.
      RecordComponents.match(component, fields)
          .ifPresent(
              field -> {
                found.add(field.name());
                Part part = part(component, field, problems);
                if (part != null) {
                  parts.add(part);
                }
              });
    }
    for (Signature.Field field : fields) {
      if (field.required() && !found.contains(field.name())) {
        problems.add(
            new Problem(
                record.getSimpleName(),
                "no component for the required column '"
                    + field.name()
                    + "' (add one, or name it with @ColumnName)"));
      }
    }
    return new RecordReader<>(List.copyOf(parts));
  }

  private static @Nullable Part part(
      RecordComponent component, Signature.Field field, List<Problem> problems) {
    List<Class<?>> accepted = new ArrayList<>(RecordComponents.types(field));
    accepted.addAll(RecordComponents.wideningTypes(field));
    Class<?> type = component.getType();
    if (!accepted.contains(type)) {
      problems.add(
          new Problem(
              component.getDeclaringRecord().getSimpleName() + "." + component.getName(),
              "is "
                  + type.getSimpleName()
                  + ", but column "
                  + field
                  + " expects "
                  + RecordComponents.names(accepted)));
      return null;
    }
    MethodHandle getter = RecordComponents.accessor(component, problems);
    if (getter == null) {
      return null;
    }
    Access access = access(type, field);
    Class<?> result =
        switch (access) {
          case INTEGER -> long.class;
          case FLOATING -> double.class;
          case OBJECT -> Object.class;
        };
    return new Part(field, access, getter.asType(MethodType.methodType(result, Object.class)));
  }

  private static Access access(Class<?> type, Signature.Field field) {
    if (!type.isPrimitive() || type == boolean.class) {
      return Access.OBJECT;
    }
    if (field.type().isFloating()) {
      return Access.FLOATING;
    }
    boolean exact = field.type() == ElementType.INT64 || field.type() == ElementType.UINT64;
    // Narrower columns take the way that checks ranges.
    return exact || (field.type() == ElementType.INT32 && type != long.class)
        ? Access.INTEGER
        : Access.OBJECT;
  }

  /** Returns whether a column's width is known only from the values. */
  boolean hasFreeWidth() {
    return parts.stream().anyMatch(part -> !part.field.rowShape().isFixed());
  }

  /** Returns a column for each part, null where the width is free. */
  List<@Nullable ColumnBuffer> newColumns() {
    List<@Nullable ColumnBuffer> columns = new ArrayList<>(parts.size());
    for (Part part : parts) {
      Shape row = part.field.rowShape();
      columns.add(row.isFixed() ? new ColumnBuffer(part.field.type(), row) : null);
    }
    return columns;
  }

  /**
   * Adds one record as a row; a column whose width is free is made when its first value is seen.
   */
  void add(I record, List<@Nullable ColumnBuffer> columns) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      try {
        if (part.access == Access.INTEGER) {
          ready(columns, i).addLong((long) part.getter.invokeExact((Object) record));
        } else if (part.access == Access.FLOATING) {
          ready(columns, i).addDouble((double) part.getter.invokeExact((Object) record));
        } else {
          addObject(part, (Object) part.getter.invokeExact((Object) record), columns, i);
        }
      } catch (RuntimeException | Error failure) {
        throw failure;
      } catch (Throwable thrown) {
        throw new IllegalStateException("accessor of '" + part.field.name() + "' failed", thrown);
      }
    }
  }

  private static ColumnBuffer ready(List<@Nullable ColumnBuffer> columns, int place) {
    return Objects.requireNonNull(columns.get(place));
  }

  private static void addObject(
      Part part, @Nullable Object value, List<@Nullable ColumnBuffer> columns, int place) {
    ColumnBuffer column = columns.get(place);
    if (column == null) {
      int width = value == null ? 0 : Array.getLength(value);
      column = new ColumnBuffer(part.field.type(), Shape.of(width));
      columns.set(place, column);
    }
    if (value == null || !RecordComponents.isVector(value.getClass())) {
      addScalar(part, value, column);
    } else {
      addVector(part, value, column);
    }
  }

  private static void addScalar(Part part, @Nullable Object value, ColumnBuffer column) {
    try {
      column.addValue(value);
    } catch (IllegalArgumentException misfit) {
      throw wrong(part, misfit.getMessage());
    }
  }

  private static void addVector(Part part, Object vector, ColumnBuffer column) {
    int length = Array.getLength(vector);
    if (length != column.width()) {
      throw wrong(
          part, "has " + length + " elements, expected " + column.width() + " as in every row");
    }
    for (int k = 0; k < length; k++) {
      column.addValue(Array.get(vector, k));
    }
  }

  private static InvalidInputException wrong(Part part, @Nullable String message) {
    return new InvalidInputException(
        ErrorCode.INVALID_INPUT,
        "Cannot read record",
        List.of(new Problem("column '" + part.field.name() + "'", String.valueOf(message))));
  }

  Table table(List<@Nullable ColumnBuffer> columns) {
    Table.Builder table = Table.builder();
    for (int i = 0; i < parts.size(); i++) {
      table.column(parts.get(i).field.name(), ready(columns, i));
    }
    return table.build();
  }
}
