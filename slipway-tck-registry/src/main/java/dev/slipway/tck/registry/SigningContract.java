package dev.slipway.tck.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.SlipwayException;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.PackageSignature;
import dev.slipway.core.SigningCurve;
import dev.slipway.core.TrustPolicy;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.HistoryEntry.Action;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.lifecycle.VersionSigning;
import dev.slipway.lifecycle.signing.NewKey;
import dev.slipway.lifecycle.signing.PackageSigner;
import dev.slipway.lifecycle.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How versions are signed where they are registered. */
abstract class SigningContract extends RegistryContractPart {

  private static final ChangeNote BOB = ChangeNote.by("bob");

  SigningContract(RegistryContract contract) {
    super(contract);
  }

  private NewKey key(String name) throws IOException {
    return NewKey.create(directory().resolve(name), SigningCurve.P_256, Optional.empty());
  }

  private static PackageSigner signer(NewKey key) {
    return PackageSigner.of(SigningKey.read(key.privateKey(), Optional.empty()));
  }

  private static String signerOf(Path place, NewKey trusted) {
    TrustPolicy policy = TrustPolicy.builder().key(trusted.publicKey()).build();
    try (ModelPackage read = ModelPackage.read(place, policy)) {
      return read.signing().signer().orElseThrow().fingerprint();
    }
  }

  private Change signature(VersionRecord version, Path place, NewKey key) throws IOException {
    byte[] bundle = Files.readAllBytes(place.resolve("model.sig"));
    TrustPolicy policy = TrustPolicy.builder().key(key.publicKey()).build();
    PackageSignature made = PackageSignature.of(place, bundle, policy);
    return new Change.Sign(version.model(), version.number(), made);
  }

  @Test
  @DisplayName("a version is signed, and signed again by another, and stays what it is")
  void signs() throws IOException {
    Registry registry = registry();
    VersionRecord version = register(registry, ContractPackage.of("one"));
    NewKey first = key("first.pem");
    Path there = ContractPackage.of("one").write(directory().resolve("copy"));
    signer(first).sign(there);
    Change change = signature(version, there, first);
    if (lacks(RegistryTrait.SIGNATURES, () -> registry.apply(change, BOB))) {
      return;
    }
    assertThat(registry.find(version.uri()).signature()).isEmpty();
    registry.apply(change, BOB);
    VersionRecord once = registry.find(version.uri());
    assertThat(signerOf(registry.fetch(once).location(), first)).isEqualTo(first.fingerprint());

    NewKey second = key("second.pem");
    HistoryEntry entry =
        VersionSigning.sign(registry, registry.find(version.uri()), signer(second), BOB);
    assertThat(entry.action()).isEqualTo(Action.SIGN);
    assertThat(entry.subject().version()).contains(1);
    assertThat(entry.to().orElseThrow()).contains(second.fingerprint().substring(0, 12));
    assertThat(entry.from().orElseThrow()).contains(first.fingerprint().substring(0, 12));
    for (Registry seen : List.of(registry, registry())) {
      VersionRecord signed = seen.find(version.uri());
      assertThat(signed.digest()).isEqualTo(version.digest());
      assertThat(signed.signature().orElseThrow().bundle())
          .isEqualTo(entry.subject().name().orElseThrow());
      assertThat(signerOf(seen.locate(signed).location(), second)).isEqualTo(second.fingerprint());
    }
  }

  @Test
  @DisplayName("a signature of another package, or of a version that is not there, is refused")
  void refuses() throws IOException {
    Registry registry = registry();
    VersionRecord version = register(registry, ContractPackage.of("one"));
    NewKey key = key("key.pem");
    Path other = ContractPackage.of("other").write(directory().resolve("other"));
    signer(key).sign(other);
    Change change = signature(version, other, key);
    if (lacks(RegistryTrait.SIGNATURES, () -> registry.apply(change, BOB))) {
      return;
    }
    assertThatThrownBy(() -> registry.apply(change, BOB))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageStartingWith("Cannot ")
        .extracting(failure -> ((SlipwayException) failure).code())
        .isEqualTo(ErrorCode.UNTRUSTED_PACKAGE);
    assertThat(registry.find(version.uri()).signature()).isEmpty();
    PackageSignature made = ((Change.Sign) change).signature();
    assertNotFound(() -> registry.apply(new Change.Sign(version.model(), 9, made), BOB), "'9'");
  }

  @Test
  @DisplayName("where a trust policy holds, what is not signed is registered and does not serve")
  void gates() throws IOException {
    NewKey key = key("key.pem");
    Path trust = directory().resolve("trust.yaml");
    Files.writeString(trust, "format: slipway-trust/1\nkeys: [{file: key.pem.pub}]\n");
    Registry registry = registry();
    String before = System.getProperty(TrustPolicy.PROPERTY, "");
    System.setProperty(TrustPolicy.PROPERTY, trust.toString());
    try {
      VersionRecord version = register(registry, ContractPackage.of("one"));
      assertRefused(() -> alias(registry, "champion", 1), "signature", "is not signed");
      assertThat(registry.model(NAME).aliases()).isEmpty();
      if (!contract().unsupported().contains(RegistryTrait.SIGNATURES)) {
        VersionSigning.sign(registry, version, signer(key), BOB);
        alias(registry, "champion", 1);
        assertThat(registry().model(NAME).aliases()).containsEntry("champion", 1);
      }
    } finally {
      System.setProperty(TrustPolicy.PROPERTY, before);
    }
  }
}
