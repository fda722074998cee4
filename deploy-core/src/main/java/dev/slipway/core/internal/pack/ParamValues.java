package dev.slipway.core.internal.pack;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.core.Timestamps;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns the plain value of a parameter into one of its type, as {@link Column#valueAt} gives them:
 * {@link Boolean}, {@link Long}, {@link Float}, {@link Double}, {@link String}, {@link Instant}, or
 * a list of these.
 */
public final class ParamValues {

  private ParamValues() {}

  /**
   * Converts a value.
   *
   * @param type of the parameter
   * @param plain a text, number, truth value or a list of these
   * @return the value
   * @throws IllegalArgumentException if it does not fit, with a fact that continues "{@code
   *     default} …"
   */
  public static Object of(ElementType type, Object plain) {
    if (plain instanceof List<?> list) {
      List<Object> values = new ArrayList<>();
      list.forEach(item -> values.add(one(type, item)));
      return List.copyOf(values);
    }
    return one(type, plain);
  }

  private static Instant instant(String text) {
    return Instant.EPOCH.plus(Timestamps.parse(text), ChronoUnit.MICROS);
  }

  private static Object one(ElementType type, Object plain) {
    try {
      if (type != ElementType.BINARY) {
        boolean time = type == ElementType.DATETIME && plain instanceof String;
        Object value = time ? instant((String) plain) : plain;
        Object fitting = Column.ofValues(type, value).valueAt(0);
        if (fitting != null) {
          return fitting;
        }
      }
    } catch (IllegalArgumentException misfit) {
      // told below with what was expected
    }
    throw new IllegalArgumentException(
        "is "
            + (plain instanceof String ? "'" + plain + "'" : plain)
            + ", expected a value of type "
            + type.name().toLowerCase(Locale.ROOT));
  }
}
