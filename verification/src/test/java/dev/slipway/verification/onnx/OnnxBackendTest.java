package dev.slipway.verification.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.verification.GeneratedText;
import dev.slipway.verification.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Runs the ONNX project's backend test data (Debian package {@code libonnx-testdata}, and the
 * locale {@code en_US.UTF-8} for operators that change letters) through the engine. Cases that it
 * does not pass are waived in a file, and must fail.
 */
@Tag("external")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The ONNX project's test data")
class OnnxBackendTest {

  private static final Path DATA = Path.of("/usr/share/libonnx-testdata/data");
  private static final Path ROOT = Repository.root();

  private List<BackendCase> cases = List.of();
  private Map<String, String> waivers = Map.of();

  @BeforeAll
  void readCases() throws IOException {
    assertThat(DATA).as("the Debian package libonnx-testdata").isDirectory();
    cases = BackendCase.below(DATA);
    waivers =
        Waivers.read(ROOT.resolve("verification/src/test/resources/onnx-backend-waivers.txt"));
  }

  @TestFactory
  @DisplayName("comes out, within the tolerance of the project's own runner:")
  Stream<DynamicTest> passes() {
    return cases.stream()
        .filter(aCase -> !waivers.containsKey(aCase.name()))
        .map(aCase -> DynamicTest.dynamicTest(aCase.name(), aCase::check));
  }

  @TestFactory
  @DisplayName("fails as its waiver says:")
  Stream<DynamicTest> fails() {
    return cases.stream()
        .filter(aCase -> waivers.containsKey(aCase.name()))
        .map(aCase -> DynamicTest.dynamicTest(aCase.name(), () -> checkFails(aCase)));
  }

  private void checkFails(BackendCase aCase) {
    assertThatThrownBy(aCase::check)
        .as("this case needs no waiver, or one with another message")
        .hasMessageContaining(waivers.getOrDefault(aCase.name(), ""));
  }

  @Test
  @DisplayName("has every case that is waived")
  void waiversAreOfCases() {
    assertThat(cases).extracting(BackendCase::name).containsAll(waivers.keySet());
  }

  @Test
  @DisplayName("is counted in the page on engines")
  void pageSaysWhatWasSeen() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/engines.md"));
    assertThat(GeneratedText.in(page, "backend")).isEqualTo(counts());
  }

  private String counts() {
    StringBuilder table =
        new StringBuilder("| kind | cases | passed | waived |\n|---|---|---|---|\n");
    Map<String, List<BackendCase>> kinds =
        cases.stream()
            .collect(Collectors.groupingBy(BackendCase::kind, TreeMap::new, Collectors.toList()));
    kinds.forEach((kind, ofKind) -> table.append(row(kind, ofKind)));
    return table.append(row("all", cases)).toString();
  }

  private String row(String kind, List<BackendCase> ofKind) {
    Predicate<BackendCase> isWaived = aCase -> waivers.containsKey(aCase.name());
    long waived = ofKind.stream().filter(isWaived).count();
    return "| %s | %d | %d | %d |\n".formatted(kind, ofKind.size(), ofKind.size() - waived, waived);
  }
}
