package dev.slipway.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.spi.ModelResolver.Resolved;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The values that engines get and give")
class EngineValuesTest {

  @Test
  @DisplayName("engine options start with one thread and do not change")
  void engineOptions() {
    assertThat(EngineOptions.defaults()).isEqualTo(new EngineOptions(1, Map.of()));
    Map<String, String> settings = new HashMap<>(Map.of("arena", "off"));
    EngineOptions options = new EngineOptions(2, settings);
    settings.clear();
    EngineOptions more = options.with("arena", "on").with("b", "c").withIntraOpThreads(4);
    assertThat(options.settings()).isEqualTo(Map.of("arena", "off"));
    assertThat(more).isEqualTo(new EngineOptions(4, Map.of("arena", "on", "b", "c")));
    assertThatThrownBy(() -> options.settings().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> options.withIntraOpThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("intra-op threads must be from 1 to 256, but was 0");
  }

  @Test
  @DisplayName("formats are named in lower case")
  void formats() {
    assertThat(ModelFormat.ONNX).hasToString("onnx").isEqualTo(new ModelFormat("onnx"));
    for (String wrong : new String[] {"", "ONNX", "a/b", "1x", "a\n"}) {
      assertThatThrownBy(() -> new ModelFormat(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "format must be of lower-case letters, digits and dashes, but was '" + wrong + "'");
    }
    assertThat(new EngineInfo("onnx", "ONNX Runtime", "1.28.0")).hasToString("ONNX Runtime 1.28.0");
  }

  @Test
  @DisplayName("a resolved package is taken as it says itself")
  void resolved() {
    assertThat(Resolved.at(Path.of("m")))
        .isEqualTo(
            new Resolved(Path.of("m"), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void anOperatorShowsItsTypeAndItsNameIfItHasOne() {
    assertThat(new Operator("Gemm", "dense_1", List.of("y"))).hasToString("Gemm 'dense_1'");
    assertThat(new Operator("Relu", "", List.of())).hasToString("Relu");
  }
}
