package dev.slipway.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Adding variants")
class InterruptedAddingTest {

  @TempDir private Path temporary;
  private Path made = Path.of("");

  @BeforeEach
  void write() throws IOException {
    made = PackageFixture.write(Files.createDirectory(temporary.resolve("alone")));
  }

  private Path beside(String what) {
    return made.resolveSibling(".p.slipway-add-" + what);
  }

  @Test
  @DisplayName("removes what attempts that were killed have left, in the package and beside it")
  void leftovers() throws IOException {
    Files.createDirectories(made.resolve("variants/half"));
    Files.writeString(made.resolve("variants/half/model.onnx"), "half");
    Files.writeString(beside("note"), "half\n");
    Files.createDirectories(beside("0123-4567/variants/half"));
    Files.writeString(beside("0123-4567/slipway.yaml"), "format:");
    Files.writeString(beside("lock"), "of somebody who is dead");

    assertThat(PackageFixture.answering(made)).containsExactly("onnx");
    AddVariant.add(made, "copy");
    PackageFixture.assertOnly(made, "copy");
  }

  @Test
  @DisplayName("keeps a variant that was added before the attempt was killed")
  void added() throws IOException {
    AddVariant.add(made, "copy");
    Files.writeString(beside("note"), "copy\n");

    AddVariant.add(made, "other");
    PackageFixture.assertOnly(made, "copy", "other");
  }

  @Test
  @DisplayName(
      "is refused while somebody else adds, in this process or another, and leaves no trace")
  void twoWriters() throws IOException {
    AddVariant.add(
        made,
        "copy",
        source -> {
          assertThatThrownBy(() -> AddVariant.add(made, "other"))
              .isInstanceOf(IOException.class)
              .hasMessageStartingWith("Cannot write " + made + ": somebody else is adding")
              .hasMessageContaining("try again when that has ended");
          ChildJvm.End end =
              ChildJvm.with(entry -> true).run(AddVariant.class, made.toString(), "other");
          assertThat(end.output()).contains("somebody else is adding");
          assertThat(end.exitCode()).isEqualTo(AddVariant.CANNOT_WRITE);
        });
    PackageFixture.assertOnly(made, "copy");
    AddVariant.add(made, "other");
    PackageFixture.assertOnly(made, "copy", "other");
  }
}
