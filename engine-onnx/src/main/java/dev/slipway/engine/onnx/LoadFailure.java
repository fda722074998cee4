package dev.slipway.engine.onnx;

import ai.onnxruntime.OrtException;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.SlipwayException;
import dev.slipway.UnsupportedModelException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in our terms why the runtime refused a model. */
final class LoadFailure {

  /**
   * How the runtime says that a sound model is not for it.
   *
   * @param pattern what its message has
   * @param fact our words, with the pattern's groups
   */
  private record Lack(Pattern pattern, String fact) {}

  private static final List<Lack> LACKS =
      List.of(
          new Lack(
              Pattern.compile(
                  "(?s)Opset (\\d+) is under development.*for domain (\\S+) is till opset (\\d+)"),
              "it uses opset $1 of domain $2, expected at most $3 (export it for an older opset)"),
          new Lack(
              Pattern.compile("No Op registered for (\\S+) with domain_version of (\\d+)"),
              "operator $1 of opset $2 is not in this ONNX Runtime"),
          new Lack(
              Pattern.compile("Could not find an implementation for (\\S+)\\((\\d+)\\)"),
              "operator $1 of opset $2 is not in this ONNX Runtime for these types"),
          new Lack(
              Pattern.compile("(\\S+)\\(-1\\) is not a registered function/op"),
              "operator $1 is not in this ONNX Runtime"),
          new Lack(
              Pattern.compile("MLDataType for: (\\S+) is not currently registered"),
              "it has values of the type $1, which is not in this ONNX Runtime"),
          new Lack(
              Pattern.compile("layout == 1\\) are not supported"),
              "it has a recurrent operator with layout 1, which is not in this ONNX Runtime"),
          new Lack(
              Pattern.compile("Invalid ONNXType found"),
              "an input or output is optional, expected tensors of numbers, booleans or strings"));

  private static final Pattern PREFIX = Pattern.compile("^Error code - \\w+ - message: ");
  private static final Pattern MEMORY = Pattern.compile("(?i)failed to allocate|bad_alloc");
  private static final Pattern LOCALE = Pattern.compile("construct locale with name:([^:]+)");

  private LoadFailure() {}

  /** Returns the error for a model whose bytes are none. */
  static InvalidPackageException damaged(String path, MalformedModelException cause) {
    return new InvalidPackageException(
        ErrorCode.INVALID_PACKAGE,
        "Cannot load " + path + ": " + cause.getMessage() + " (export it again)",
        cause);
  }

  /** Returns the error for a model that is in order but not for this engine. */
  static UnsupportedModelException unsupported(
      String path, String fact, @Nullable Throwable cause) {
    return new UnsupportedModelException(
        ErrorCode.UNSUPPORTED_MODEL, "Cannot load " + path + ": " + fact, cause);
  }

  /** Returns the error for what the runtime threw while it made a session. */
  static SlipwayException of(String path, OrtException cause) {
    String message = PREFIX.matcher(String.valueOf(cause.getMessage())).replaceFirst("").strip();
    for (Lack lack : LACKS) {
      Matcher matcher = lack.pattern().matcher(message);
      if (matcher.find()) {
        String fact = lack.pattern().matcher(matcher.group()).replaceFirst(lack.fact());
        return unsupported(path, fact, cause);
      }
    }
    Matcher locale = LOCALE.matcher(message);
    if (locale.find()) {
      return new EngineException(
          ErrorCode.ENGINE_FAILURE,
          "Cannot load %s: this host has no locale %s, expected one for the model's texts (install it)"
              .formatted(path, locale.group(1)),
          cause);
    }
    String text = "Cannot load " + path + ": " + message;
    return MEMORY.matcher(message).find()
        ? new EngineException(ErrorCode.ENGINE_FAILURE, text, cause)
        : new InvalidPackageException(ErrorCode.INVALID_PACKAGE, text, cause);
  }
}
