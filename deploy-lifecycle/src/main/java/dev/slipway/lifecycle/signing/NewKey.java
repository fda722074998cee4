package dev.slipway.lifecycle.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.core.Signer;
import dev.slipway.core.SigningCurve;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A pair of keys that was made and written.
 *
 * @param privateKey the private key's file: PEM, PKCS #8, readable by its owner only
 * @param publicKey the public key's file: PEM
 * @param fingerprint the public key's, as {@link Signer#fingerprint(java.security.PublicKey)}
 */
public record NewKey(Path privateKey, Path publicKey, String fingerprint) {

  /**
   * Makes a pair of keys.
   *
   * @param file where the private key goes; the public one goes beside it, with {@code .pub} after
   *     its name. Nothing may be there
   * @param curve which curve
   * @param password encrypts the private key, if it is there
   * @return what was written
   * @throws IOException if a file cannot be written or is there already; neither is there then that
   *     was not before
   */
  public static NewKey create(Path file, SigningCurve curve, Optional<Password> password)
      throws IOException {
    Path publicFile = file.resolveSibling(file.getFileName() + ".pub");
    for (Path target : new Path[] {file, publicFile}) {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw taken(target);
      }
    }
    KeyPair pair = pair(curve);
    String pem =
        password.isPresent()
            ? block("ENCRYPTED PRIVATE KEY", EncryptedKey.of(pair.getPrivate(), password.get()))
            : block("PRIVATE KEY", pair.getPrivate().getEncoded());
    write(file, pem, "rw-------");
    try {
      write(publicFile, Signer.pem(pair.getPublic()), "rw-r--r--");
    } catch (IOException failed) {
      Files.delete(file);
      throw failed;
    }
    return new NewKey(file, publicFile, Signer.fingerprint(pair.getPublic()));
  }

  private static KeyPair pair(SigningCurve curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve.standardName()));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has this curve", impossible);
    }
  }

  private static String block(String label, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }

  private static void write(Path file, String text, String permissions) throws IOException {
    Set<StandardOpenOption> how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
            }
            : new FileAttribute<?>[0];
    try (SeekableByteChannel channel = Files.newByteChannel(file, how, mode)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (FileAlreadyExistsException exists) {
      throw taken(file);
    } catch (IOException failed) {
      throw new IOException("Cannot write " + file + ": " + Faults.reason(failed), failed);
    }
  }

  private static IOException taken(Path target) {
    return new IOException(
        "Cannot write " + target + ": it is there already, expected a free name (choose another)");
  }
}
