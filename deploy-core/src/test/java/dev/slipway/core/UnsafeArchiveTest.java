package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidPackageException;
import dev.slipway.core.fixtures.CraftedZip;
import dev.slipway.core.fixtures.CraftedZip.Entry;
import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.core.fixtures.OnnxModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an archive may not be; nothing is left behind by one that is refused. */
class UnsafeArchiveTest {

  @TempDir Path temp;
  private final CraftedZip zip = new CraftedZip();
  private Set<Path> before;

  @BeforeEach
  void start() throws IOException {
    before = temporaryFolders();
    zip.add("slipway.yaml", "format: slipway/1\nmodel: model.onnx\n");
    zip.add(new Entry("model.onnx", OnnxModels.linear()));
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    assertThat(temporaryFolders()).isEqualTo(before);
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files.map(p -> p.getFileName().toString())).containsOnly("m.zip");
    }
  }

  private static Set<Path> temporaryFolders() throws IOException {
    String own = "slipway-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(p -> p.getFileName().toString().startsWith(own))
          .collect(Collectors.toSet());
    }
  }

  private Path file() {
    return temp.resolve("m.zip");
  }

  private void refused(String problem) throws IOException {
    zip.write(file());
    assertThatThrownBy(() -> ModelPackage.read(file()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessage("Cannot read " + file() + ": " + problem);
  }

  private static Entry entry(String name) {
    return new Entry(name, "content of some length".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("the archive is fine without the mistakes below")
  void fine() throws IOException {
    zip.add(entry("weights/a.bin")).write(file());
    try (ModelPackage model = ModelPackage.read(file())) {
      assertThat(model.files()).containsExactly("model.onnx", "slipway.yaml", "weights/a.bin");
      assertThat(model.version().name()).isEqualTo("m");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../x | has a segment '..'",
        "a/../../x | has a segment '..'",
        "/etc/x | is absolute",
        "C:\\x | has a backslash",
        "C:/x | has a drive letter",
        "a\\..\\x | has a backslash",
        "a//x | has an empty segment"
      })
  @DisplayName("names that lead out")
  void slip(String name, String fault) throws IOException {
    zip.add(entry(name));
    refused(name + ": the path " + fault + ", expected one inside the package");
  }

  @Test
  @DisplayName("a symbolic link")
  void link() throws IOException {
    zip.add(entry("link").mode(0xA1FF));
    refused("link: is a link or a device, expected a file (zip what it points to)");
  }

  @Test
  @DisplayName("a device")
  void device() throws IOException {
    zip.add(entry("device").mode(0x21B6));
    refused("device: is a link or a device, expected a file (zip what it points to)");
  }

  @Test
  @DisplayName("an encrypted entry")
  void encrypted() throws IOException {
    zip.add(entry("a").flags(1));
    refused("a: is encrypted, expected a plain entry");
  }

  @Test
  @DisplayName("a method that nobody needs")
  void method() throws IOException {
    zip.add(entry("a").method(12));
    refused("a: is packed by method 12, expected stored or deflated");
  }

  @Test
  @DisplayName("a stored entry with two sizes")
  void stored() throws IOException {
    Entry entry = entry("a").method(0);
    zip.add(entry.size(1_000));
    assertThatThrownBy(() -> ModelPackage.read(zip.write(file())))
        .hasMessageMatching(".*: a: is stored with \\d+ bytes but says it has 1000");
  }

  @Test
  @DisplayName("a bomb that tells its ratio")
  void bomb() throws IOException {
    Entry bomb = new Entry("zeros.bin", new byte[3 << 20]);
    zip.add(bomb).write(file());
    assertThatThrownBy(() -> ModelPackage.read(file()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageMatching(
            ".*: zeros.bin: unpacks from \\d+ to 3145728 bytes, expected at most 200 to 1 \\(store"
                + " it uncompressed if that is right\\)");
  }

  @Test
  @DisplayName("a bomb that lies about its size")
  void lyingBomb() throws IOException {
    zip.add(new Entry("zeros.bin", new byte[3 << 20]).size(1000));
    refused("zeros.bin: is longer than the 1000 bytes it says");
  }

  @Test
  @DisplayName("an entry that is shorter than it says")
  void shorter() throws IOException {
    zip.add(entry("a").size(100));
    refused("a: is shorter than the 100 bytes it says");
  }

  @Test
  @DisplayName("an entry larger than all packages may be")
  void tooLarge() throws IOException {
    zip.add(entry("a").size(0xFFFF0000L)).add(entry("b").size(0xFFFF0000L));
    assertThatThrownBy(() -> ModelPackage.read(zip.write(file())))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("unpacks to 8589803678 bytes, expected at most 4294967296");
  }

  @Test
  @DisplayName("a wrong checksum")
  void checksum() throws IOException {
    zip.add(entry("a").crc(1));
    refused("a: is damaged: its checksum is wrong");
  }

  @Test
  @DisplayName("compressed data that is none")
  void damagedData() throws IOException {
    zip.add(entry("a").damaged());
    refused("a: is damaged: its compressed data cannot be read");
  }

  @Test
  @DisplayName("two entries over the same bytes")
  void overlap() throws IOException {
    zip.add(entry("a").localName("a").header(0));
    assertThatThrownBy(() -> ModelPackage.read(zip.write(file())))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("a: contradicts the archive's directory in its own header")
        .hasMessageContaining("overlaps another entry, expected entries one after the other");
  }

  @Test
  @DisplayName("a local header of another name")
  void otherName() throws IOException {
    zip.add(entry("a").localName("b"));
    refused("a: contradicts the archive's directory in its own header");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.onnx | model.onnx: stands twice, expected distinct names",
        "Model.ONNX | Model.ONNX: and model.onnx differ only in case or Unicode form, expected"
            + " distinct names",
        "model.onnx/x | model.onnx/x: lies in model.onnx, which is a file, expected distinct names"
      })
  @DisplayName("names that overwrite each other")
  void twins(String name, String problem) throws IOException {
    zip.add(entry(name));
    refused(problem);
  }

  @Test
  @DisplayName("too many entries")
  void tooMany() throws IOException {
    for (int i = 0; i < 20_000; i++) {
      zip.add(entry("f" + i));
    }
    refused("has 20002 entries, expected at most 20000");
  }

  @Test
  @DisplayName("all that is wrong is told together")
  void together() throws IOException {
    zip.add(entry("../a")).add(entry("b").flags(1)).write(file());
    assertThatThrownBy(() -> ModelPackage.read(file()))
        .hasMessageStartingWith("Cannot read " + file() + ": 2 problems\n  - ../a: the path has");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 40})
  @DisplayName("an archive that is cut off")
  void truncated(int eighths) throws IOException {
    byte[] whole = zip.bytes();
    Files.write(file(), Arrays.copyOf(whole, whole.length * eighths / 41));
    assertThatThrownBy(() -> ModelPackage.read(file()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageMatching(".*: is not a whole zip archive: it has no end \\(copy it again\\)");
  }

  @Test
  @DisplayName("a file that is no archive")
  void garbage() throws IOException {
    Fixtures.write(temp, "m.zip", "these are not the bytes of a zip archive");
    assertThatThrownBy(() -> ModelPackage.read(file()))
        .hasMessage(
            "Cannot read "
                + file()
                + ": is neither a folder, a whole zip archive nor an .onnx or .tflite file");
  }
}
