package dev.slipway.lifecycle.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.InvalidPackageException;
import dev.slipway.ModelVersion;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.SignedPackage;
import dev.slipway.core.Signer;
import dev.slipway.core.Signing;
import dev.slipway.core.SigningCurve;
import dev.slipway.core.TrustPolicy;
import dev.slipway.testing.ModelKinds;
import dev.slipway.testing.TestCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A signer of packages")
class PackageSignerTest {

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void makePackage() throws IOException {
    folder = Files.createDirectory(temp.toRealPath().resolve("model"));
    SignedModel.write(folder);
  }

  private SigningKey key(SigningCurve curve) throws IOException {
    NewKey made = NewKey.create(temp.resolve("key-" + curve), curve, Optional.empty());
    return SigningKey.read(made.privateKey(), Optional.empty());
  }

  private static TrustPolicy trusting(SigningKey key) {
    return TrustPolicy.builder().key("release", key.publicKey()).build();
  }

  private static Signing checked(Path place, TrustPolicy policy) {
    try (ModelPackage source = ModelPackage.read(place, policy)) {
      return source.signing();
    }
  }

  @ParameterizedTest
  @EnumSource(SigningCurve.class)
  @DisplayName("signs with a key of every curve, and the package stays the version that it was")
  void everyCurve(SigningCurve curve) throws IOException {
    SigningKey key = key(curve);
    ModelVersion before;
    try (ModelPackage source = ModelPackage.read(folder)) {
      before = source.version();
    }
    SignedPackage done = PackageSigner.of(key).sign(folder);
    assertThat(done.version()).isEqualTo(before);
    assertThat(done.bundle()).isEqualTo(folder.resolve("model.sig"));
    assertThat(done.signer().fingerprint()).isEqualTo(Signer.fingerprint(key.publicKey()));
    assertThat(checked(folder, trusting(key)).state()).isEqualTo(Signing.State.TRUSTED);
    assertThat(Files.readString(done.bundle()))
        .contains(
            "\"mediaType\" : \"application/vnd.dev.sigstore.bundle.v0.3+json\"",
            "\"hint\" : \"" + Signer.fingerprint(key.publicKey()) + "\"");
  }

  @Test
  @DisplayName("signs with a certificate, which is trusted by the root above it")
  void certificate() throws IOException {
    TestCertificate root = TestCertificate.authority("CN=Root").selfSigned();
    TestCertificate between = TestCertificate.authority("CN=Between").issuedBy(root);
    TestCertificate leaf =
        TestCertificate.signing("CN=Release").email("a@b.example").issuedBy(between);
    SigningKey key = written(leaf);
    Path chain = TestCertificate.write(temp.resolve("chain.pem"), List.of(leaf, between));
    PackageSigner.of(key, PackageSigner.readChain(chain)).sign(folder);
    TrustPolicy policy =
        TrustPolicy.builder().root(root.certificate(), Set.of("email:a@b.example")).build();
    assertThat(checked(folder, policy).signer().orElseThrow().name())
        .isEqualTo("email:a@b.example");
  }

  private SigningKey written(TestCertificate certificate) throws IOException {
    Path file = temp.resolve("certified.pem");
    Files.writeString(
        file, TestCertificate.pem("PRIVATE KEY", certificate.keys().getPrivate().getEncoded()));
    return SigningKey.read(file, Optional.empty());
  }

  @Test
  @DisplayName(
      "does not sign with a certificate of another key, nor with one that nobody will trust")
  void unusableCertificate() throws IOException {
    TestCertificate leaf = TestCertificate.signing("CN=L").selfSigned();
    TestCertificate other = TestCertificate.signing("CN=O").selfSigned();
    SigningKey key = written(leaf);
    assertThatThrownBy(
            () -> PackageSigner.of(key, List.of(other.certificate(), leaf.certificate())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot sign with the certificate: the first one of its chain is not that of the private"
                + " key, expected the signing certificate first");
    TestCertificate expired =
        TestCertificate.signing("CN=E")
            .keys(leaf.keys())
            .valid(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2021-01-01T00:00:00Z"))
            .selfSigned();
    PackageSigner signer = PackageSigner.of(key, List.of(expired.certificate()));
    assertThatThrownBy(() -> signer.sign(folder))
        .isInstanceOfSatisfying(
            InvalidPackageException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.UNTRUSTED_PACKAGE))
        .hasMessageContaining("the signing certificate expired on 2021-01-01T00:00:00Z");
    assertThat(folder.resolve("model.sig")).doesNotExist();
  }

  @Test
  @DisplayName("writes a zip anew with the bundle in it, and keeps its version, names and rights")
  void zip() throws IOException {
    Path zip = temp.resolve("model.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      for (String name : new String[] {"model.onnx", "slipway.yaml"}) {
        packed.putNextEntry(new ZipEntry("top/" + name));
        packed.write(Files.readAllBytes(folder.resolve(name)));
      }
      packed.putNextEntry(new ZipEntry("top/registered_model_meta"));
      packed.write("model_name: known\nmodel_version: '7'\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.setPosixFilePermissions(zip, PosixFilePermissions.fromString("rw-r-----"));
    ModelVersion before;
    try (ModelPackage source = ModelPackage.read(zip)) {
      before = source.version();
    }
    SigningKey key = key(SigningCurve.P_256);
    for (int round = 0; round < 2; round++) {
      assertThat(PackageSigner.of(key).sign(zip).bundle()).isEqualTo(zip.toRealPath());
      try (ModelPackage source = ModelPackage.read(zip, trusting(key))) {
        assertThat(source.version()).isEqualTo(before);
      }
    }
    assertThat(Files.getPosixFilePermissions(zip))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    assertThat(temp.toFile().list())
        .containsExactlyInAnyOrder("model", "model.zip", "key-P-256", "key-P-256.pub");
  }

  @Test
  @DisplayName("signs a bare model file beside it, and again over its own older signature")
  void bareFile() throws IOException {
    Path model = Files.copy(folder.resolve("model.onnx"), temp.resolve("bare.onnx"));
    SigningKey first = key(SigningCurve.P_256);
    SigningKey second = key(SigningCurve.P_521);
    PackageSigner.of(first).sign(model);
    assertThat(PackageSigner.of(second).sign(model).bundle())
        .isEqualTo(temp.toRealPath().resolve("bare.onnx.sig"));
    assertThat(checked(model, trusting(second)).state()).isEqualTo(Signing.State.TRUSTED);
    assertThatThrownBy(() -> checked(model, trusting(first)))
        .hasMessageContaining("bare.onnx.sig: is signed with the key ");
  }

  @Test
  @DisplayName("does not write through a link that lies in the bundle's place")
  void linkInItsPlace() throws IOException {
    Path victim = Files.writeString(temp.resolve("victim"), "mine");
    Files.createSymbolicLink(folder.resolve("model.sig"), victim);
    PackageSigner signer = PackageSigner.of(key(SigningCurve.P_256));
    assertThatThrownBy(() -> signer.sign(folder))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("model.sig: it is there already, and is no plain file (remove it)");
    assertThat(victim).hasContent("mine");
  }

  @ParameterizedTest(name = "after {0} signatures")
  @ValueSource(ints = {1, 2, 3, 7, 12})
  @DisplayName("killed at any moment leaves a package with a whole signature")
  void killed(int signatures) throws IOException, InterruptedException {
    SigningKey key = key(SigningCurve.P_256);
    PackageSigner.of(key).sign(folder);
    Process signer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SigningProcess.class.getName(),
                folder.toString(),
                temp.resolve("key-P-256").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = signer.inputReader(StandardCharsets.UTF_8)) {
      for (int line = 0; line < signatures; line++) {
        assertThat(lines.readLine()).isEqualTo(String.valueOf(line));
      }
      signer.destroyForcibly().waitFor();
    } finally {
      signer.destroyForcibly();
    }
    assertThat(checked(folder, trusting(key)).state()).isEqualTo(Signing.State.TRUSTED);
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("model.onnx", "model.sig", "slipway.yaml");
  }

  @Test
  @DisplayName("leaves nothing that lets a trusted package be changed afterwards")
  void changedAfterwards() throws IOException {
    SigningKey key = key(SigningCurve.P_384);
    PackageSigner.of(key).sign(folder);
    ModelKinds.linearClassifier().write(folder.resolve("model.onnx"));
    assertThatThrownBy(() -> checked(folder, trusting(key)))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("model.onnx: was changed after signing: ");
  }
}
