package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.core.fixtures.OnnxModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The digest is of names' order and contents, and of nothing else. */
class PackageDigestTest {

  private static final String CODE_PATHS =
      "43ec5faad830b615a2e97ca56187a3dbe5f44735c822179d6846f2cbc166b709";

  @TempDir Path temp;

  private static String digest(Path path) {
    try (ModelPackage model = ModelPackage.read(path)) {
      return model.version().digest();
    }
  }

  private static Map<String, byte[]> files(Path folder, String prefix) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Path file : Fixtures.files(folder)) {
      files.put(prefix + folder.relativize(file), Files.readAllBytes(file));
    }
    return files;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrapped/"})
  @DisplayName("an archive has its folder's digest in every order of entries")
  void archive(String prefix) throws IOException {
    Map<String, byte[]> files = files(Fixtures.mlflow("2.17.2-code-paths"), prefix);
    List<String> names = new ArrayList<>(files.keySet());
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(names, new Random(seed));
      Map<String, byte[]> shuffled = new LinkedHashMap<>();
      names.forEach(name -> shuffled.put(name, files.get(name)));
      assertThat(digest(Fixtures.zip(temp.resolve(seed + ".zip"), shuffled))).isEqualTo(CODE_PATHS);
    }
  }

  @Test
  @DisplayName("times, annotations, signatures and git's files do not count")
  void whatDoesNotCount() throws IOException {
    Fixtures.copy(Fixtures.mlflow("2.17.2-code-paths"), temp);
    Files.setLastModifiedTime(temp.resolve("MLmodel"), FileTime.fromMillis(0));
    Fixtures.write(temp, "model.sig", "{}");
    Fixtures.write(temp, "registered_model_meta", "model_name: m\nmodel_version: '4'\n");
    Fixtures.write(temp, ".git/HEAD", "ref");
    Fixtures.write(temp, ".github/workflows/a.yml", "x");
    Fixtures.write(temp, ".gitignore", "x");
    Fixtures.write(temp, ".gitattributes", "x");
    Files.createDirectories(temp.resolve("empty"));
    try (ModelPackage model = ModelPackage.read(temp)) {
      assertThat(model.version().digest()).isEqualTo(CODE_PATHS);
      assertThat(model.version().name()).isEqualTo("m");
      assertThat(model.version().version()).isEqualTo("4");
    }
  }

  @Test
  @DisplayName("the same names further down do count")
  void whatCountsBelow() throws IOException {
    Fixtures.copy(Fixtures.mlflow("2.17.2-code-paths"), temp);
    Fixtures.write(temp, "code/.gitignore", "x");
    assertThat(digest(temp)).isNotEqualTo(CODE_PATHS);
  }

  @Test
  @DisplayName("every bit of every file counts")
  void everyBit() throws IOException {
    Fixtures.copy(Fixtures.mlflow("2.17.2-code-paths"), temp);
    for (Path file :
        List.of(temp.resolve("requirements.txt"), temp.resolve("code/features/table.pkl"))) {
      byte[] content = Files.readAllBytes(file);
      for (int bit = 0; bit < content.length * 8; bit += 7) {
        byte[] flipped = content.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        Files.write(file, flipped);
        assertThat(digest(temp)).isNotEqualTo(CODE_PATHS);
      }
      Files.write(file, content);
    }
    assertThat(digest(temp)).isEqualTo(CODE_PATHS);
  }

  @Test
  @DisplayName("a bare file is a package of one file")
  void bareFile() throws IOException, NoSuchAlgorithmException {
    Path file = Fixtures.write(temp, "credit.onnx", OnnxModels.linear());
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    String expected = HexFormat.of().formatHex(sha256.digest(sha256.digest(OnnxModels.linear())));
    try (ModelPackage model = ModelPackage.read(file)) {
      assertThat(model.version().digest()).isEqualTo(expected);
      assertThat(model.version().name()).isEqualTo("credit");
      assertThat(model.signature()).isEmpty();
    }
    Path zip = Fixtures.zip(temp.resolve("c.zip"), Map.of("credit.onnx", OnnxModels.linear()));
    assertThat(digest(zip)).isEqualTo(expected);
  }

  @Test
  @DisplayName("paths are ordered by code points, not by UTF-16 units")
  void codePoints() throws IOException, NoSuchAlgorithmException {
    String beyond = new String(Character.toChars(0x1F600)) + ".txt";
    String below = "\uFF5E.txt";
    Fixtures.described(temp, "format: slipway/1\nmodel: model.onnx\n");
    Fixtures.write(temp, beyond, "1");
    Fixtures.write(temp, below, "2");
    MessageDigest all = MessageDigest.getInstance("SHA-256");
    for (String path : List.of("model.onnx", "slipway.yaml", below, beyond)) {
      MessageDigest one = MessageDigest.getInstance("SHA-256");
      all.update(one.digest(Files.readAllBytes(temp.resolve(path))));
    }
    assertThat(digest(temp)).isEqualTo(HexFormat.of().formatHex(all.digest()));
  }
}
