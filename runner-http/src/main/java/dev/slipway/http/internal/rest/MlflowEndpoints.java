package dev.slipway.http.internal.rest;

import dev.slipway.Prediction;
import dev.slipway.Table;
import dev.slipway.core.json.JsonTableWriter;
import dev.slipway.http.internal.serving.Calls;
import dev.slipway.http.internal.serving.ServedModels;
import dev.slipway.http.internal.serving.ServedVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /invocations} as MLflow's scoring server and SageMaker have it, for the only model:
 * {@code dataframe_split}, {@code dataframe_records}, {@code instances} or {@code inputs}, with
 * {@code params} beside them, or CSV. Answers are {@code {"predictions": [record, …]}}.
 */
final class MlflowEndpoints implements Endpoints {

  private static final String CSV_TYPE = "text/csv";

  private final ServedModels models;
  private final Calls calls;

  MlflowEndpoints(ServedModels models, Calls calls) {
    this.models = models;
    this.calls = calls;
  }

  @Override
  public Optional<Endpoint> find(Path path) {
    return path.is("invocations")
        ? Optional.of(Endpoint.asking(models::only, this::invoke))
        : Optional.empty();
  }

  private void invoke(Exchange exchange, byte[] body) {
    calls.answer(
        exchange,
        new Calls.Target(models.only().name(), ""),
        version ->
            isCsv(exchange.header("content-type")) ? csv(version, body) : json(version, body),
        prediction -> {
          Calls.checkAnswered(prediction);
          exchange.json(predictions(prediction));
        });
  }

  private static Calls.Question csv(ServedVersion version, byte[] body) {
    return new Calls.Question(CsvBody.read(body, version.signature().inputs()), Map.of());
  }

  private static Calls.Question json(ServedVersion version, byte[] body) {
    Table table = version.json().read(body);
    return new Calls.Question(table, InvocationParams.read(body, version.signature()));
  }

  private static boolean isCsv(@Nullable String type) {
    String plain = type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    if (!plain.isEmpty() && !plain.equals(Exchange.JSON_TYPE) && !plain.equals(CSV_TYPE)) {
      throw new RequestException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "the content type is " + plain + ", expected " + Exchange.JSON_TYPE + " or " + CSV_TYPE);
    }
    return plain.equals(CSV_TYPE);
  }

  private static byte[] predictions(Prediction prediction) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    try {
      out.write("{\"predictions\":".getBytes(StandardCharsets.UTF_8));
      JsonTableWriter.writeRecords(prediction.answers(), out);
      out.write('}');
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory cannot fail", impossible);
    }
    return out.toByteArray();
  }
}
