package dev.slipway.http.internal.serving;

import dev.slipway.CallOptions;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Prediction;
import dev.slipway.Problem;
import dev.slipway.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes calls of the requests of every protocol. Thread-safe. */
public final class Calls {

  private final ServedModels models;
  private final InferenceService service;
  private final int mostRows;
  private final Duration mostTime;

  /**
   * Creates what makes calls.
   *
   * @param models what is served
   * @param service runs the calls
   * @param mostRows the most rows of a call
   * @param mostTime how long a call may take unless it says less
   */
  public Calls(ServedModels models, InferenceService service, int mostRows, Duration mostTime) {
    this.models = models;
    this.service = service;
    this.mostRows = mostRows;
    this.mostTime = mostTime;
  }

  /** One request of some protocol, while it is answered. */
  public interface Asker {

    /** Returns what runs work where this request's connection lives. */
    Executor executor();

    /** Returns when the request was there, as {@link System#nanoTime} tells it. */
    long receivedNanos();

    /** Hears which version is asked, before the request is read. */
    void asks(ServedVersion version);

    /** Hears of the call that is made. */
    void calling(InferenceCall call);

    /** Hears that the call goes to a worker, to give it up if the caller goes. */
    void handedOver(InferenceCall call);

    /** Hears what went wrong. */
    void fail(Throwable failure);
  }

  /**
   * What a request asks.
   *
   * @param table the rows
   * @param params of the model
   * @param timeout how long the caller waits, from the request's arrival
   */
  public record Question(Table table, Map<String, Object> params, Duration timeout) {

    /** Creates a question whose caller waits as long as it takes. */
    public Question(Table table, Map<String, Object> params) {
      this(table, params, Duration.ZERO);
    }
  }

  /** The model version that a request names; the default where the version is empty. */
  public record Target(String model, String version) {}

  /**
   * Answers an asker.
   *
   * @param asker failed if anything goes wrong
   * @param target who is asked
   * @param reading makes the question for the version that answers
   * @param writing writes the answer
   */
  public void answer(
      Asker asker,
      Target target,
      Function<ServedVersion, Question> reading,
      Consumer<Prediction> writing) {
    Lease lease = models.lease(target.model(), target.version());
    InferenceCall call;
    try {
      asker.asks(lease.version());
      call = call(asker, lease, reading.apply(lease.version()));
    } catch (RuntimeException failure) {
      lease.close();
      throw failure;
    }
    asker.calling(call);
    service.infer(call, asker.executor(), listener(asker, call, writing));
  }

  private InferenceCall call(Asker asker, Lease lease, Question question) {
    if (question.table().rows() > mostRows) {
      throw new InvalidInputException(
          ErrorCode.INVALID_INPUT,
          "Cannot predict with "
              + lease.version().identity()
              + ": the request has "
              + question.table().rows()
              + " rows, expected at most "
              + mostRows
              + " (send them in parts)",
          (Throwable) null);
    }
    CallOptions options = CallOptions.defaults();
    for (Map.Entry<String, Object> param : question.params().entrySet()) {
      options = options.withParam(param.getKey(), param.getValue());
    }
    boolean own = !question.timeout().isZero() && question.timeout().compareTo(mostTime) < 0;
    options = options.withTimeout(own ? question.timeout() : mostTime);
    return new InferenceCall(lease, question.table(), options, asker.receivedNanos());
  }

  private static InferenceCall.Listener listener(
      Asker asker, InferenceCall call, Consumer<Prediction> writing) {
    return new InferenceCall.Listener() {
      @Override
      public void handedOver() {
        asker.handedOver(call);
      }

      @Override
      public void answered(Prediction prediction) {
        try {
          writing.accept(prediction);
        } catch (RuntimeException failure) {
          asker.fail(failure);
        }
      }

      @Override
      public void failed(RuntimeException failure) {
        asker.fail(failure);
      }
    };
  }

  /** Refuses a prediction with rows that were rejected, for protocols that cannot tell them. */
  public static void checkAnswered(Prediction prediction) {
    if (!prediction.rejections().isEmpty()) {
      List<Problem> problems =
          prediction.rejections().stream().map(Prediction.Rejection::problem).toList();
      throw new InvalidInputException(
          ErrorCode.INVALID_INPUT, "Cannot predict with " + prediction.version(), problems);
    }
  }
}
