package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.InvalidPackageException;
import dev.slipway.RegistryException;
import dev.slipway.SlipwayException;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.Expected;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.Stage;
import dev.slipway.registry.mlflow.MlflowServer.Reply;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Changing what MLflow says")
class ChangingTest extends WithServer {

  private static final ChangeNote ANN = ChangeNote.by("ann");

  @BeforeEach
  void twoVersions() {
    server.state.add("m", flight("one"));
    server.state.add("m", flight("two"));
  }

  @Test
  @DisplayName("sets, moves and removes aliases")
  void aliases() {
    HistoryEntry set = registry.apply(new Change.SetAlias("m", "champion", 1), ANN);
    assertThat(set.from()).isEmpty();
    assertThat(set.to()).hasValue("1");
    assertThat(set.sequence()).as("MLflow keeps no history").isZero();
    HistoryEntry moved = registry.apply(new Change.SetAlias("m", "champion", 2), ANN);
    assertThat(moved.from()).hasValue("1");
    assertThat(registry.find(uri("models:/m@champion")).number()).isEqualTo(2);
    assertThat(registry.model("m").aliases()).isEqualTo(Map.of("champion", 2));

    registry.apply(new Change.RemoveAlias("m", "champion", Expected.anything()), ANN);

    assertThat(registry.model("m").aliases()).isEmpty();
    assertThatThrownBy(
            () -> registry.apply(new Change.RemoveAlias("m", "champion", Expected.anything()), ANN))
        .hasMessageContaining("there is no alias of m 'champion'");
  }

  @Test
  @DisplayName("moves versions to stages, sets and removes tags, describes")
  void others() {
    registry.apply(new Change.SetStage("m", 1, Stage.PRODUCTION, Expected.anything()), ANN);
    registry.apply(new Change.SetTag("m", Optional.of(1), "team/x y", "ops"), ANN);
    registry.apply(new Change.SetTag("m", Optional.empty(), "team", ""), ANN);
    registry.apply(new Change.Describe("m", Optional.of(1), "late or not"), ANN);
    registry.apply(new Change.Describe("m", Optional.empty(), "flights"), ANN);

    assertThat(registry.find(uri("models:/m/Production")).number()).isEqualTo(1);
    assertThat(registry.find(uri("models:/m/1")).tags()).containsEntry("team/x y", "ops");
    assertThat(registry.find(uri("models:/m/1")).description()).isEqualTo("late or not");
    assertThat(registry.model("m").tags()).containsEntry("team", "");
    assertThat(registry.model("m").description()).isEqualTo("flights");

    HistoryEntry gone = registry.apply(new Change.RemoveTag("m", Optional.of(1), "team/x y"), ANN);
    registry.apply(new Change.RemoveTag("m", Optional.empty(), "team"), ANN);
    assertThat(gone.from()).hasValue("ops");
    assertThat(registry.find(uri("models:/m/1")).tags()).isEmpty();
    assertThatThrownBy(() -> registry.apply(new Change.RemoveTag("m", Optional.of(1), "taem"), ANN))
        .hasMessageContaining("there is no tag 'taem'");
  }

  @Test
  @DisplayName("deletes versions that nobody means, and models")
  void deletes() {
    registry.apply(new Change.SetAlias("m", "champion", 1), ANN);
    Change.Delete one = new Change.Delete("m", Optional.of(1));
    assertThatThrownBy(() -> registry.apply(one, ANN))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.REGISTRY_CONFLICT))
        .hasMessageContaining("version 1 is meant by the alias champion, expected one that nobody");
    registry.apply(one, ANN.forced());
    assertThat(registry.versions("m")).hasSize(1);
    registry.apply(new Change.Delete("m", Optional.empty()), ANN);
    assertThat(registry.models()).isEmpty();
  }

  @Test
  @DisplayName("refuses to promote what may not serve, unless forced")
  void gates() {
    Map<String, byte[]> unproved = flight("three");
    unproved.remove("golden.jsonl");
    server.state.add("m", unproved);

    assertThatThrownBy(() -> registry.apply(new Change.SetAlias("m", "champion", 3), ANN))
        .isInstanceOfSatisfying(
            InvalidPackageException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PROMOTION_REFUSED))
        .hasMessageContaining("golden records");
    assertThatThrownBy(
            () ->
                registry.apply(
                    new Change.SetStage("m", 3, Stage.STAGING, Expected.anything()), ANN))
        .hasMessageContaining("golden records");
    assertThat(registry.model("m").aliases()).isEmpty();
    registry.apply(new Change.SetStage("m", 3, Stage.ARCHIVED, Expected.anything()), ANN);
    registry.apply(new Change.SetAlias("m", "champion", 3), ANN.forced());
    assertThat(registry.model("m").aliases()).isEqualTo(Map.of("champion", 3));
  }

  @Test
  @DisplayName("refuses what MLflow cannot do: to compare before it changes, and to tell a history")
  void unsupported() {
    for (Change change :
        new Change[] {
          new Change.SetAlias("m", "champion", 1, Expected.nothing()),
          new Change.SetAlias("m", "champion", 1, Expected.version(2)),
          new Change.RemoveAlias("m", "champion", Expected.version(2)),
          new Change.SetStage("m", 1, Stage.STAGING, Expected.stage(Stage.NONE))
        }) {
      assertThatThrownBy(() -> registry.apply(change, ANN))
          .isInstanceOfSatisfying(
              RegistryException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.REGISTRY_UNSUPPORTED))
          .hasMessageContaining("MLflow cannot compare before it changes");
    }
    assertThatThrownBy(() -> registry.history("m"))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.REGISTRY_UNSUPPORTED))
        .hasMessageContaining("MLflow keeps none, expected a registry that does (file:DIR)");
    assertThat(server.count("POST", "")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "LATEST", "v3", "V12", "a b", "", "a/b", "x\u0000"})
  @DisplayName("refuses aliases that MLflow does not take")
  void badAliases(String alias) {
    assertThatThrownBy(() -> registry.apply(new Change.SetAlias("m", alias, 1), ANN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is none that MLflow takes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a;b", "slipway.digest", "x\n"})
  @DisplayName("refuses tags that MLflow does not take, or that Slipway keeps for itself")
  void badTags(String key) {
    assertThatThrownBy(() -> registry.apply(new Change.SetTag("m", Optional.of(1), key, "v"), ANN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is none to set");
  }

  @Test
  @DisplayName("tells what is not there, and what the server refuses")
  void refusals() {
    assertThatThrownBy(() -> registry.apply(new Change.SetAlias("m", "a", 9), ANN))
        .hasMessageContaining("there is no version of m '9'");
    assertThatThrownBy(() -> registry.apply(new Change.Describe("n", Optional.empty(), "x"), ANN))
        .hasMessageContaining("there is no model 'n', nearest is 'm'");
    server.fault(
        1,
        seen -> seen.is("POST", "set-tag"),
        Reply.json(
            400,
            "{\"error_code\": \"INVALID_PARAMETER_VALUE\", \"message\": \"value is too long\"}"));
    assertThatThrownBy(() -> registry.apply(new Change.SetTag("m", Optional.of(1), "k", "v"), ANN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("INVALID_PARAMETER_VALUE: value is too long");
    server.fault(
        1,
        seen -> seen.is("POST", "transition-stage"),
        Reply.json(404, "{\"error_code\": \"ENDPOINT_NOT_FOUND\", \"message\": \"gone\"}"));
    assertThatThrownBy(
            () ->
                registry.apply(
                    new Change.SetStage("m", 1, Stage.ARCHIVED, Expected.anything()), ANN))
        .isInstanceOfSatisfying(
            SlipwayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.REGISTRY_UNSUPPORTED));
  }
}
