package dev.slipway.http.internal.rest;

import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.SlipwayException;
import dev.slipway.http.internal.serving.Failures;

/**
 * What callers are told about failures: everything that is wrong with their input, and nothing of
 * the inside of the server. {@code {"error": …}} on the Open Inference Protocol's paths, problem
 * details of RFC 9457 on Slipway's own.
 */
final class ErrorBody {

  static final String PROBLEM_TYPE = "application/problem+json";

  private ErrorBody() {}

  /** Returns the body that the Open Inference Protocol wants. */
  static byte[] protocol(Throwable failure) {
    return JsonBody.object(json -> json.writeStringField("error", message(failure)));
  }

  /** Returns problem details. */
  static byte[] problem(Throwable failure) {
    return JsonBody.object(
        json -> {
          json.writeStringField("type", "about:blank");
          json.writeStringField("title", title(failure));
          json.writeNumberField("status", HttpStatus.of(failure));
          json.writeStringField("detail", message(failure));
          if (failure instanceof SlipwayException known) {
            json.writeStringField("code", known.code().name());
          }
          if (failure instanceof InvalidInputException invalid) {
            json.writeArrayFieldStart("errors");
            for (Problem problem : invalid.problems()) {
              json.writeStartObject();
              json.writeStringField("pointer", problem.where());
              json.writeStringField("detail", problem.message());
              json.writeEndObject();
            }
            json.writeEndArray();
          }
        });
  }

  private static String title(Throwable failure) {
    return switch (HttpStatus.of(failure)) {
      case HttpStatus.BAD_REQUEST -> "Bad Request";
      case HttpStatus.NOT_FOUND -> "Not Found";
      case HttpStatus.METHOD_NOT_ALLOWED -> "Method Not Allowed";
      case HttpStatus.TIMEOUT -> "Request Timeout";
      case HttpStatus.TOO_LARGE -> "Content Too Large";
      case HttpStatus.UNSUPPORTED_MEDIA_TYPE -> "Unsupported Media Type";
      case HttpStatus.TOO_MANY -> "Too Many Requests";
      case HttpStatus.NOT_IMPLEMENTED -> "Not Implemented";
      case HttpStatus.UNAVAILABLE -> "Service Unavailable";
      case HttpStatus.DEADLINE -> "Gateway Timeout";
      default -> "Internal Server Error";
    };
  }

  private static String message(Throwable failure) {
    return failure instanceof RequestException refused ? refused.text() : Failures.message(failure);
  }
}
