package dev.slipway.core.internal.pack.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import dev.slipway.core.SigningCurve;
import dev.slipway.core.TrustPolicy;
import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.files.FileErrors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of users who say whom they trust: trust files, public keys, certificates. */
public final class TrustFile {

  private static final int MOST_BYTES = 1 << 20;

  private TrustFile() {}

  /**
   * Reads a trust file.
   *
   * @param file where it is
   * @return the policy that it states
   * @throws InvalidInputException if it or what it names is missing or wrong
   */
  public static TrustPolicy read(Path file) {
    String task = "Cannot read the trust file " + file;
    byte[] content = content(file, task);
    try {
      return new TrustFileReader(file, new Problems(task)).read(content);
    } catch (InvalidPackageException wrong) {
      // The reader of YAML is that of packages; this file is the caller's.
      throw new InvalidInputException(ErrorCode.INVALID_PARAMETER, task, wrong.problems());
    }
  }

  /**
   * Reads a public key.
   *
   * @param file PEM with one public key
   * @return a key on a supported curve
   * @throws InvalidInputException if it is missing or no such key
   */
  public static PublicKey publicKey(Path file) {
    String task = "Cannot read the public key " + file;
    List<Pem.Block> blocks = blocks(file, task);
    List<Pem.Block> keys =
        blocks.stream().filter(block -> block.label().equals("PUBLIC KEY")).toList();
    if (keys.size() != 1) {
      throw fault(
          task,
          "it holds "
              + (keys.isEmpty() ? "no public key" : keys.size() + " public keys")
              + found(blocks)
              + ", expected one as PEM: -----BEGIN PUBLIC KEY-----");
    }
    try {
      PublicKey key =
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(keys.get(0).content()));
      if (SigningCurve.of(key).isPresent()) {
        return key;
      }
    } catch (GeneralSecurityException other) {
      throw fault(task, "it is no key on an elliptic curve, expected one on P-256, P-384 or P-521");
    }
    throw fault(task, "its curve is not supported, expected P-256, P-384 or P-521");
  }

  /**
   * Reads certificates.
   *
   * @param file PEM with one certificate or several
   * @return at least one
   * @throws InvalidInputException if it is missing or holds none
   */
  public static List<X509Certificate> certificates(Path file) {
    String task = "Cannot read the certificate " + file;
    List<Pem.Block> blocks = blocks(file, task);
    List<X509Certificate> certificates = new ArrayList<>();
    for (Pem.Block block : blocks) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(block.content(), task));
      }
    }
    if (certificates.isEmpty()) {
      throw fault(
          task,
          "it holds no certificate"
              + found(blocks)
              + ", expected PEM: -----BEGIN CERTIFICATE-----");
    }
    return certificates;
  }

  private static X509Certificate certificate(byte[] content, String task) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(content));
    } catch (GeneralSecurityException | RuntimeException damaged) {
      throw fault(task, "it is damaged, expected an X.509 certificate");
    }
  }

  private static String found(List<Pem.Block> blocks) {
    return blocks.isEmpty() ? "" : " but " + blocks.get(0).label();
  }

  private static List<Pem.Block> blocks(Path file, String task) {
    return Pem.blocks(new String(content(file, task), ISO_8859_1));
  }

  private static byte[] content(Path file, String task) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        throw fault(task, "it is larger than " + MOST_BYTES + " bytes");
      }
      return content;
    } catch (IOException failed) {
      throw fault(task, FileErrors.reason(failed));
    }
  }

  private static InvalidInputException fault(String task, String fact) {
    return new InvalidInputException(
        ErrorCode.INVALID_PARAMETER, task, List.of(new Problem("", fact)));
  }
}
