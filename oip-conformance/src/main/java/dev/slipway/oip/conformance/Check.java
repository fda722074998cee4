package dev.slipway.oip.conformance;

import java.io.IOException;

/** Something that a server should do. */
record Check(String id, String title, Body body) {

  /** Asks the server. */
  interface Body {

    /**
     * Returns if all is well.
     *
     * @throws ViolationException if the server does something else
     * @throws SkippedException if there is nothing to check
     */
    void run() throws IOException, InterruptedException;
  }

  CheckResult result() {
    try {
      body.run();
      return new CheckResult(id, title, CheckResult.Outcome.PASSED, "");
    } catch (SkippedException skipped) {
      return of(CheckResult.Outcome.SKIPPED, skipped);
    } catch (ViolationException violation) {
      return of(CheckResult.Outcome.FAILED, violation);
    } catch (IOException | RuntimeException failure) {
      return new CheckResult(
          id, title, CheckResult.Outcome.FAILED, "no answer that can be read: " + failure);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new CheckResult(id, title, CheckResult.Outcome.SKIPPED, "it was interrupted");
    }
  }

  private CheckResult of(CheckResult.Outcome outcome, RuntimeException reason) {
    return new CheckResult(id, title, outcome, String.valueOf(reason.getMessage()));
  }

  /** A server that does something else. */
  static final class ViolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ViolationException(String seen) {
      super(seen, null, false, false);
    }
  }

  /** Nothing to check. */
  static final class SkippedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SkippedException(String reason) {
      super(reason, null, false, false);
    }
  }

  static void expect(boolean holds, String seen) {
    if (!holds) {
      throw new ViolationException(seen);
    }
  }
}
