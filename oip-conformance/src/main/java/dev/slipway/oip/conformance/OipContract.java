package dev.slipway.oip.conformance;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The checks as tests, for authors of servers: extend it and say where yours is. */
public abstract class OipContract {

  /** For subclasses. */
  protected OipContract() {}

  /**
   * Returns the server, which is running.
   *
   * @return where it is, and a model of it
   */
  protected abstract ConformanceTarget target();

  /**
   * Makes a test of each check.
   *
   * @return tests; those of what the server does not claim are aborted
   */
  @TestFactory
  protected Stream<DynamicTest> protocol() {
    return Conformance.check(target()).results().stream().map(OipContract::test);
  }

  private static DynamicTest test(CheckResult result) {
    return DynamicTest.dynamicTest(
        result.id() + ": " + result.title(),
        () -> {
          Assumptions.assumeTrue(result.outcome() != CheckResult.Outcome.SKIPPED, result.detail());
          if (result.outcome() == CheckResult.Outcome.FAILED) {
            fail(result.detail());
          }
        });
  }
}
