package dev.slipway.core.internal.pack.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.core.Signer;
import dev.slipway.core.TrustPolicy;
import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A trust file")
class TrustFileTest {

  private static final TestCertificate ROOT = TestCertificate.authority("CN=Root").selfSigned();

  @TempDir Path temp;

  @BeforeEach
  void writeKeys() throws IOException {
    Fixtures.write(temp, "keys/release.pem", Signer.pem(ROOT.keys().getPublic()));
    TestCertificate.write(temp.resolve("ca.pem"), List.of(ROOT));
  }

  private Path file(String... lines) throws IOException {
    return Fixtures.write(temp, "trust.yaml", String.join("\n", lines) + "\n");
  }

  private void assertRefused(Path file, String problem) {
    assertThatThrownBy(() -> TrustPolicy.read(file))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.INVALID_PARAMETER))
        .hasMessage("Cannot read the trust file " + file + ": " + problem);
  }

  @Test
  @DisplayName("states keys and certificates by files beside it, and everything else that there is")
  void everything() throws IOException {
    TrustPolicy policy =
        TrustPolicy.read(
            file(
                "format: slipway-trust/1",
                "keys:",
                "  - {file: keys/release.pem, name: release team}",
                "  - {file: keys/release.pem}",
                "certificates:",
                "  - {root: ca.pem}",
                "  - {root: ca.pem, identities: ['email:a@b.example', 'subject:CN=Release']}",
                "unsigned: accepted",
                "valid-at: '2026-06-30T00:00:00Z'"));
    assertThat(policy.keys())
        .containsExactly(
            new TrustPolicy.Key("release team", ROOT.keys().getPublic()),
            new TrustPolicy.Key("release.pem", ROOT.keys().getPublic()));
    assertThat(policy.roots())
        .containsExactly(
            new TrustPolicy.Root(ROOT.certificate(), Set.of()),
            new TrustPolicy.Root(
                ROOT.certificate(), Set.of("email:a@b.example", "subject:CN=Release")));
    assertThat(policy.unsigned()).isEqualTo(TrustPolicy.Unsigned.ACCEPTED);
    assertThat(policy.validAt()).contains(Instant.parse("2026-06-30T00:00:00Z"));
    assertThat(policy.isNone()).isFalse();
  }

  @Test
  @DisplayName(
      "refuses unsigned packages and counts the time of the check unless it says otherwise")
  void defaults() throws IOException {
    TrustPolicy policy =
        TrustPolicy.read(file("format: slipway-trust/1", "keys: [{file: keys/release.pem}]"));
    assertThat(policy.unsigned()).isEqualTo(TrustPolicy.Unsigned.REFUSED);
    assertThat(policy.validAt()).isEmpty();
    assertThat(policy.roots()).isEmpty();
    assertThat(TrustPolicy.none().isNone()).isTrue();
    assertThatThrownBy(() -> TrustPolicy.builder().build())
        .hasMessage("a trust policy needs at least one key or root certificate");
  }

  @Test
  @DisplayName("with mistakes is refused, all of them at once, with the nearest known keys")
  void mistakes() throws IOException {
    Path file =
        file(
            "format: slipway-trust/1",
            "keis: []",
            "keys: [{file: nowhere.pem}, {file: ca.pem, nam: x}]",
            "certificates: [{root: keys/release.pem, identities: [a@b.c, 'dns:', 'subject:x']}]",
            "unsigned: maybe",
            "valid-at: tomorrow");
    assertRefused(
        file,
        """
        10 problems
          - trust.yaml:3:15: keys[0].file is nowhere.pem: it is gone
          - trust.yaml:3:36: keys[1].file is ca.pem: it holds no public key but CERTIFICATE, \
        expected one as PEM: -----BEGIN PUBLIC KEY-----
          - trust.yaml:3:44: unknown key 'keys[1].nam', nearest is 'keys[1].name'
          - trust.yaml:4:53: certificates[0].identities has 'a@b.c', which has an unknown form, \
        expected email:…, uri:…, dns:… or subject:…
          - trust.yaml:4:53: certificates[0].identities has 'dns:', which names nobody
          - trust.yaml:4:53: certificates[0].identities has 'subject:x', which has no \
        distinguished name, expected one as subject:CN=Release,O=Acme
          - trust.yaml:4:23: certificates[0].root is keys/release.pem: it holds no certificate but \
        PUBLIC KEY, expected PEM: -----BEGIN CERTIFICATE-----
          - trust.yaml:5:11: unsigned is 'maybe', expected refused or accepted
          - trust.yaml:6:11: valid-at is 'tomorrow', expected a time as 2026-06-30T00:00:00Z, in \
        quotes
          - trust.yaml:2:1: unknown key 'keis', nearest is 'keys'\
        """);
  }

  @Test
  @DisplayName("that trusts nobody, or is none, is refused")
  void nobody() throws IOException {
    assertRefused(
        file("format: slipway-trust/1"),
        "trust.yaml: trusts nobody, expected keys or certificates");
    assertRefused(
        file("keys: [{file: keys/release.pem}]"),
        "trust.yaml:1:1: key 'format' is missing, expected 'slipway-trust/1'");
    Path missing = temp.resolve("missing.yaml");
    assertRefused(missing, "it is gone");
  }

  @Test
  @DisplayName("names only keys on curves that are supported")
  void otherCurve() throws IOException {
    byte[] point = TestCertificate.newKeys("secp256r1").getPublic().getEncoded();
    point[point.length - 1] ^= 1;
    Path off = Fixtures.write(temp, "off.pem", TestCertificate.pem("PUBLIC KEY", point));
    assertThatThrownBy(() -> TrustPolicy.builder().key(off))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read the public key " + off + ": ");
    Path rsa = Fixtures.write(temp, "rsa.pem", TestCertificate.pem("PUBLIC KEY", rsa()));
    assertThatThrownBy(() -> TrustPolicy.builder().key(rsa))
        .hasMessage(
            "Cannot read the public key "
                + rsa
                + ": it is no key on an elliptic curve, expected one on P-256, P-384 or P-521");
  }

  private static byte[] rsa() {
    try {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic().getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
