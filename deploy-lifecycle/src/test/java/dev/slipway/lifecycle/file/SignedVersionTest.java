package dev.slipway.lifecycle.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Predictor;
import dev.slipway.SlipwayException;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.PackageSignature;
import dev.slipway.core.Signing;
import dev.slipway.core.SigningCurve;
import dev.slipway.core.Slipway;
import dev.slipway.core.TrustPolicy;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.HistoryEntry.Action;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.PackageFacts.Replay.Outcome;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.RegistryResolver;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.lifecycle.VersionSigning;
import dev.slipway.lifecycle.signing.NewKey;
import dev.slipway.lifecycle.signing.PackageSigner;
import dev.slipway.lifecycle.signing.SigningKey;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A version of a registry in a folder, where a trust policy holds")
class SignedVersionTest {

  private static final ChangeNote ANN = ChangeNote.by("ann");
  private static final String CHAMPION = "models:/" + Packages.NAME + "@champion";

  @TempDir Path folder;
  private FileRegistry registry;
  private PackageSigner ours;
  private PackageSigner others;

  @BeforeEach
  void open() throws IOException {
    registry = FileRegistry.open(folder.resolve("registry"));
    ours = signer("ours");
    others = signer("others");
    Path trust = folder.resolve("trust.yaml");
    Files.writeString(
        trust, "format: slipway-trust/1\nkeys: [{file: ours.pem.pub, name: release}]\n");
    System.setProperty(TrustPolicy.PROPERTY, trust.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(TrustPolicy.PROPERTY);
  }

  private PackageSigner signer(String name) throws IOException {
    Path key = folder.resolve(name + ".pem");
    NewKey.create(key, SigningCurve.P_256, Optional.empty());
    return PackageSigner.of(SigningKey.read(key, Optional.empty()));
  }

  private VersionRecord register(String description) throws IOException {
    return registry.register(Packages.registration(folder, description).withNote(ANN));
  }

  private HistoryEntry champion(int version) {
    return registry.apply(new Change.SetAlias(Packages.NAME, "champion", version), ANN);
  }

  private String opened(String uri) {
    Slipway slipway = Slipway.builder().resolver(RegistryResolver.over(registry)).build();
    try (Predictor predictor = slipway.openModel(uri)) {
      return predictor.model().version().version();
    }
  }

  private static void assertCode(Runnable use, ErrorCode code, String... parts) {
    assertThatThrownBy(use::run)
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContainingAll(parts)
        .extracting(failure -> ((SlipwayException) failure).code())
        .isEqualTo(code);
  }

  @Test
  @DisplayName("is registered unsigned, signed, promoted and opened; the history says by whom")
  void story() throws IOException {
    VersionRecord first = register("one");
    assertThat(registry.facts(first).golden().outcome()).isEqualTo(Outcome.NOT_TRUSTED);
    assertCode(
        () -> champion(1),
        ErrorCode.PROMOTION_REFUSED,
        "signature: is not signed, expected model.sig");
    assertCode(() -> opened(first.uri().toString()), ErrorCode.UNSIGNED_PACKAGE, "is not signed");

    HistoryEntry signed = VersionSigning.sign(registry, first, ours, ANN.because("reviewed"));
    assertThat(signed.action()).isEqualTo(Action.SIGN);
    assertThat(signed.to().orElseThrow()).startsWith("key release (");
    VersionRecord now = registry.find(first.uri());
    assertThat(now.digest()).isEqualTo(first.digest());
    assertThat(now.signature().orElseThrow().bundle()).isEqualTo(signed.subject().name().get());

    champion(1);
    assertThat(opened(CHAMPION)).isEqualTo("1");
    assertThat(registry.history(Packages.NAME))
        .extracting(HistoryEntry::action)
        .containsExactly(Action.REGISTER, Action.SIGN, Action.SET_ALIAS);
    assertThat(FileRegistry.open(folder.resolve("registry")).verify().problems()).isEmpty();
  }

  @Test
  @DisplayName("that serves is not given a signature that nobody trusts, or one of another package")
  void wrongSignatures() throws IOException {
    VersionRecord first = register("one");
    VersionSigning.sign(registry, first, ours, ANN);
    champion(1);
    assertCode(
        () -> sign(others, first), ErrorCode.UNTRUSTED_PACKAGE, "model.sig", "expected one of");
    VersionRecord second = register("two");
    VersionSigning.sign(registry, second, ours, ANN);
    Path other = registry.locate(second).location();
    byte[] bundle = Files.readAllBytes(other.resolve("model.sig"));
    assertThatThrownBy(
            () ->
                registry.apply(
                    new Change.Sign(
                        Packages.NAME,
                        1,
                        PackageSignature.of(other, bundle, TrustPolicy.configured())),
                    ANN))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("slipway.yaml: was changed after signing");
    assertThat(opened(CHAMPION)).isEqualTo("1");
    assertThat(registry.history(Packages.NAME)).hasSize(5);
    VersionSigning.sign(registry, first, ours, ANN.because("again"));
    assertThat(opened(CHAMPION)).isEqualTo("1");
  }

  private void sign(PackageSigner signer, VersionRecord version) {
    try {
      VersionSigning.sign(registry, version, signer, ANN);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  @DisplayName("that loses its signature, or is changed, is opened and promoted nowhere")
  void tampered() throws IOException {
    VersionRecord first = register("one");
    VersionSigning.sign(registry, first, ours, ANN);
    champion(1);
    Path files = registry.locate(first).location();
    Path bundle = files.resolve("model.sig");
    Path aside = Files.move(bundle, folder.resolve("aside.sig"));
    assertCode(() -> opened(CHAMPION), ErrorCode.UNSIGNED_PACKAGE, "is not signed");
    assertCode(() -> alias("challenger"), ErrorCode.PROMOTION_REFUSED, "is not signed");
    Files.move(aside, bundle);
    Path golden = files.resolve("golden.jsonl");
    assertThat(golden.toFile().setWritable(true)).isTrue();
    Files.writeString(golden, Files.readString(golden) + "\n");
    assertCode(() -> opened(CHAMPION), ErrorCode.UNTRUSTED_PACKAGE, "golden.jsonl");
    assertCode(() -> sign(ours, first), ErrorCode.INVALID_PACKAGE, "changed after it was");
    assertThat(registry.verify().problems()).hasSize(1);
  }

  private void alias(String alias) {
    registry.apply(new Change.SetAlias(Packages.NAME, alias, 1), ANN);
  }

  @Test
  @DisplayName("was registered before the policy: it serves once it is signed, also in stages")
  void olderThanThePolicy() throws IOException {
    System.clearProperty(TrustPolicy.PROPERTY);
    VersionRecord first = register("one");
    assertThat(registry.facts(first).golden().outcome()).isEqualTo(Outcome.PASSED);
    System.setProperty(TrustPolicy.PROPERTY, folder.resolve("trust.yaml").toString());
    assertCode(() -> champion(1), ErrorCode.PROMOTION_REFUSED, "is not signed");
    registry.apply(
        new Change.SetAlias(Packages.NAME, "forced", 1), ANN.forced().because("nobody opens it"));
    assertCode(
        () -> opened("models:/" + Packages.NAME + "@forced"),
        ErrorCode.UNSIGNED_PACKAGE,
        "is not signed");
    VersionSigning.sign(registry, first, ours, ANN);
    champion(1);
    assertThat(opened(CHAMPION)).isEqualTo("1");
  }

  @Test
  @DisplayName("is not registered with a signature that is wrong, and keeps one that is right")
  void registered() throws IOException {
    Path wrong = Packages.write(folder.resolve("wrong"), "wrong");
    others.sign(wrong);
    assertCode(
        () -> registry.register(Registration.of(Packages.NAME, wrong)),
        ErrorCode.UNTRUSTED_PACKAGE,
        "model.sig");
    assertThat(registry.models()).isEmpty();
    Path right = Packages.write(folder.resolve("right"), "right");
    ours.sign(right);
    VersionRecord version = registry.register(Registration.of(Packages.NAME, right));
    assertThat(registry.facts(version).golden().outcome()).isEqualTo(Outcome.PASSED);
    champion(1);
    Path pulled = PulledPackage.pull(registry, version, folder.resolve("pulled"));
    try (ModelPackage copy = ModelPackage.read(pulled)) {
      assertThat(copy.signing().state()).isEqualTo(Signing.State.TRUSTED);
    }
  }

  @Test
  @DisplayName("of a bare model file has its signature beside it, given before or after")
  void bareFiles() throws IOException {
    Path bare = OnnxFile.logistic().write(folder.resolve("logistic.onnx"));
    VersionRecord first = registry.register(Registration.of(Packages.NAME, bare));
    VersionSigning.sign(registry, first, ours, ANN);
    assertThat(registry.fetch(first).location().resolveSibling("logistic.onnx.sig")).exists();
    assertThat(opened(first.uri().toString())).isEqualTo("1");

    ours.sign(bare);
    FileRegistry other = FileRegistry.open(folder.resolve("other"));
    VersionRecord signed = other.register(Registration.of(Packages.NAME, bare));
    Path pulled = PulledPackage.pull(other, signed, folder.resolve("pulled"));
    assertThat(pulled.resolve("logistic.onnx.sig")).exists();
    try (ModelPackage copy = ModelPackage.read(pulled.resolve("logistic.onnx"))) {
      assertThat(copy.signing().state()).isEqualTo(Signing.State.TRUSTED);
    }
    assertThat(other.verify().problems()).isEmpty();
  }

  @Test
  @DisplayName("that is not there cannot be signed, and nothing is left of the attempt")
  void unknown() throws IOException {
    VersionRecord first = register("one");
    VersionSigning.sign(registry, first, ours, ANN);
    byte[] bundle = Files.readAllBytes(registry.locate(first).location().resolve("model.sig"));
    Change change =
        new Change.Sign(
            Packages.NAME,
            7,
            PackageSignature.of(
                registry.locate(first).location(), bundle, TrustPolicy.configured()));
    assertCode(
        () -> registry.apply(change, ANN), ErrorCode.MODEL_NOT_FOUND, "there is no version", "'7'");
    assertThat(Packages.tree(folder.resolve("registry/staging"))).isEqualTo(List.of(""));
    assertThat(registry.find(ModelUri.ofVersion(Packages.NAME, 1)).signature()).isPresent();
  }
}
