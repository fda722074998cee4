package dev.slipway.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.InvalidPackageException;
import dev.slipway.Predictor;
import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.core.fixtures.OnnxModels;
import dev.slipway.core.fixtures.SignedFixtures;
import dev.slipway.testing.TestCertificate;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of whole packages under a trust policy. */
@DisplayName("Under a trust policy")
class TrustedPackageTest {

  private static final String MANIFEST =
      "format: slipway/1\nname: m\nversion: 3\nmodel: model.onnx\n";
  private static final KeyPair KEYS = TestCertificate.newKeys("secp256r1");
  private static final TrustPolicy TRUST =
      TrustPolicy.builder().key("release", KEYS.getPublic()).build();

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void makePackage() throws IOException {
    folder = Files.createDirectory(temp.toRealPath().resolve("model"));
    Fixtures.described(folder, MANIFEST);
  }

  @AfterEach
  void forgetConfiguration() {
    System.clearProperty(TrustPolicy.PROPERTY);
  }

  private static InvalidPackageException refusal(Path place) {
    try (ModelPackage source = ModelPackage.read(place, TRUST)) {
      throw new AssertionError("trusted: " + source.signing());
    } catch (InvalidPackageException refused) {
      return refused;
    }
  }

  private void assertUntrusted(String problem) {
    InvalidPackageException refused = refusal(folder);
    assertThat(refused.code()).isEqualTo(ErrorCode.UNTRUSTED_PACKAGE);
    assertThat(refused).hasMessageStartingWith("Cannot read " + folder + ": " + problem);
  }

  @Test
  @DisplayName("a signed package opens, and its predictor says who signed it")
  void opens() throws IOException {
    SignedFixtures.sign(folder, KEYS);
    try (Predictor predictor = Slipway.builder().trust(TRUST).build().openModel(folder)) {
      assertThat(predictor.model().signer().orElseThrow()).startsWith("key release (");
    }
    try (ModelPackage source = ModelPackage.read(folder, TRUST)) {
      assertThat(source.signing().state()).isEqualTo(Signing.State.TRUSTED);
    }
  }

  @Test
  @DisplayName("signing changes neither the digest nor the version")
  void sameVersion() throws IOException {
    try (ModelPackage before = ModelPackage.read(folder)) {
      assertThat(before.signing().state()).isEqualTo(Signing.State.UNSIGNED);
      SignedFixtures.sign(folder, KEYS);
      try (ModelPackage after = ModelPackage.read(folder)) {
        assertThat(after.version()).isEqualTo(before.version());
        assertThat(after.files()).isEqualTo(before.files());
        assertThat(after.signing()).isEqualTo(Signing.of(Signing.State.UNCHECKED));
      }
    }
  }

  @Test
  @DisplayName("an unsigned package is refused by its own code, unless the policy takes it")
  void unsigned() {
    InvalidPackageException refused = refusal(folder);
    assertThat(refused.code()).isEqualTo(ErrorCode.UNSIGNED_PACKAGE);
    assertThat(refused.code().blame()).isEqualTo(ErrorCode.Blame.PACKAGE);
    assertThat(refused)
        .hasMessage(
            "Cannot read "
                + folder
                + ": is not signed, expected model.sig of somebody trusted (sign it with slipway sign)");
    TrustPolicy lenient =
        TrustPolicy.builder()
            .key("release", KEYS.getPublic())
            .unsigned(TrustPolicy.Unsigned.ACCEPTED)
            .build();
    try (ModelPackage source = ModelPackage.read(folder, lenient)) {
      assertThat(source.signing().state()).isEqualTo(Signing.State.UNSIGNED);
    }
  }

  @Test
  @DisplayName("a wrong signature is refused also where unsigned packages are taken")
  void lenientOnlyForNone() throws IOException {
    SignedFixtures.sign(folder, TestCertificate.newKeys("secp256r1"));
    TrustPolicy lenient =
        TrustPolicy.builder()
            .key("release", KEYS.getPublic())
            .unsigned(TrustPolicy.Unsigned.ACCEPTED)
            .build();
    assertThatThrownBy(() -> ModelPackage.read(folder, lenient))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("model.sig: is signed with the key ");
  }

  @Test
  @DisplayName("that this process is configured with, nobody opens what is not trusted")
  void configured() throws IOException {
    Fixtures.write(temp, "release.pem", Signer.pem(KEYS.getPublic()));
    Path file =
        Fixtures.write(
            temp, "trust.yaml", "format: slipway-trust/1\nkeys: [{file: release.pem, name: r}]\n");
    System.setProperty(TrustPolicy.PROPERTY, file.toString());
    assertThatThrownBy(() -> Slipway.open(folder)).hasMessageContaining("is not signed");
    assertThatThrownBy(() -> ModelPackage.read(folder)).hasMessageContaining("is not signed");
    assertThatThrownBy(() -> new PackageBuilder(ParityMeasurement.builder().build()).check(folder))
        .hasMessageContaining("is not signed");
    SignedFixtures.sign(folder, KEYS);
    try (Predictor predictor = Slipway.open(folder.toString())) {
      assertThat(predictor.model().signer().orElseThrow()).startsWith("key r (");
    }
    System.setProperty(TrustPolicy.PROPERTY, temp.resolve("gone.yaml").toString());
    assertThatThrownBy(() -> Slipway.open(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith("gone.yaml: it is gone");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"model.onnx", "slipway.yaml", "data/notes.txt"})
  @DisplayName("a file with one bit changed at any of 64 places is refused")
  void oneBit(String path) throws IOException {
    Fixtures.write(
        folder, "data/notes.txt", "notes of more than sixty-four characters, ".repeat(3));
    SignedFixtures.sign(folder, KEYS);
    Path file = folder.resolve(path);
    byte[] content = Files.readAllBytes(file);
    for (int place = 0; place < 64; place++) {
      byte[] changed = content.clone();
      changed[(int) ((long) place * content.length / 64)] ^= (byte) (1 << (place % 8));
      Files.write(file, changed);
      assertUntrusted(path + ": was changed after signing: its SHA-256 is ");
    }
    Files.write(file, content);
    try (ModelPackage source = ModelPackage.read(folder, TRUST)) {
      assertThat(source.signing().state()).isEqualTo(Signing.State.TRUSTED);
    }
  }

  @Test
  @DisplayName("a file more, one less, one renamed and one by another case are refused")
  void otherFiles() throws IOException {
    Fixtures.write(folder, "a.txt", "a");
    SignedFixtures.sign(folder, KEYS);
    Fixtures.write(folder, "b.txt", "b");
    assertUntrusted("b.txt: is not signed, expected only signed files");
    Files.delete(folder.resolve("b.txt"));
    Files.move(folder.resolve("a.txt"), folder.resolve("A.txt"));
    assertUntrusted("2 problems\n  - A.txt: is not signed");
    Files.delete(folder.resolve("A.txt"));
    assertUntrusted("a.txt: is signed and not there");
  }

  @Test
  @DisplayName("a manifest that was changed is not even parsed")
  void notParsed() throws IOException {
    SignedFixtures.sign(folder, KEYS);
    Fixtures.write(folder, "slipway.yaml", "{{{{ no yaml");
    assertUntrusted("slipway.yaml: was changed after signing: ");
  }

  @Test
  @DisplayName("a bundle that is a link, a folder or a pipe is refused and not opened")
  void noPlainBundle() throws IOException, InterruptedException {
    SignedFixtures.sign(folder, KEYS);
    Path bundle = folder.resolve("model.sig");
    Path moved = Files.move(bundle, temp.resolve("elsewhere.sig"));
    Files.createSymbolicLink(bundle, moved);
    assertUntrusted("model.sig: is no plain file, expected a signature bundle");
    Files.delete(bundle);
    Files.createDirectory(bundle);
    assertUntrusted("model.sig: is no plain file, expected a signature bundle");
    Files.delete(bundle);
    assertThat(new ProcessBuilder("mkfifo", bundle.toString()).start().waitFor()).isZero();
    assertUntrusted("model.sig: is no plain file, expected a signature bundle");
  }

  @Test
  @DisplayName("truncated at every place, a bundle is refused")
  void truncated() throws IOException {
    SignedFixtures.sign(folder, KEYS);
    byte[] whole = Files.readAllBytes(folder.resolve("model.sig"));
    for (int length = 0; length < whole.length; length += 16) {
      Files.write(folder.resolve("model.sig"), Arrays.copyOf(whole, length));
      assertUntrusted("model.sig");
    }
  }

  @Test
  @DisplayName(
      "what is swapped between the check and the use is noticed by the bytes that are used")
  void swapped() throws IOException {
    Fixtures.write(folder, "data/x.bin", "right");
    SignedFixtures.sign(folder, KEYS);
    try (ModelPackage source = ModelPackage.read(folder, TRUST)) {
      Path file = folder.resolve("data/x.bin");
      Files.delete(file);
      Files.createSymbolicLink(file, Fixtures.write(temp, "wrong.bin", "wrong"));
      assertThatThrownBy(() -> source.artefact().directory())
          .isInstanceOf(InvalidPackageException.class)
          .hasMessageContaining("data/x.bin: cannot be read: ");
      Files.delete(file);
      Fixtures.write(folder, "data/x.bin", "wrong");
      assertThatThrownBy(() -> source.artefact().directory())
          .isInstanceOf(InvalidPackageException.class)
          .hasMessageContaining("data/x.bin: changed while the package was in use");
    }
  }

  @Test
  @DisplayName("a zip is trusted by the bundle in it, and not once a file in it is another")
  void zip() throws IOException {
    SignedFixtures.sign(folder, KEYS);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (Path file : Fixtures.files(folder)) {
      entries.put(folder.relativize(file).toString(), Files.readAllBytes(file));
    }
    Path zip = Fixtures.zip(temp.resolve("m.zip"), entries);
    try (ModelPackage packed = ModelPackage.read(zip, TRUST);
        ModelPackage plain = ModelPackage.read(folder, TRUST)) {
      assertThat(packed.version()).isEqualTo(plain.version());
      assertThat(packed.signing()).isEqualTo(plain.signing());
    }
    entries.put("slipway.yaml", (MANIFEST + "# more\n").getBytes(UTF_8));
    Path changed = Fixtures.zip(temp.resolve("c.zip"), entries);
    assertThat(refusal(changed)).hasMessageContaining("slipway.yaml: was changed after signing");
    entries.remove("model.sig");
    Path unsigned = Fixtures.zip(temp.resolve("u.zip"), entries);
    assertThat(refusal(unsigned).code()).isEqualTo(ErrorCode.UNSIGNED_PACKAGE);
  }

  @Test
  @DisplayName("a bare model file is trusted by the bundle beside it")
  void bareFile() throws IOException {
    Path model = Fixtures.write(temp, "one.onnx", OnnxModels.linear());
    assertThat(refusal(model).code()).isEqualTo(ErrorCode.UNSIGNED_PACKAGE);
    SignedFixtures.sign(model, KEYS);
    assertThat(temp.resolve("one.onnx.sig")).isRegularFile();
    try (ModelPackage source = ModelPackage.read(model, TRUST)) {
      assertThat(source.signing().state()).isEqualTo(Signing.State.TRUSTED);
    }
    Path renamed = Files.move(model, temp.resolve("two.onnx"));
    Files.move(temp.resolve("one.onnx.sig"), temp.resolve("two.onnx.sig"));
    assertThat(refusal(renamed)).hasMessageContaining("two.onnx: is not signed");
  }

  @Test
  @DisplayName("what no signature covers cannot reach the model")
  void excludedStaysOutside() throws IOException {
    Fixtures.write(folder, ".git/weights.bin", "weights");
    SignedFixtures.sign(folder, KEYS);
    try (ModelPackage source = ModelPackage.read(folder, TRUST)) {
      assertThat(source.files()).containsExactly("model.onnx", "slipway.yaml");
      assertThat(Fixtures.files(source.artefact().directory())).hasSize(2);
    }
  }

  @Test
  @DisplayName("a bundle is only attached where it proves itself; the old one stays otherwise")
  void attach() throws IOException {
    SignedFixtures.sign(folder, KEYS);
    byte[] old = Files.readAllBytes(folder.resolve("model.sig"));
    byte[] foreign = SignedFixtures.bundle(folder, TestCertificate.newKeys("secp256r1"));
    assertThatThrownBy(() -> SignedPackage.attach(folder, foreign, TRUST))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageStartingWith("Cannot sign m 3 (");
    assertThatThrownBy(() -> SignedPackage.attach(folder, old, TrustPolicy.none()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(folder.resolve("model.sig")).hasBinaryContent(old);
    assertThat(temp.toFile().list()).containsExactly("model");
  }

  @Test
  @Tag("full")
  @DisplayName("every byte of a file of three gibibytes counts")
  void beyondTwoGibibytes() throws IOException {
    Path big = folder.resolve("weights.bin");
    try (RandomAccessFile file = new RandomAccessFile(big.toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    SignedFixtures.sign(folder, KEYS);
    ModelPackage.read(folder, TRUST).close();
    try (RandomAccessFile file = new RandomAccessFile(big.toFile(), "rw")) {
      file.seek((3L << 30) - 1);
      file.write(1);
    }
    assertUntrusted("weights.bin: was changed after signing: its SHA-256 is ");
  }
}
