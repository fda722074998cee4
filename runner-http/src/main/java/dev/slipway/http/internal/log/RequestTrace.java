package dev.slipway.http.internal.log;

import dev.slipway.SlipwayException;
import dev.slipway.http.AccessEntry;
import dev.slipway.http.AuditEntry;
import dev.slipway.http.internal.serving.ServedVersion;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known of one request until it is over. Used on its event loop only. */
public final class RequestTrace {

  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final double NANOS_IN_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int LONGEST_PATH = 512;

  private final RequestLogs logs;
  private final String protocol;
  private final String method;
  private final String path;
  private final long receivedNanos = System.nanoTime();
  private @Nullable String id;
  private @Nullable ServedVersion version;
  private @Nullable Throwable failure;
  private int rows;
  private boolean ended;

  /**
   * Starts a trace now.
   *
   * @param logs hear of the request when it is over
   * @param protocol {@code http} or {@code grpc}
   * @param method of the request
   * @param path of the request, may be empty
   */
  public RequestTrace(RequestLogs logs, String protocol, String method, String path) {
    this.logs = logs;
    this.protocol = protocol;
    this.method = method;
    this.path = path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path;
  }

  /** Returns when the trace started, as {@link System#nanoTime} tells it. */
  public long receivedNanos() {
    return receivedNanos;
  }

  /** Takes the caller's name for the request, if it is one of at most 128 visible characters. */
  public void callersId(@Nullable String given) {
    if (id == null && given != null && ID.matcher(given).matches()) {
      id = given;
    }
  }

  /** Returns the name of the request: the caller's, else one that is made if anything is logged. */
  public @Nullable String id() {
    if (id == null && logs.isOn()) {
      id = logs.newId();
    }
    return id;
  }

  /** Takes which version is asked. */
  public void asks(ServedVersion asked) {
    version = asked;
  }

  /** Takes how many rows are asked. */
  public void rows(int count) {
    rows = count;
  }

  /** Takes what went wrong. */
  public void failed(Throwable reason) {
    failure = reason;
  }

  /** Tells the logs; only the first time. */
  public void ended(int status) {
    if (ended || !logs.isOn()) {
      return;
    }
    ended = true;
    Instant time = Instant.now();
    double seconds = (System.nanoTime() - receivedNanos) / NANOS_IN_SECOND;
    String named = String.valueOf(id());
    ServedVersion asked = version;
    logs.access()
        .ifPresent(
            log ->
                log.ended(
                    new AccessEntry(
                        time,
                        protocol,
                        method,
                        path,
                        asked == null ? "" : asked.name(),
                        asked == null ? "" : asked.label(),
                        named,
                        status,
                        seconds)));
    if (asked != null) {
      logs.audit()
          .ifPresent(
              log ->
                  log.predicted(
                      new AuditEntry(
                          time, named, asked.name(), asked.identity(), rows, outcome())));
    }
  }

  private String outcome() {
    if (failure == null) {
      return "answered";
    }
    return failure instanceof SlipwayException known ? known.code().name() : "FAILED";
  }
}
