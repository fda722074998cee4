package dev.slipway.http.internal.rest;

import dev.slipway.Prediction;
import dev.slipway.http.internal.oip.OipBinding;
import dev.slipway.http.internal.oip.OipJsonReader;
import dev.slipway.http.internal.oip.OipJsonWriter;
import dev.slipway.http.internal.oip.OipProblems;
import dev.slipway.http.internal.oip.OipRequest;
import dev.slipway.http.internal.serving.Calls;
import dev.slipway.http.internal.serving.Lease;
import dev.slipway.http.internal.serving.Readiness;
import dev.slipway.http.internal.serving.ServedModels;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Open Inference Protocol v2 with its binary tensor extension, and the statistics and model
 * repository extensions that Triton has.
 */
final class OipEndpoints implements Endpoints {

  private static final String JSON_LENGTH = "inference-header-content-length";
  private static final String BINARY_TYPE = "application/octet-stream";

  private final ServedModels models;
  private final Calls calls;
  private final Readiness readiness;

  OipEndpoints(ServedModels models, Calls calls, Readiness readiness) {
    this.models = models;
    this.calls = calls;
    this.readiness = readiness;
  }

  @Override
  public Optional<Endpoint> find(Path path) {
    if (path.length() == 0 || !path.at(0).equals("v2")) {
      return Optional.empty();
    }
    if (path.is("v2", "models", "*", "infer")) {
      return Optional.of(inferring(path.at(2), ""));
    }
    if (path.is("v2", "models", "*", "versions", "*", "infer")) {
      return Optional.of(inferring(path.at(2), path.at(4)));
    }
    return Optional.ofNullable(reading(path)).map(Endpoint::get);
  }

  private @Nullable Consumer<Exchange> reading(Path path) {
    if (path.is("v2")) {
      return exchange -> exchange.json(OipMetadata.server());
    }
    if (path.is("v2", "health", "live")) {
      return exchange -> exchange.json(OipMetadata.flag("live"));
    }
    if (path.is("v2", "health", "ready")) {
      return this::ready;
    }
    if (path.is("v2", "models")) {
      return exchange -> exchange.json(OipMetadata.models(models));
    }
    return path.length() > 2 && path.at(1).equals("models") ? ofModel(path) : null;
  }

  private @Nullable Consumer<Exchange> ofModel(Path path) {
    boolean versioned = path.length() > 4 && path.at(3).equals("versions");
    String version = versioned ? path.at(4) : "";
    int rest = versioned ? 5 : 3;
    if (path.length() == rest) {
      return exchange -> metadata(exchange, path.at(2), version);
    }
    if (path.length() != rest + 1) {
      return null;
    }
    return switch (path.at(rest)) {
      case "ready" -> exchange -> modelReady(exchange, path.at(2), version);
      case "stats" -> exchange -> statistics(exchange, path.at(2), version);
      default -> null;
    };
  }

  private void ready(Exchange exchange) {
    if (!readiness.isReady()) {
      throw new RequestException(HttpStatus.UNAVAILABLE, "not ready: " + readiness.reason());
    }
    exchange.json(OipMetadata.flag("ready"));
  }

  private void modelReady(Exchange exchange, String model, String version) {
    models.lease(model, version).close();
    exchange.json(
        JsonBody.object(
            json -> {
              json.writeStringField("name", model);
              json.writeBooleanField("ready", true);
            }));
  }

  private void metadata(Exchange exchange, String model, String version) {
    try (Lease lease = models.lease(model, version)) {
      exchange.json(OipMetadata.model(lease.version(), models.find(model)));
    }
  }

  private void statistics(Exchange exchange, String model, String version) {
    try (Lease lease = models.lease(model, version)) {
      exchange.json(OipMetadata.statistics(lease.version()));
    }
  }

  private Endpoint inferring(String model, String version) {
    Calls.Target target = new Calls.Target(model, version);
    return Endpoint.asking(
        () -> models.lease(model, version).close(),
        (exchange, body) -> infer(exchange, target, body));
  }

  private void infer(Exchange exchange, Calls.Target target, byte[] body) {
    OipRequest[] asked = new OipRequest[1];
    calls.answer(
        exchange,
        target,
        version -> {
          OipBinding binding = new OipBinding(version.signature());
          OipProblems problems = new OipProblems();
          asked[0] = OipJsonReader.read(body, jsonLength(exchange, body), problems);
          asked[0].id().ifPresent(exchange::callersId);
          return new Calls.Question(
              binding.table(asked[0], problems),
              binding.params(asked[0].parameters()),
              asked[0].timeout());
        },
        prediction -> write(exchange, target.model(), prediction, asked[0]));
  }

  private static void write(
      Exchange exchange, String model, Prediction prediction, OipRequest request) {
    Calls.checkAnswered(prediction);
    OipJsonWriter.Answer answer = OipJsonWriter.write(model, prediction, request);
    if (answer.isBinary()) {
      exchange.answerHeaders().set(JSON_LENGTH, Integer.toString(answer.jsonLength()));
      exchange.answer(HttpStatus.OK, BINARY_TYPE, answer.body());
    } else {
      exchange.json(answer.body());
    }
  }

  private static int jsonLength(Exchange exchange, byte[] body) {
    String header = exchange.header(JSON_LENGTH);
    if (header == null) {
      return body.length;
    }
    try {
      return Integer.parseInt(header.trim());
    } catch (NumberFormatException wrong) {
      throw new RequestException(
          HttpStatus.BAD_REQUEST,
          "the header Inference-Header-Content-Length is no whole number, expected the length of"
              + " the JSON in bytes");
    }
  }
}
