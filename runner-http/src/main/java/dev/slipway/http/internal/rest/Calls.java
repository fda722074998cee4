package dev.slipway.http.internal.rest;

import dev.slipway.CallOptions;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Prediction;
import dev.slipway.Problem;
import dev.slipway.Table;
import dev.slipway.http.internal.serving.InferenceCall;
import dev.slipway.http.internal.serving.InferenceService;
import dev.slipway.http.internal.serving.Lease;
import dev.slipway.http.internal.serving.ServedModels;
import dev.slipway.http.internal.serving.ServedVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes calls of requests. Thread-safe. */
final class Calls {

  private final ServedModels models;
  private final InferenceService service;
  private final Frontend.Limits limits;

  Calls(ServedModels models, InferenceService service, Frontend.Limits limits) {
    this.models = models;
    this.service = service;
    this.limits = limits;
  }

  /**
   * What a request asks.
   *
   * @param table the rows
   * @param params of the model
   * @param timeout how long the caller waits, from the request's arrival
   */
  record Question(Table table, Map<String, Object> params, Duration timeout) {

    Question(Table table, Map<String, Object> params) {
      this(table, params, Duration.ZERO);
    }
  }

  /** The model version that a request names. */
  record Target(String model, String version) {}

  /**
   * Answers an exchange.
   *
   * @param exchange failed if anything goes wrong
   * @param target who is asked
   * @param reading makes the question for the version that answers
   * @param writing writes the answer
   */
  void answer(
      Exchange exchange,
      Target target,
      Function<ServedVersion, Question> reading,
      Consumer<Prediction> writing) {
    Lease lease = models.lease(target.model(), target.version());
    InferenceCall call;
    try {
      call = call(exchange, lease, reading.apply(lease.version()));
    } catch (RuntimeException failure) {
      lease.close();
      throw failure;
    }
    exchange.calling(call);
    service.infer(call, exchange.executor(), listener(exchange, writing));
  }

  private InferenceCall call(Exchange exchange, Lease lease, Question question) {
    if (question.table().rows() > limits.rows()) {
      throw new RequestException(
          HttpStatus.TOO_LARGE,
          "the request has "
              + question.table().rows()
              + " rows, expected at most "
              + limits.rows()
              + ", the limit here");
    }
    CallOptions options = CallOptions.defaults();
    for (Map.Entry<String, Object> param : question.params().entrySet()) {
      options = options.withParam(param.getKey(), param.getValue());
    }
    Duration most = Duration.ofMillis(limits.callMillis());
    boolean own = !question.timeout().isZero() && question.timeout().compareTo(most) < 0;
    options = options.withTimeout(own ? question.timeout() : most);
    return new InferenceCall(lease, question.table(), options, exchange.receivedNanos());
  }

  private static InferenceCall.Listener listener(Exchange exchange, Consumer<Prediction> writing) {
    return new InferenceCall.Listener() {
      @Override
      public void answered(Prediction prediction) {
        try {
          writing.accept(prediction);
        } catch (RuntimeException failure) {
          exchange.fail(failure);
        }
      }

      @Override
      public void failed(RuntimeException failure) {
        exchange.fail(failure);
      }
    };
  }

  /** Refuses a prediction with rows that were rejected, for protocols that cannot tell them. */
  static void checkAnswered(Prediction prediction) {
    if (!prediction.rejections().isEmpty()) {
      List<Problem> problems =
          prediction.rejections().stream().map(Prediction.Rejection::problem).toList();
      throw new InvalidInputException(
          ErrorCode.INVALID_INPUT, "Cannot predict with " + prediction.version(), problems);
    }
  }
}
