package dev.slipway;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How components of Java records and fields of a signature find each other. */
final class RecordComponents {

  private static final Set<Class<?>> VECTORS =
      Set.of(float[].class, double[].class, long[].class, int[].class);

  private RecordComponents() {}

  /** Returns the field that a component stands for, by annotation, exact name or snake case. */
  static Optional<Signature.Field> match(RecordComponent component, List<Signature.Field> fields) {
    ColumnName annotation = component.getAnnotation(ColumnName.class);
    String name = annotation == null ? component.getName() : annotation.value();
    Optional<Signature.Field> exact = named(name, fields);
    if (exact.isPresent() || annotation != null) {
      return exact;
    }
    return named(snakeCase(name), fields);
  }

  private static Optional<Signature.Field> named(String name, List<Signature.Field> fields) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
        .toLowerCase(Locale.ROOT);
  }

  /** Returns which Java types a field's values can be given and taken as. */
  static List<Class<?>> types(Signature.Field field) {
    boolean vector = field.rowShape().rank() > 0;
    return switch (field.type()) {
      case BOOL -> vector ? List.of() : List.of(boolean.class, Boolean.class);
      case INT8, INT16, INT32, UINT8, UINT16 ->
          vector
              ? List.of(int[].class, long[].class)
              : List.of(int.class, Integer.class, long.class, Long.class);
      case INT64, UINT32, UINT64 ->
          vector ? List.of(long[].class) : List.of(long.class, Long.class);
      case FLOAT16, BFLOAT16, FLOAT32 ->
          vector ? List.of(float[].class) : List.of(float.class, Float.class);
      case FLOAT64 -> vector ? List.of(double[].class) : List.of(double.class, Double.class);
      case STRING -> vector ? List.of() : List.of(String.class);
      case BINARY -> vector ? List.of() : List.of(byte[].class);
      case DATETIME -> vector ? List.of() : List.of(Instant.class, LocalDateTime.class);
    };
  }

  /** Returns the further types that widen to a field's type without loss, for inputs only. */
  static List<Class<?>> wideningTypes(Signature.Field field) {
    if (field.rowShape().rank() > 0) {
      return List.of();
    }
    return switch (field.type()) {
      case INT64 -> List.of(int.class, Integer.class, short.class, byte.class);
      case INT32 -> List.of(short.class, byte.class);
      case FLOAT64 -> List.of(float.class, Float.class, int.class, Integer.class);
      default -> List.of();
    };
  }

  static String describe(RecordComponent component) {
    return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
  }

  /** Returns how many dimensions of a field's rows each call decides. */
  static long freeDimensions(Signature.Field field) {
    return Arrays.stream(field.rowShape().toArray()).filter(size -> size == Shape.FREE).count();
  }

  static boolean isVector(Class<?> type) {
    return VECTORS.contains(type);
  }

  static String names(List<Class<?>> types) {
    return String.join(" or ", types.stream().map(Class::getSimpleName).toList());
  }

  /** Returns a handle on the component's accessor, or null after noting why there is none. */
  static @Nullable MethodHandle accessor(RecordComponent component, List<Problem> problems) {
    Method method = component.getAccessor();
    try {
      method.setAccessible(true);
      return MethodHandles.lookup().unreflect(method);
    } catch (InaccessibleObjectException | IllegalAccessException closed) {
      addOnce(closedPackage(component.getDeclaringRecord()), problems);
      return null;
    }
  }

  /** Returns a handle on the canonical constructor, or null after noting why there is none. */
  static @Nullable MethodHandle constructor(Class<?> record, List<Problem> problems) {
    RecordComponent[] components = record.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      Constructor<?> constructor = record.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return MethodHandles.lookup().unreflectConstructor(constructor);
    } catch (InaccessibleObjectException | ReflectiveOperationException closed) {
      addOnce(closedPackage(record), problems);
      return null;
    }
  }

  private static void addOnce(Problem problem, List<Problem> problems) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  private static Problem closedPackage(Class<?> record) {
    return new Problem(
        record.getSimpleName(),
        "its package is closed to reflection (open "
            + record.getPackageName()
            + " to dev.slipway)");
  }
}
