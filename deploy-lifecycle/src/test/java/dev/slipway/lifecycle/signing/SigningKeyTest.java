package dev.slipway.lifecycle.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidInputException;
import dev.slipway.core.Signer;
import dev.slipway.core.SigningCurve;
import dev.slipway.core.TrustPolicy;
import dev.slipway.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A signing key")
class SigningKeyTest {

  private static final Optional<Password> PASSWORD = Optional.of(Password.of("correct horse"));

  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource(SigningCurve.class)
  @DisplayName("that was made is read again, encrypted or not, with the same public key")
  void roundTrip(SigningCurve curve) throws IOException {
    for (Optional<Password> password : List.of(PASSWORD, Optional.<Password>empty())) {
      Path file = temp.resolve("key" + password.isPresent());
      NewKey made = NewKey.create(file, curve, password);
      SigningKey read = SigningKey.read(file, password);
      assertThat(read.curve()).isEqualTo(curve);
      assertThat(Signer.fingerprint(read.publicKey())).isEqualTo(made.fingerprint());
      assertThat(TrustPolicy.builder().key(made.publicKey()).build().keys().get(0).key())
          .isEqualTo(read.publicKey());
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(Files.readString(file))
          .startsWith(
              password.isPresent()
                  ? "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                  : "-----BEGIN PRIVATE KEY-----\n");
    }
  }

  @ParameterizedTest
  @EnumSource(SigningCurve.class)
  @DisplayName("has the public key of its pair, whichever half of the curve that lies in")
  void publicKeys(SigningCurve curve) throws IOException {
    for (int round = 0; round < 20; round++) {
      KeyPair pair = TestCertificate.newKeys(curve.standardName());
      Path file = temp.resolve("key.pem");
      Files.writeString(file, TestCertificate.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      assertThat(SigningKey.read(file, Optional.empty()).publicKey()).isEqualTo(pair.getPublic());
    }
  }

  @Test
  @DisplayName("does not overwrite a file, and leaves no half of a pair behind")
  void taken() throws IOException {
    Path file = Files.writeString(temp.resolve("key"), "mine");
    assertThatThrownBy(() -> NewKey.create(file, SigningCurve.P_256, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Cannot write "
                + file
                + ": it is there already, expected a free name (choose another)");
    assertThat(file).hasContent("mine");
    Path other = temp.resolve("other");
    Files.writeString(temp.resolve("other.pub"), "mine");
    assertThatThrownBy(() -> NewKey.create(other, SigningCurve.P_256, Optional.empty()))
        .isInstanceOf(IOException.class);
    assertThat(other).doesNotExist();
    Path nowhere = temp.resolve("nowhere/key");
    assertThatThrownBy(() -> NewKey.create(nowhere, SigningCurve.P_256, Optional.empty()))
        .hasMessage("Cannot write " + nowhere + ": it is not there");
  }

  private void assertRefused(String text, String fact) throws IOException {
    Path file = Files.writeString(temp.resolve("bad.pem"), text);
    assertThatThrownBy(() -> SigningKey.read(file, PASSWORD))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Cannot read the private key " + file + ": " + fact);
  }

  @Test
  @DisplayName("in a file that holds none, or another kind, is refused with what to do")
  void unusable() throws IOException, GeneralSecurityException {
    assertRefused("nothing", "it holds no private key, expected PEM: -----BEGIN PRIVATE KEY-----");
    assertRefused(
        "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
        "it is in the form EC PRIVATE KEY, expected PKCS #8 (convert it: openssl pkcs8 -topk8 -in KEY"
            + " -out NEW)");
    assertRefused(
        "-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----\n",
        "it is damaged, expected base64 between its first and last line");
    byte[] rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
    assertRefused(
        TestCertificate.pem("PRIVATE KEY", rsa),
        "it is no key on an elliptic curve, expected one on P-256, P-384 or P-521");
    assertRefused(
        TestCertificate.pem("ENCRYPTED PRIVATE KEY", new byte[40]),
        "it cannot be decrypted: the password is wrong, or its encryption is not PBES2 with AES");
    Path missing = temp.resolve("missing.pem");
    assertThatThrownBy(() -> SigningKey.read(missing, Optional.empty()))
        .hasMessage("Cannot read the private key " + missing + ": it is not there");
  }

  @Test
  @DisplayName("that is encrypted needs its password, which no message shows")
  void password() throws IOException {
    Path file = temp.resolve("key");
    NewKey.create(file, SigningCurve.P_256, PASSWORD);
    assertThatThrownBy(() -> SigningKey.read(file, Optional.empty()))
        .hasMessageContaining("it is encrypted, expected a password (give it in a file or an");
    Password wrong = Password.of("hunter2");
    assertThatThrownBy(() -> SigningKey.read(file, Optional.of(wrong)))
        .hasMessageContaining("it cannot be decrypted: the password is wrong")
        .satisfies(error -> assertThat(error.toString()).doesNotContain("hunter2"));
    assertThat(wrong.toString()).isEqualTo("a password");
    Path stored = Files.writeString(temp.resolve("password"), "correct horse\n");
    assertThat(SigningKey.read(file, Optional.of(Password.read(stored))).curve())
        .isEqualTo(SigningCurve.P_256);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pässword", "tab\t"})
  @DisplayName("takes no password that Java cannot encrypt with")
  void unusablePassword(String text) {
    assertThatThrownBy(() -> Password.of(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "Cannot use the password: it is empty or has characters beyond ASCII");
  }
}
