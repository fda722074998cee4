package dev.slipway;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns rows of answer columns into records. Immutable. */
final class RecordWriter<O extends Record> {

  private record Part(int output, Class<?> type, String place) {}

  private final Class<O> record;
  private final MethodHandle constructor;
  private final List<Part> parts;

  private RecordWriter(Class<O> record, MethodHandle constructor, List<Part> parts) {
    this.record = record;
    this.constructor = constructor;
    this.parts = parts;
  }

  static <O extends Record> RecordWriter<O> of(
      Class<O> record, List<Signature.Field> fields, List<Problem> problems) {
    List<Part> parts = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      parts.add(part(component, fields, problems));
    }
    MethodHandle found = RecordComponents.constructor(record, problems);
    // After a problem the writer is never used, so any handle will do.
    MethodHandle constructor =
        found == null
            ? MethodHandles.zero(Object.class)
            : found
                .asSpreader(Object[].class, parts.size())
                .asType(MethodType.methodType(Object.class, Object[].class));
    return new RecordWriter<>(record, constructor, List.copyOf(parts));
  }

  private static Part part(
      RecordComponent component, List<Signature.Field> fields, List<Problem> problems) {
    String where = RecordComponents.describe(component);
    Optional<Signature.Field> field = RecordComponents.match(component, fields);
    if (field.isEmpty()) {
      List<String> names = fields.stream().map(Signature.Field::name).toList();
      problems.add(new Problem(where, "no output of that name among " + names));
      return new Part(-1, Object.class, where);
    }
    List<Class<?>> accepted = accepted(field.get());
    if (!accepted.contains(component.getType())) {
      String expected =
          accepted.isEmpty()
              ? " has no Java type that a component may be (use a table)"
              : " comes as " + RecordComponents.names(accepted);
      String type = component.getType().getSimpleName();
      problems.add(new Problem(where, "is " + type + ", but output " + field.get() + expected));
    }
    return new Part(fields.indexOf(field.get()), component.getType(), where);
  }

  private static List<Class<?>> accepted(Signature.Field field) {
    List<Class<?>> accepted = new ArrayList<>(RecordComponents.types(field));
    if (accepted.contains(float.class)) {
      accepted.addAll(List.of(double.class, Double.class));
    }
    return accepted;
  }

  O write(List<? extends Column> answers, int row) {
    Object[] values = new Object[parts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(answers.get(parts.get(i).output), row, parts.get(i));
    }
    try {
      return record.cast((Object) constructor.invokeExact(values));
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw new IllegalStateException(record.getSimpleName() + " cannot be made", thrown);
    }
  }

  private static @Nullable Object value(Column column, int row, Part part) {
    if (column.isNull(row)) {
      if (part.type.isPrimitive()) {
        throw new EngineException(
            ErrorCode.ENGINE_FAILURE,
            "Cannot make an answer: "
                + part.place
                + " is "
                + part.type
                + ", but the answer of row "
                + row
                + " has no value (use an object type)",
            null);
      }
      return null;
    }
    return RecordComponents.isVector(part.type)
        ? vector(column, row * column.width(), part.type)
        : scalar(column, row, part.type);
  }

  private static Object scalar(Column column, int row, Class<?> type) {
    if (type == float.class || type == Float.class) {
      return column.floatAt(row);
    } else if (type == double.class || type == Double.class) {
      return column.doubleAt(row);
    } else if (type == long.class || type == Long.class) {
      return column.longAt(row);
    } else if (type == int.class || type == Integer.class) {
      return (int) column.longAt(row);
    } else if (type == boolean.class || type == Boolean.class) {
      return column.booleanAt(row);
    } else if (type == String.class) {
      return column.stringAt(row);
    } else if (type == byte[].class) {
      return column.bytesAt(row);
    }
    Instant instant = ColumnValues.instant(column.longAt(row));
    return type == Instant.class ? instant : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Object vector(Column column, int first, Class<?> type) {
    int width = column.width();
    if (type == float[].class) {
      float[] floats = new float[width];
      for (int k = 0; k < width; k++) {
        floats[k] = column.floatAt(first + k);
      }
      return floats;
    }
    if (type == double[].class) {
      double[] doubles = new double[width];
      for (int k = 0; k < width; k++) {
        doubles[k] = column.doubleAt(first + k);
      }
      return doubles;
    }
    return type == int[].class ? ints(column, first) : longs(column, first);
  }

  private static int[] ints(Column column, int first) {
    int[] ints = new int[column.width()];
    for (int k = 0; k < ints.length; k++) {
      ints[k] = (int) column.longAt(first + k);
    }
    return ints;
  }

  private static long[] longs(Column column, int first) {
    long[] longs = new long[column.width()];
    for (int k = 0; k < longs.length; k++) {
      longs[k] = column.longAt(first + k);
    }
    return longs;
  }
}
