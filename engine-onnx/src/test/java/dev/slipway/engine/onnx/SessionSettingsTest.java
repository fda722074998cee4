package dev.slipway.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.slipway.EngineException;
import dev.slipway.Shape;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every setting is taken or refused, none is without effect. */
class SessionSettingsTest {

  private static final EngineOptions DEFAULTS = EngineOptions.defaults();

  private static LoadedModel load(EngineOptions options) {
    return new OnnxEngineProvider().load(TinyModel.of("Neg").artefact(), options);
  }

  @ParameterizedTest
  @CsvSource({
    "graph-optimization,none",
    "graph-optimization,basic",
    "graph-optimization,extended",
    "graph-optimization,layout",
    "graph-optimization,all",
    "cpu-arena,true",
    "cpu-arena,false",
    "memory-pattern,true",
    "memory-pattern,false",
    "spinning,true",
    "spinning,false",
    "execution-providers,cpu"
  })
  @DisplayName("a model runs with each value of each setting")
  void taken(String name, String value) {
    try (LoadedModel model = load(DEFAULTS.with(name, value));
        Execution execution = model.newExecution()) {
      execution.input(0, Shape.of(1, 3)).bytes().putFloat(0, 1.5f);
      execution.run();
      assertThat(execution.output(0).doubleAt(0)).isEqualTo(-1.5);
    }
  }

  @Test
  @DisplayName("an unknown setting is refused with the nearest one, together with wrong values")
  void unknown() {
    EngineOptions options = DEFAULTS.with("memory-patern", "true").with("spinning", "yes");
    assertThatThrownBy(() -> load(options))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Cannot load model.onnx: there is no setting 'memory-patern' of the engine onnx,"
                + " expected one of graph-optimization, cpu-arena, memory-pattern, spinning,"
                + " execution-providers (did you mean 'memory-pattern'?); setting 'spinning' is"
                + " 'yes', expected one of true, false");
  }

  @Test
  @DisplayName("an execution provider that is absent is refused with those that are there")
  void absentProvider() {
    assertThatThrownBy(() -> load(DEFAULTS.with("execution-providers", "cuda,cpu")))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Cannot load model.onnx: execution provider 'cuda' is not in this ONNX Runtime,"
                + " expected one of cpu (another build of ONNX Runtime may have it)");
  }

  @Test
  @DisplayName("idle threads do not spin unless asked to")
  void spinningIsOff() throws OrtException {
    assertThat(spinning(DEFAULTS)).isEqualTo("0");
    assertThat(spinning(DEFAULTS.with("spinning", "true"))).isEqualTo("1");
  }

  private static String spinning(EngineOptions options) throws OrtException {
    try (SessionOptions made = SessionSettings.of("m", options).toSessionOptions("m")) {
      return made.getConfigEntries().get("session.intra_op.allow_spinning");
    }
  }
}
