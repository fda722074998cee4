package dev.slipway.registry.mlflow.internal.http;

import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes requests again, after growing waits of random length, where that is safe and may help: the
 * server was not reached, the connection broke, or it answered 429, 502, 503 or 504. A request that
 * must not arrive twice is made again only if the first surely did nothing. Thread-safe.
 */
public final class PatientClient {

  private static final int EXCERPT_BYTES = 400;

  private final Transport transport;
  private final TransportSettings settings;

  /**
   * Creates a client.
   *
   * @param settings how requests are made
   */
  public PatientClient(TransportSettings settings) {
    this.transport = new Transport(settings);
    this.settings = settings;
  }

  /**
   * Makes a request.
   *
   * @param request what to ask
   * @param deadline when it must be over, including the body
   * @return an answer of any status but 429, 502, 503 and 504; the caller closes it
   * @throws TransferException if no attempt brought one
   * @throws InterruptedIOException if the thread was interrupted; it still is
   */
  public Answer send(Request request, Deadline deadline)
      throws TransferException, InterruptedIOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(request, deadline);
      } catch (AttemptFailed failed) {
        if (attempt >= settings.attempts() || !failed.mayRepeat(request)) {
          throw given(failed, attempt);
        }
        pause(failed, pauseAfter(failed, attempt), deadline);
      }
    }
  }

  /**
   * Waits before a body that broke is asked for again.
   *
   * @param attempt which attempt broke, from 1
   * @param broken what broke it
   * @param deadline when all must be over
   * @throws TransferException the same again if no attempt is left
   * @throws InterruptedIOException if the thread was interrupted; it still is
   */
  public void pauseBeforeNext(int attempt, IOException broken, Deadline deadline)
      throws TransferException, InterruptedIOException {
    AttemptFailed failed = AttemptFailed.perhapsDone(String.valueOf(broken.getMessage()), broken);
    if (attempt >= settings.attempts()) {
      throw given(failed, attempt);
    }
    pause(failed, pauseAfter(failed, attempt), deadline);
  }

  private static TransferException given(AttemptFailed failed, int attempts) {
    String count = attempts == 1 ? "" : ", " + attempts + " times";
    return new TransferException(failed.kind(), failed.fact() + count, failed.getCause());
  }

  private Duration pauseAfter(AttemptFailed failed, int attempt) {
    Optional<Duration> asked = failed.askedWait();
    if (asked.isPresent()) {
      return asked.get();
    }
    long most = settings.times().longestPause().toNanos();
    long span = settings.times().firstPause().toNanos();
    for (int doubled = 1; doubled < attempt && span < most; doubled++) {
      span *= 2;
    }
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(Math.min(span, most) + 1));
  }

  private void pause(AttemptFailed failed, Duration time, Deadline deadline)
      throws TransferException, InterruptedIOException {
    if (time.compareTo(deadline.remaining()) >= 0) {
      throw new TransferException(
          failed.kind(),
          failed.fact()
              + ", and the next attempt would be later than the time limit of "
              + Durations.words(deadline.limit()),
          failed.getCause());
    }
    try {
      settings.waiting().pause(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private Answer once(Request request, Deadline deadline)
      throws AttemptFailed, InterruptedIOException {
    Answer answer = transport.send(request, deadline);
    int status = answer.status();
    if (status != 429 && status != 502 && status != 503 && status != 504) {
      return answer;
    }
    try (answer) {
      String fact = Origin.of(answer.uri()) + " answers " + status + excerpt(answer);
      if (fact.contains("disabled due to the mlflow server running")) {
        throw AttemptFailed.forGood(Kind.BAD_ANSWER, fact, null);
      }
      Optional<Duration> wait = RetryAfter.parse(answer.header("Retry-After"), settings.clock());
      if (status == 429 || (status == 503 && wait.isPresent())) {
        throw AttemptFailed.putOff(fact, wait);
      }
      throw AttemptFailed.perhapsDone(fact, null);
    }
  }

  /** Returns the start of a body for people, in brackets, or nothing if it is none of theirs. */
  private static String excerpt(Answer answer) throws InterruptedIOException {
    if (answer.header("Content-Type").contains("html")) {
      return "";
    }
    try {
      String text =
          new String(answer.body().readNBytes(EXCERPT_BYTES), StandardCharsets.UTF_8)
              .replaceAll("\\p{Cntrl}+", " ")
              .strip();
      return text.isEmpty() ? "" : " (" + text + ")";
    } catch (InterruptedIOException interrupted) {
      throw interrupted;
    } catch (IOException broken) {
      return "";
    }
  }
}
