package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A column buffer that is used again")
class ColumnBufferReuseTest {

  @Test
  @DisplayName("keeps a string apart from an equal one that stood in a null row's place before")
  void nullRowLeavesNothingBehind() {
    ColumnBuffer column = new ColumnBuffer(ElementType.STRING, Shape.scalar());
    add(column, "xx");
    column.clear();
    column.addNull();
    add(column, "xx");
    add(column, "zz");
    assertThat(column.stringAt(1)).isEqualTo("xx");
    assertThat(column.stringAt(2)).isEqualTo("zz");
  }

  private static void add(ColumnBuffer column, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    column.addBytes(bytes, bytes.length);
  }
}
