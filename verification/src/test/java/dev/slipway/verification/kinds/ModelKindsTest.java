package dev.slipway.verification.kinds;

import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Parity;
import dev.slipway.Parity.Level;
import dev.slipway.core.BlamedOperator;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.ParityReport;
import dev.slipway.spi.Operator;
import dev.slipway.verification.GeneratedText;
import dev.slipway.verification.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Packages a model of each kind and answers the same rows in every way: what the package states is
 * what is seen. docs/parity.md has the matrix.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A packaged model of each kind")
class ModelKindsTest {

  private final Map<ModelKind, Observation> seen = new EnumMap<>(ModelKind.class);

  @BeforeAll
  void answerEverywhere(@TempDir Path folder) throws IOException {
    for (ModelKind kind : ModelKind.values()) {
      seen.put(kind, Observation.of(kind, Files.createDirectory(folder.resolve(kind.name()))));
    }
  }

  private Observation of(ModelKind kind) {
    return Objects.requireNonNull(seen.get(kind));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("has equal answers in every way, as its package states")
  void levelHolds(ModelKind kind) {
    Observation observation = of(kind);

    assertThat(observation.strict().parity()).isEqualTo(Parity.exact());
    assertThat(observation.byRules()).allSatisfy((way, cell) -> assertThat(cell.isNone()).isTrue());
    assertAnswered(observation.byRules(), observation.strict().execution());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("differs without its rules in just the ways that it is known for")
  void rulesAreNeeded(ModelKind kind) {
    Map<Way, Difference> cells = of(kind).without();
    ParityReport strict = of(kind).strict();

    assertAnswered(cells, ExecutionRules.unrestricted());
    Set<Way> differing = EnumSet.allOf(Way.class);
    differing.removeIf(way -> Objects.requireNonNull(cells.get(way)).isNone());
    assertThat(differing).isEqualTo(kind.differing());
    boolean restricted = !strict.execution().equals(ExecutionRules.unrestricted());
    assertThat(restricted).isEqualTo(!differing.isEmpty());
    Optional<Operator> blamed = strict.operator().flatMap(BlamedOperator::operator);
    assertThat(blamed.map(Operator::type))
        .isEqualTo(restricted ? Optional.of(kind.operator()) : Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("is run without rules where a weak level will do, and is as equal as it then states")
  void weakerLevelHolds(ModelKind kind) {
    ParityReport loose = of(kind).loose();
    Collection<Difference> cells = of(kind).without().values();

    assertThat(loose.execution()).isEqualTo(ExecutionRules.unrestricted());
    assertThat(cells).allSatisfy(cell -> assertThat(cell.isAsStated()).isTrue());
    Level stated = loose.parity().level();
    Level seen = cells.stream().map(Difference::level).max(naturalOrder()).orElseThrow();
    assertThat(seen).isLessThanOrEqualTo(stated);
    assertThat(seen == Level.EXACT).isEqualTo(stated == Level.EXACT);
  }

  private static void assertAnswered(Map<Way, Difference> cells, ExecutionRules rules) {
    Set<Way> answered = EnumSet.allOf(Way.class);
    answered.removeIf(way -> Observation.isRefused(way, rules));
    assertThat(cells).containsOnlyKeys(answered);
    assertThat(cells.values())
        .allSatisfy(cell -> assertThat(cell.rows()).isGreaterThanOrEqualTo(Trial.rows()));
  }

  @Test
  @DisplayName("stands in the page on parity with what was seen")
  void pageSaysWhatWasSeen() throws IOException {
    String page = Files.readString(Repository.root().resolve("docs/parity.md"));
    String matrix = KindMatrix.of(seen);

    assertThat(KindMatrix.isAlike(GeneratedText.in(page, "kinds"), matrix))
        .as("docs/parity.md says what was seen; between the marks 'kinds' put this:%n%s", matrix)
        .isTrue();
  }
}
