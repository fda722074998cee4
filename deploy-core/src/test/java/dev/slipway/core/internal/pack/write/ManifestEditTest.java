package dev.slipway.core.internal.pack.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Editing slipway.yaml")
class ManifestEditTest {

  private static String edited(String text) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("parity", "{P}");
    entries.put("execution", "{E}");
    String once = ManifestEdit.edited(text, entries);
    assertThat(ManifestEdit.edited(once, entries)).isEqualTo(once);
    return once;
  }

  @Test
  @DisplayName("replaces entries and keeps comments, order and blank lines")
  void replaces() {
    String text =
        """
        # top
        execution:   # why
          intra-op: 1

          batch: any   # because
        # between

        format: slipway/1
        parity: {level: exact}   # behind
        name: x
        """;
    assertThat(edited(text))
        .isEqualTo(
            """
            # top
            execution: {E}   # because
            # between

            format: slipway/1
            parity: {P}   # behind
            name: x
            """);
  }

  @Test
  @DisplayName("adds what is missing behind the last entry, or behind the other of the two")
  void adds() {
    assertThat(edited("format: slipway/1\nmodel: m.onnx # last\n\n# end\n"))
        .isEqualTo(
            "format: slipway/1\nmodel: m.onnx # last\nparity: {P}\nexecution: {E}\n\n# end\n");
    assertThat(edited("parity:\n  level: exact\nformat: slipway/1"))
        .isEqualTo("parity: {P}\nexecution: {E}\nformat: slipway/1");
    assertThat(edited("format: slipway/1"))
        .isEqualTo("format: slipway/1\nparity: {P}\nexecution: {E}");
  }

  @Test
  @DisplayName("keeps the line ends of the file, and its indentation")
  void lines() {
    assertThat(edited("format: slipway/1\r\nname: x\r\n"))
        .isEqualTo("format: slipway/1\r\nname: x\r\nparity: {P}\r\nexecution: {E}\r\n");
    assertThat(edited("  format: slipway/1\n  name: x\n"))
        .isEqualTo("  format: slipway/1\n  name: x\n  parity: {P}\n  execution: {E}\n");
  }

  @Test
  @DisplayName("leaves a text of several lines at the end alone")
  void literal() {
    assertThat(edited("format: slipway/1 # f\ndescription: |\n  one\n  two"))
        .isEqualTo(
            "format: slipway/1 # f\nparity: {P}\nexecution: {E}\ndescription: |\n  one\n  two");
  }

  @Test
  @DisplayName("writes into braces where the file is written so")
  void braces() {
    assertThat(edited("{format: slipway/1, \"parity\": {level: exact}, name: x}"))
        .isEqualTo("{format: slipway/1, parity: {P}, execution: {E}, name: x}");
    assertThat(edited("{format: slipway/1}\n"))
        .isEqualTo("{format: slipway/1, parity: {P}, execution: {E}}\n");
  }

  @Test
  @DisplayName(
      "counts characters beyond 16 bits, marks of order and several documents' marks right")
  void codePoints() {
    assertThat(edited("\uFEFF# 🛫 ü\nname: '🛬'\nparity: {level: exact}\nformat: slipway/1\n"))
        .isEqualTo("\uFEFF# 🛫 ü\nname: '🛬'\nparity: {P}\nexecution: {E}\nformat: slipway/1\n");
    assertThat(edited("---\nformat: slipway/1\n...\n"))
        .isEqualTo("---\nformat: slipway/1\nparity: {P}\nexecution: {E}\n...\n");
  }

  @Test
  @DisplayName("fills entries that have no value, and lists that stand at the margin")
  void odd() {
    assertThat(edited("format: slipway/1\nparity:\nexecution: ~\nsteps:\n- {type: a}\n"))
        .isEqualTo("format: slipway/1\nparity: {P}\nexecution: {E}\nsteps:\n- {type: a}\n");
    assertThat(edited("format: slipway/1\nsteps:\n- type: a\n  into:\n  - b # c\n\n"))
        .isEqualTo(
            "format: slipway/1\nsteps:\n- type: a\n  into:\n  - b # c\nparity: {P}\nexecution:"
                + " {E}\n\n");
  }
}
