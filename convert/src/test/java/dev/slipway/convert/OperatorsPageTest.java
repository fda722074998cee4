package dev.slipway.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.convert.internal.tflite.Operators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page on conversion")
class OperatorsPageTest {

  private static final Path PAGE = Path.of("../docs/conversion.md");

  @Test
  @DisplayName("lists every operator that is supported, with what is not supported of it")
  void listsOperators() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("-->\n", page.indexOf("<!-- operators")) + 4;
    assertThat(page.substring(begin, page.indexOf("<!-- /operators", begin))).isEqualTo(table());
  }

  private static String table() {
    StringBuilder table = new StringBuilder("| operator | limits |\n|---|---|\n");
    Operators.limits()
        .forEach((name, limits) -> table.append("| `%s` | %s |\n".formatted(name, limits)));
    return table.toString();
  }
}
