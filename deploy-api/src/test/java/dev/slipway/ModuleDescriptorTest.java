package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The module of the API")
class ModuleDescriptorTest {

  @Test
  @DisplayName("exports its two packages to all, and needs nothing at run time")
  void descriptor() throws Exception {
    ModuleDescriptor module = read();
    assertThat(module.name()).isEqualTo("dev.slipway");
    assertThat(module.isOpen()).isFalse();
    assertThat(module.exports())
        .allSatisfy(export -> assertThat(export.isQualified()).isFalse())
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactlyInAnyOrder("dev.slipway", "dev.slipway.spi");
    assertThat(module.opens()).isEmpty();
    assertThat(module.uses()).isEmpty();
    assertThat(module.provides()).isEmpty();
    Map<String, Set<Requires.Modifier>> requires =
        module.requires().stream().collect(Collectors.toMap(Requires::name, Requires::modifiers));
    assertThat(requires)
        .containsOnlyKeys("java.base", "org.jspecify")
        .containsEntry(
            "org.jspecify", Set.of(Requires.Modifier.STATIC, Requires.Modifier.TRANSITIVE));
  }

  private static ModuleDescriptor read() throws Exception {
    Path classes =
        Path.of(Predictor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (InputStream descriptor = Files.newInputStream(classes.resolve("module-info.class"))) {
      return ModuleDescriptor.read(descriptor);
    } catch (IOException notThere) {
      throw new AssertionError("no module-info.class in " + classes, notThere);
    }
  }
}
