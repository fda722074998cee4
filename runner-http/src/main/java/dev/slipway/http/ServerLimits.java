package dev.slipway.http;

import java.time.Duration;
import java.util.Objects;

/**
 * What a server takes at most. Immutable.
 *
 * @param bodyBytes the largest body of a request, also of a gRPC message
 * @param rows the most rows of a request
 * @param headBytes the longest head of a request: its line and its headers
 * @param requestTime how long a request may take from its first byte to its last
 * @param answerTime how long a call may take unless its request says less
 * @param idleTime how long a connection may be silent
 * @param queued how many calls may wait for a worker; further ones are refused at once
 */
public record ServerLimits(
    long bodyBytes,
    int rows,
    int headBytes,
    Duration requestTime,
    Duration answerTime,
    Duration idleTime,
    int queued) {

  /** 64 MiB. */
  public static final long DEFAULT_BODY_BYTES = 64L << 20;

  /** A million rows. */
  public static final int DEFAULT_ROWS = 1_000_000;

  /** 16 KiB. */
  public static final int DEFAULT_HEAD_BYTES = 16 << 10;

  /** 30 seconds. */
  public static final Duration DEFAULT_REQUEST_TIME = Duration.ofSeconds(30);

  /** 30 seconds. */
  public static final Duration DEFAULT_ANSWER_TIME = Duration.ofSeconds(30);

  /** A minute. */
  public static final Duration DEFAULT_IDLE_TIME = Duration.ofMinutes(1);

  /** 1,024 calls. */
  public static final int DEFAULT_QUEUED = 1_024;

  /**
   * Checks the components.
   *
   * @param bodyBytes see the record
   * @param rows see the record
   * @param headBytes see the record
   * @param requestTime see the record
   * @param answerTime see the record
   * @param idleTime see the record
   * @param queued see the record
   * @throws IllegalArgumentException if one of them is below 1, or the body beyond 2 GiB
   */
  public ServerLimits {
    check("bodyBytes", bodyBytes, Integer.MAX_VALUE - 8L);
    check("rows", rows, Integer.MAX_VALUE);
    check("headBytes", headBytes, Integer.MAX_VALUE);
    check("requestTime", millis(requestTime), Integer.MAX_VALUE);
    check("answerTime", millis(answerTime), Integer.MAX_VALUE);
    check("idleTime", millis(idleTime), Integer.MAX_VALUE);
    check("queued", queued, Integer.MAX_VALUE);
  }

  private static long millis(Duration duration) {
    return Objects.requireNonNull(duration, "duration").toMillis();
  }

  private static void check(String name, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          name + " must be from 1 to " + most + ", but was " + value);
    }
  }

  /**
   * Returns the defaults.
   *
   * @return the documented constants
   */
  public static ServerLimits defaults() {
    return new ServerLimits(
        DEFAULT_BODY_BYTES,
        DEFAULT_ROWS,
        DEFAULT_HEAD_BYTES,
        DEFAULT_REQUEST_TIME,
        DEFAULT_ANSWER_TIME,
        DEFAULT_IDLE_TIME,
        DEFAULT_QUEUED);
  }

  /**
   * Returns these limits with another largest body.
   *
   * @param bytes at least 1
   * @return new limits
   */
  public ServerLimits withBodyBytes(long bytes) {
    return new ServerLimits(bytes, rows, headBytes, requestTime, answerTime, idleTime, queued);
  }

  /**
   * Returns these limits with another number of rows.
   *
   * @param most at least 1
   * @return new limits
   */
  public ServerLimits withRows(int most) {
    return new ServerLimits(bodyBytes, most, headBytes, requestTime, answerTime, idleTime, queued);
  }

  /**
   * Returns these limits with another time for a request to arrive.
   *
   * @param time at least a millisecond
   * @return new limits
   */
  public ServerLimits withRequestTime(Duration time) {
    return new ServerLimits(bodyBytes, rows, headBytes, time, answerTime, idleTime, queued);
  }

  /**
   * Returns these limits with another time for an answer.
   *
   * @param time at least a millisecond
   * @return new limits
   */
  public ServerLimits withAnswerTime(Duration time) {
    return new ServerLimits(bodyBytes, rows, headBytes, requestTime, time, idleTime, queued);
  }

  /**
   * Returns these limits with another silence of connections.
   *
   * @param time at least a millisecond
   * @return new limits
   */
  public ServerLimits withIdleTime(Duration time) {
    return new ServerLimits(bodyBytes, rows, headBytes, requestTime, answerTime, time, queued);
  }

  /**
   * Returns these limits with another length of the queue.
   *
   * @param calls at least 1
   * @return new limits
   */
  public ServerLimits withQueued(int calls) {
    return new ServerLimits(bodyBytes, rows, headBytes, requestTime, answerTime, idleTime, calls);
  }
}
