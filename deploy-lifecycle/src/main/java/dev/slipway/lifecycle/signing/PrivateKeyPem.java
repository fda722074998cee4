package dev.slipway.lifecycle.signing;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A private key as PEM. */
final class PrivateKeyPem {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");

  private final String task;
  private final String text;

  PrivateKeyPem(String task, String text) {
    this.task = task;
    this.text = text;
  }

  /** Returns the key in PKCS #8. */
  byte[] decode(Optional<Password> password) {
    Matcher block = BLOCK.matcher(text);
    if (!block.find()) {
      throw Faults.of(
          task, "it holds no private key, expected PEM: -----BEGIN PRIVATE KEY-----", null);
    }
    String label = block.group(1);
    byte[] content = content(block.group(2));
    return switch (label) {
      case "PRIVATE KEY" -> content;
      case "ENCRYPTED PRIVATE KEY" ->
          decrypt(
              content,
              password.orElseThrow(
                  () ->
                      Faults.of(
                          task,
                          "it is encrypted, expected a password (give it in a file or an"
                              + " environment variable)",
                          null)));
      default ->
          throw Faults.of(
              task,
              "it is in the form "
                  + label
                  + ", expected PKCS #8 (convert it: openssl pkcs8 -topk8 -in KEY -out NEW)",
              null);
    };
  }

  private byte[] content(String base64) {
    try {
      return Base64.getDecoder().decode(base64.replaceAll("\\s+", ""));
    } catch (IllegalArgumentException malformed) {
      throw Faults.of(task, "it is damaged, expected base64 between its first and last line", null);
    }
  }

  private byte[] decrypt(byte[] content, Password password) {
    try {
      EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(content);
      AlgorithmParameters parameters = encrypted.getAlgParameters();
      // Its name for PBES2 says nothing in Java 17; its parameters do.
      String algorithm = String.valueOf(parameters);
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm)
              .generateSecret(new PBEKeySpec(password.characters())),
          parameters);
      return encrypted.getKeySpec(cipher).getEncoded();
    } catch (IOException | GeneralSecurityException failed) {
      throw Faults.of(
          task,
          "it cannot be decrypted: the password is wrong, or its encryption is not PBES2 with AES",
          failed);
    }
  }
}
