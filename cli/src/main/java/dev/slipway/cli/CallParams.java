package dev.slipway.cli;

import dev.slipway.CallOptions;
import dev.slipway.ElementType;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Signature;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns {@code --param name=value} into values of the types that the signature states. */
final class CallParams {

  private final List<Signature.Param> known;
  private final List<Problem> problems = new ArrayList<>();

  private CallParams(List<Signature.Param> known) {
    this.known = known;
  }

  /** Returns options with all params set, or throws an error with all that are wrong. */
  static CallOptions set(Map<String, String> texts, Signature signature, CallOptions options) {
    CallParams params = new CallParams(signature.params());
    CallOptions set = options;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      set = params.set(text.getKey(), text.getValue(), set);
    }
    if (!params.problems.isEmpty()) {
      throw new InvalidInputException(
          ErrorCode.INVALID_PARAMETER, "Cannot use the params", params.problems);
    }
    return set;
  }

  private CallOptions set(String name, String text, CallOptions options) {
    for (Signature.Param param : known) {
      if (param.name().equals(name)) {
        return set(param, text, options);
      }
    }
    List<String> names = known.stream().map(Signature.Param::name).toList();
    problems.add(
        new Problem(
            name, names.isEmpty() ? "the model has no params" : "is no param, expected " + names));
    return options;
  }

  private CallOptions set(Signature.Param param, String text, CallOptions options) {
    try {
      Object value =
          param.shape().rank() == 0
              ? value(param.type(), text)
              : Arrays.stream(text.split(",", -1)).map(one -> value(param.type(), one)).toList();
      return options.withParam(param.name(), value);
    } catch (IllegalArgumentException | DateTimeParseException wrong) {
      String type = param.type().name().toLowerCase(Locale.ROOT);
      problems.add(new Problem(param.name(), "'" + text + "' is no " + type));
      return options;
    }
  }

  private static Object value(ElementType type, String text) {
    if (type == ElementType.STRING) {
      return text;
    }
    if (type == ElementType.DATETIME) {
      return LocalDateTime.parse(text);
    }
    if (type == ElementType.BOOL) {
      return flag(text);
    }
    if (type.isFloating()) {
      return Double.valueOf(text);
    }
    BigInteger integer = new BigInteger(text);
    return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
  }

  private static Boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }
}
