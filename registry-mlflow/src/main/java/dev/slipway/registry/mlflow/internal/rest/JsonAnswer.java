package dev.slipway.registry.mlflow.internal.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.registry.mlflow.internal.http.Answer;
import dev.slipway.registry.mlflow.internal.http.Failures;
import dev.slipway.registry.mlflow.internal.http.Origin;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads answers as JSON objects: within limits, UTF-8 only, no key twice, nothing after the end.
 */
final class JsonAnswer {

  /** The most bytes of one answer; a page of a thousand versions has about one million. */
  static final int MOST_BYTES = 32 << 20;

  /** How deep objects and lists may stand in each other; MLflow's answers have six levels. */
  static final int MOST_DEPTH = 64;

  private static final int MOST_QUOTED = 300;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MOST_DEPTH)
                          .maxNumberLength(40)
                          .maxStringLength(MOST_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonAnswer() {}

  /** Returns the object of a good answer; throws what a bad one means. */
  static Fields read(Answer answer) throws TransferException, InterruptedIOException {
    String server = Origin.of(answer.uri()).toString();
    byte[] body = bytes(answer, server);
    if (answer.status() != 200) {
      throw refusal(answer, server, body);
    }
    if (isPage(answer, body)) {
      throw new TransferException(
          Kind.BAD_ANSWER,
          server
              + " answers with a web page, expected JSON of MLflow (does a login page or another"
              + " server stand there? Give a token or a user, or MLflow's own address)",
          null);
    }
    try {
      return object(body);
    } catch (IOException broken) {
      throw new TransferException(
          Kind.BAD_ANSWER,
          "the answer of " + server + " is not JSON as MLflow writes it: " + reason(broken),
          broken);
    }
  }

  /** Reads a JSON object from bytes. */
  static Fields object(byte[] body) throws IOException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    JsonNode node = MAPPER.readTree(text);
    if (!node.isObject()) {
      throw new IOException("it is no object");
    }
    return new Fields("", node);
  }

  private static String reason(IOException broken) {
    if (broken instanceof CharacterCodingException) {
      return "it is not UTF-8";
    }
    return broken instanceof JsonProcessingException syntax
        ? syntax.getOriginalMessage()
        : Failures.reason(broken);
  }

  private static byte[] bytes(Answer answer, String server)
      throws TransferException, InterruptedIOException {
    try {
      byte[] body = answer.body().readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        throw new TransferException(
            Kind.BAD_ANSWER,
            server + " answers with more than " + (MOST_BYTES >> 20) + " MiB, expected less",
            null);
      }
      return body;
    } catch (TransferException | InterruptedIOException told) {
      throw told;
    } catch (IOException broken) {
      throw new TransferException(
          Kind.UNREACHABLE,
          "the answer of " + server + " broke off: " + broken.getMessage(),
          broken);
    }
  }

  private static boolean isPage(Answer answer, byte[] body) {
    String start =
        new String(body, 0, Math.min(body.length, 100), StandardCharsets.ISO_8859_1).stripLeading();
    return answer.header("Content-Type").contains("html") || start.startsWith("<");
  }

  private static TransferException refusal(Answer answer, String server, byte[] body) {
    int status = answer.status();
    Optional<Fields> said = isPage(answer, body) ? Optional.empty() : said(body);
    String code = "";
    String message = "";
    try {
      if (said.isPresent()) {
        code = said.get().text("error_code");
        message = said.get().text("message");
      }
    } catch (TransferException notAsMlflowWrites) {
      message = "";
    }
    String quoted = message.isEmpty() ? "" : ": " + quoted(message);
    String name = code.isEmpty() ? String.valueOf(status) : status + " " + quoted(code);
    return TransferException.refused(
        status, code, server + " answers " + name + quoted + hint(status));
  }

  private static String hint(int status) {
    return switch (status) {
      case 401 ->
          " (set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD)";
      case 403 -> " (this user may not do that there)";
      case 404 -> " (is this the address of an MLflow server?)";
      default -> "";
    };
  }

  private static Optional<Fields> said(byte[] body) {
    try {
      return Optional.of(object(body));
    } catch (IOException nothingOfMlflow) {
      return Optional.empty();
    }
  }

  private static String quoted(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MOST_QUOTED ? line : line.substring(0, MOST_QUOTED) + "…";
  }
}
