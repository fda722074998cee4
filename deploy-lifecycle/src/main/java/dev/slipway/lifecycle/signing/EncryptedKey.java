package dev.slipway.lifecycle.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/** A private key encrypted as PKCS #8 with PBES2: PBKDF2 with HMAC-SHA-256, then AES-256-CBC. */
final class EncryptedKey {

  private static final String ALGORITHM = "PBEWithHmacSHA256AndAES_256";
  private static final int ITERATIONS = 600_000;
  private static final int BLOCK = 16;

  /** The object identifier of PBES2, 1.2.840.113549.1.5.13, in DER. */
  private static final byte[] PBES2 = HexFormat.of().parseHex("06092a864886f70d01050d");

  private EncryptedKey() {}

  static byte[] of(PrivateKey key, Password password) throws IOException {
    byte[] random = new byte[2 * BLOCK];
    new SecureRandom().nextBytes(random);
    IvParameterSpec start = new IvParameterSpec(random, BLOCK, BLOCK);
    byte[] salt = Arrays.copyOf(random, BLOCK);
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(
          Cipher.ENCRYPT_MODE,
          SecretKeyFactory.getInstance(ALGORITHM)
              .generateSecret(new PBEKeySpec(password.characters())),
          new PBEParameterSpec(salt, ITERATIONS, start));
      byte[] encrypted = cipher.doFinal(key.getEncoded());
      // Java 17 cannot write PBES2 by its own EncryptedPrivateKeyInfo, only its parameters.
      byte[] algorithm = der(0x30, PBES2, cipher.getParameters().getEncoded());
      return der(0x30, algorithm, der(0x04, encrypted));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(tag);
    if (length >= 0x100) {
      der.write(0x82);
      der.write(length >> 8);
    } else if (length >= 0x80) {
      der.write(0x81);
    }
    der.write(length & 0xFF);
    der.writeBytes(content.toByteArray());
    return der.toByteArray();
  }
}
