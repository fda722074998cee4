package dev.slipway.lifecycle.signing;

import dev.slipway.InvalidInputException;
import dev.slipway.core.SigningCurve;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;

/** A private key that signs packages, with its public key. Immutable and thread-safe. */
public final class SigningKey {

  private static final int MOST_BYTES = 1 << 20;

  private final PrivateKey privateKey;
  private final PublicKey publicKey;
  private final SigningCurve curve;

  private SigningKey(PrivateKey privateKey, PublicKey publicKey, SigningCurve curve) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.curve = curve;
  }

  /**
   * Reads a private key.
   *
   * @param file PEM with one PKCS #8 key on P-256, P-384 or P-521, encrypted or not
   * @param password of an encrypted key; may be there for a plain one
   * @return the key
   * @throws InvalidInputException if the file is missing or holds no such key, or the password is
   *     missing or wrong
   */
  public static SigningKey read(Path file, Optional<Password> password) {
    String task = "Cannot read the private key " + file;
    String text = text(file, task);
    byte[] encoded = new PrivateKeyPem(task, text).decode(password);
    try {
      PrivateKey key =
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return of((ECPrivateKey) key, task);
    } catch (GeneralSecurityException other) {
      throw Faults.of(
          task, "it is no key on an elliptic curve, expected one on P-256, P-384 or P-521", other);
    }
  }

  private static String text(Path file, String task) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw Faults.of(task, "it is larger than " + MOST_BYTES + " bytes", null);
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException failed) {
      throw Faults.of(task, Faults.reason(failed), failed);
    }
  }

  private static SigningKey of(ECPrivateKey key, String task) throws GeneralSecurityException {
    SigningCurve curve =
        SigningCurve.of(key.getParams())
            .orElseThrow(
                () ->
                    Faults.of(
                        task, "its curve is not supported, expected P-256, P-384 or P-521", null));
    return new SigningKey(key, PublicPoint.of(key, curve), curve);
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  /**
   * Returns the public key.
   *
   * @return what verifies this key's signatures
   */
  public PublicKey publicKey() {
    return publicKey;
  }

  /**
   * Returns the curve.
   *
   * @return that of both keys
   */
  public SigningCurve curve() {
    return curve;
  }
}
