package dev.slipway;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns records into columns. Immutable. */
final class RecordReader<I extends Record> {

  private enum Access {
    INTEGER(long.class),
    FLOATING(double.class),
    OBJECT(Object.class);

    private final Class<?> result;

    Access(Class<?> result) {
      this.result = result;
    }
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
      Optional<Signature.Field> field = field(component, fields, problems);
      if (field.isPresent()) {
        if (!found.add(field.get().name())) {
          problems.add(
              problem(component, "column '" + field.get().name() + "' has a component already"));
        }
        Part part = part(component, field.get(), problems);
        if (part != null) {
          parts.add(part);
        }
      }
    }
    addMissing(record, found, fields, problems);
    return new RecordReader<>(List.copyOf(parts));
  }

  /** A component without a column is the application's own business, unless it names a column. */
  private static Optional<Signature.Field> field(
      RecordComponent component, List<Signature.Field> fields, List<Problem> problems) {
    Optional<Signature.Field> field = RecordComponents.match(component, fields);
    if (field.isEmpty() && component.isAnnotationPresent(ColumnName.class)) {
      String name = component.getAnnotation(ColumnName.class).value();
      List<String> names = fields.stream().map(Signature.Field::name).toList();
      problems.add(problem(component, "no column '" + name + "' among " + names));
    }
    return field;
  }

  private static void addMissing(
      Class<?> record, Set<String> found, List<Signature.Field> fields, List<Problem> problems) {
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
    if (found.isEmpty() && problems.isEmpty()) {
      problems.add(new Problem(record.getSimpleName(), "no component stands for any input column"));
    }
  }

  private static @Nullable Part part(
      RecordComponent component, Signature.Field field, List<Problem> problems) {
    List<Class<?>> accepted = new ArrayList<>(RecordComponents.types(field));
    accepted.addAll(RecordComponents.wideningTypes(field));
    Class<?> type = component.getType();
    if (!accepted.contains(type)) {
      String expected =
          accepted.isEmpty()
              ? " has no Java type that a component may be (use a table)"
              : " expects " + RecordComponents.names(accepted);
      problems.add(
          problem(component, "is " + type.getSimpleName() + ", but column " + field + expected));
      return null;
    }
    if (RecordComponents.freeDimensions(field) > 1) {
      problems.add(
          problem(
              component,
              "column "
                  + field
                  + " has more than one free dimension in a row, which one array does not tell"
                  + " (use a table)"));
      return null;
    }
    MethodHandle getter = RecordComponents.accessor(component, problems);
    if (getter == null) {
      return null;
    }
    Access access = access(type, field);
    return new Part(
        field, access, getter.asType(MethodType.methodType(access.result, Object.class)));
  }

  private static Problem problem(RecordComponent component, String message) {
    return new Problem(RecordComponents.describe(component), message);
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

  RecordColumns newColumns() {
    return new RecordColumns(parts.stream().map(Part::field).toList());
  }

  /** Adds one record as a row. */
  void add(I record, RecordColumns columns) {
    for (int place = 0; place < parts.size(); place++) {
      Part part = parts.get(place);
      try {
        switch (part.access) {
          case INTEGER -> columns.addLong(place, (long) part.getter.invokeExact((Object) record));
          case FLOATING ->
              columns.addDouble(place, (double) part.getter.invokeExact((Object) record));
          case OBJECT ->
              columns.addObject(place, (Object) part.getter.invokeExact((Object) record));
        }
      } catch (RuntimeException | Error failure) {
        throw failure;
      } catch (Throwable thrown) {
        throw new IllegalStateException("accessor of '" + part.field.name() + "' failed", thrown);
      }
    }
    columns.endRow();
  }
}
