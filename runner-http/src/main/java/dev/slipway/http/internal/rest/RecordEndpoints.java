package dev.slipway.http.internal.rest;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Prediction;
import dev.slipway.Problem;
import dev.slipway.http.internal.serving.Calls;
import dev.slipway.http.internal.serving.ServedModels;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The typed form: one JSON record, or a list of them, by the names of the signature. One record is
 * answered by one, a list by a list.
 */
final class RecordEndpoints implements Endpoints {

  private final ServedModels models;
  private final Calls calls;

  RecordEndpoints(ServedModels models, Calls calls) {
    this.models = models;
    this.calls = calls;
  }

  @Override
  public Optional<Endpoint> find(Path path) {
    if (path.is("predict")) {
      return Optional.of(
          Endpoint.asking(
              models::only,
              (exchange, body) ->
                  predict(exchange, new Calls.Target(models.only().name(), ""), body)));
    }
    if (path.is("models", "*", "predict")) {
      return Optional.of(predicting(new Calls.Target(path.at(1), "")));
    }
    if (path.is("models", "*", "versions", "*", "predict")) {
      return Optional.of(predicting(new Calls.Target(path.at(1), path.at(3))));
    }
    return Optional.empty();
  }

  private Endpoint predicting(Calls.Target target) {
    return Endpoint.asking(
        () -> models.lease(target.model(), target.version()).close(),
        (exchange, body) -> predict(exchange, target, body));
  }

  private void predict(Exchange exchange, Calls.Target target, byte[] body) {
    boolean list = isList(body);
    calls.answer(
        exchange,
        target,
        version -> new Calls.Question(version.json().read(body), Map.of()),
        prediction -> {
          checkRows(prediction, list);
          exchange.json(RecordAnswer.write(prediction, list));
        });
  }

  private static boolean isList(byte[] body) {
    for (byte character : body) {
      if (character > ' ') {
        return character == '[';
      }
    }
    return false;
  }

  /** Refuses rejected rows by their place in the request. */
  private static void checkRows(Prediction prediction, boolean list) {
    if (!prediction.rejections().isEmpty()) {
      List<Problem> problems =
          prediction.rejections().stream()
              .map(row -> new Problem(list ? "/" + row.row() : "", row.message()))
              .toList();
      throw new InvalidInputException(
          ErrorCode.INVALID_INPUT, "Cannot predict with " + prediction.version(), problems);
    }
  }
}
