package dev.slipway;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns rows of answer columns into records. Immutable. */
final class RecordWriter<O extends Record> {

  private record Part(int output, Class<?> type) {}

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
    String where = component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    Optional<Signature.Field> field = RecordComponents.match(component, fields);
    if (field.isEmpty()) {
      List<String> names = fields.stream().map(Signature.Field::name).toList();
      problems.add(new Problem(where, "no output of that name among " + names));
      return new Part(-1, Object.class);
    }
    List<Class<?>> accepted = new ArrayList<>(RecordComponents.types(field.get()));
    if (field.get().type() == ElementType.FLOAT32 && accepted.contains(float.class)) {
      accepted.addAll(List.of(double.class, Double.class));
    }
    if (!accepted.contains(component.getType())) {
      problems.add(
          new Problem(
              where,
              "is "
                  + component.getType().getSimpleName()
                  + ", but output "
                  + field.get()
                  + " comes as "
                  + RecordComponents.names(accepted)));
    }
    return new Part(fields.indexOf(field.get()), component.getType());
  }

  O write(List<? extends Column> answers, int row) {
    Object[] values = new Object[parts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(answers.get(parts.get(i).output), row, parts.get(i).type);
    }
    try {
      return record.cast((Object) constructor.invokeExact(values));
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw new IllegalStateException(record.getSimpleName() + " cannot be made", thrown);
    }
  }

  private static @Nullable Object value(Column column, int row, Class<?> type) {
    if (column.isNull(row)) {
      return null;
    }
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
    } else if (RecordComponents.isVector(type)) {
      return vector(column, row, type.getComponentType());
    }
    Instant instant = Instant.EPOCH.plus(column.longAt(row), ChronoUnit.MICROS);
    return type == Instant.class ? instant : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Object vector(Column column, int row, Class<?> element) {
    int width = column.width();
    Object vector = Array.newInstance(element, width);
    for (int k = 0; k < width; k++) {
      int index = row * width + k;
      if (element == float.class) {
        Array.setFloat(vector, k, column.floatAt(index));
      } else if (element == double.class) {
        Array.setDouble(vector, k, column.doubleAt(index));
      } else if (element == int.class) {
        Array.setInt(vector, k, (int) column.longAt(index));
      } else {
        Array.setLong(vector, k, column.longAt(index));
      }
    }
    return vector;
  }
}
