package dev.slipway.verification.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Converts the ONNX project's backend test data to TFLite. What the converter takes must come out
 * as the project says; what it refuses is refused with an error of ours, or the test fails.
 */
@Tag("external")
@DisplayName("The ONNX project's test data, converted to TFLite,")
class ConvertedBackendTest {

  private static final Path DATA = Path.of("/usr/share/libonnx-testdata/data");

  @TestFactory
  @DisplayName("comes out where the converter takes it:")
  Stream<DynamicTest> comesOut() throws IOException {
    return BackendCase.below(DATA).stream()
        .filter(BackendCase::isConverted)
        .map(aCase -> DynamicTest.dynamicTest(aCase.name(), aCase::checkConverted));
  }

  @Test
  @DisplayName("is taken in more than a handful of cases")
  void isTaken() throws IOException {
    assertThat(BackendCase.below(DATA).stream().filter(BackendCase::isConverted).count())
        .isGreaterThan(80);
  }
}
