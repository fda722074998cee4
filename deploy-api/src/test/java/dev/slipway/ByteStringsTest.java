package dev.slipway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pool of byte strings")
class ByteStringsTest {

  private final ByteStrings strings = new ByteStrings(null);

  private void set(int index, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    strings.set(index, bytes, bytes.length);
  }

  @Test
  @DisplayName("starts every use with empty elements")
  void reset() {
    strings.reset(3);
    set(0, "a");
    set(2, "c");
    strings.reset(2);
    strings.grow(3);
    assertThat(strings.text(0) + strings.text(1) + strings.text(2)).isEmpty();
  }

  @Test
  @DisplayName("keeps equal neighbours apart when one of them changes")
  void shared() {
    strings.reset(3);
    set(0, "same");
    set(1, "same");
    set(0, "other");
    set(2, "same");
    assertThat(strings.text(0)).isEqualTo("other");
    assertThat(strings.text(1)).isEqualTo("same");
    assertThat(strings.text(2)).isEqualTo("same");
  }

  @Test
  @DisplayName("copies into an array that is long enough, else tells the length")
  void copy() {
    strings.reset(1);
    set(0, "four");
    byte[] target = new byte[5];
    assertThat(strings.copy(0, target)).isEqualTo(4);
    assertThat(target).asString().isEqualTo("four\0");
    byte[] small = new byte[3];
    assertThat(strings.copy(0, small)).isEqualTo(4);
    assertThat(small).containsOnly(0);
    assertThat(strings.bytes(0)).asString().isEqualTo("four");
  }

  @Test
  @DisplayName("grows by any length")
  void growth() {
    strings.reset(0);
    for (int index = 0; index < 1000; index++) {
      strings.grow(index + 1);
      set(index, "x".repeat(index));
    }
    for (int index = 0; index < 1000; index++) {
      assertThat(strings.text(index)).hasSize(index);
    }
  }

  @Test
  @DisplayName("refuses more bytes than one array holds")
  void tooMuch() {
    strings.reset(9);
    set(0, "kept");
    assertThatThrownBy(() -> strings.set(1, new byte[0], Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot hold 2147483651 bytes of text in one column: expected at most 2147483639"
                + " (use several tables)");
    assertThat(strings.text(0)).isEqualTo("kept");
  }
}
