package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Records of a package that is not open")
class ClosedPackageTest {

  @TempDir private Path directory;

  @Test
  @DisplayName("are refused with what to open, once for each record")
  void closed() throws Exception {
    Class<? extends Record> input = compiled("In").asSubclass(Record.class);
    EchoPredictor echo =
        new EchoPredictor(
            List.of(
                Signature.Field.column("x", ElementType.FLOAT32),
                Signature.Field.column("y", ElementType.FLOAT32)));
    assertThatThrownBy(() -> echo.as(input, input))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot use In and In with echo 1 (000000000000): In: its package is closed to"
                + " reflection (open closed to dev.slipway)");
  }

  /** Compiles a module that exports and opens nothing, and loads a record of it. */
  private Class<?> compiled(String name) throws Exception {
    Path module = directory.resolve("module-info.java");
    Path record = directory.resolve(name + ".java");
    Files.writeString(module, "module closed {}");
    Files.writeString(record, "package closed; public record " + name + "(float x, float y) {}");
    int failures =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-d",
                directory.toString(),
                module.toString(),
                record.toString());
    assertThat(failures).isZero();
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration()
            .resolve(ModuleFinder.of(directory), ModuleFinder.of(), Set.of("closed"));
    return boot.defineModulesWithOneLoader(configuration, getClass().getClassLoader())
        .findLoader("closed")
        .loadClass("closed." + name);
  }
}
