package dev.slipway.lifecycle.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.InvalidInputException;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.PackageSignature;
import dev.slipway.core.SignedPackage;
import dev.slipway.core.Signer;
import dev.slipway.core.TrustPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Signs packages as OpenSSF Model Signing v1.0 says, with a key or with a certificate and its
 * chain. Immutable and thread-safe.
 */
public final class PackageSigner {

  private final SigningKey key;
  private final List<X509Certificate> chain;

  private PackageSigner(SigningKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /**
   * Signs with a key; who verifies needs its public key.
   *
   * @param key the key
   * @return a signer
   */
  public static PackageSigner of(SigningKey key) {
    return new PackageSigner(key, List.of());
  }

  /**
   * Signs with a certificate; who verifies needs a root above it.
   *
   * @param key the certificate's private key
   * @param chain the signing certificate, then what is between it and a root; the root may be left
   *     out
   * @return a signer
   * @throws InvalidInputException if the first certificate is not the key's
   */
  public static PackageSigner of(SigningKey key, List<X509Certificate> chain) {
    if (chain.isEmpty() || !chain.get(0).getPublicKey().equals(key.publicKey())) {
      throw Faults.of(
          "Cannot sign with the certificate",
          "the first one of its chain is not that of the private key, expected the signing"
              + " certificate first",
          null);
    }
    return new PackageSigner(key, chain);
  }

  /**
   * Reads a certificate and its chain.
   *
   * @param file PEM, the signing certificate first
   * @return the certificates in order
   * @throws InvalidInputException if the file is missing or holds none
   */
  public static List<X509Certificate> readChain(Path file) {
    String task = "Cannot read the certificate " + file;
    List<X509Certificate> chain = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        chain.add((X509Certificate) one);
      }
    } catch (IOException failed) {
      throw Faults.of(task, Faults.reason(failed), failed);
    } catch (GeneralSecurityException damaged) {
      throw Faults.of(task, "it is damaged, expected X.509 certificates in PEM", damaged);
    }
    if (chain.isEmpty()) {
      throw Faults.of(
          task, "it holds no certificate, expected PEM: -----BEGIN CERTIFICATE-----", null);
    }
    return chain;
  }

  /**
   * Signs a package. The bundle is checked before it is written, as a strategy would that trusts
   * this key or certificate. At every moment the package has its old bundle or the new one; neither
   * its digest nor its version changes.
   *
   * @param place a folder, a zip, which is written anew with the bundle in it, or a bare model file
   * @return what was done
   * @throws IOException if the bundle cannot be written; nothing has changed then
   * @throws dev.slipway.InvalidPackageException if the package is unsound, or the certificate may
   *     not sign; likewise
   */
  public SignedPackage sign(Path place) throws IOException {
    return SignedPackage.attach(place, bundle(place), own());
  }

  /**
   * Signs a package and leaves it as it is, for who keeps the bundle, as a registry.
   *
   * @param place a folder, a zip or a bare model file
   * @return the signature, held against the package as a strategy would that trusts this key or
   *     certificate
   * @throws IOException if the package cannot be read
   * @throws dev.slipway.InvalidPackageException if the package is unsound, or the certificate may
   *     not sign
   */
  public PackageSignature signature(Path place) throws IOException {
    return PackageSignature.of(place, bundle(place), own());
  }

  private byte[] bundle(Path place) throws IOException {
    byte[] payload;
    try (ModelPackage source = ModelPackage.read(place, TrustPolicy.none())) {
      payload = Statements.of(String.valueOf(place.toRealPath().getFileName()), source);
    }
    return Bundles.of(payload, signature(payload), key, chain);
  }

  private TrustPolicy own() {
    String name = Signer.fingerprint(key.publicKey()).substring(0, 12);
    return chain.isEmpty()
        ? TrustPolicy.builder().key(name, key.publicKey()).build()
        : TrustPolicy.builder().root(chain.get(0), Set.of()).build();
  }

  private byte[] signature(byte[] payload) {
    String type = Bundles.PAYLOAD_TYPE;
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(
        ("DSSEv1 " + type.length() + " " + type + " " + payload.length + " ").getBytes(UTF_8));
    signed.writeBytes(payload);
    try {
      Signature signature = Signature.getInstance(key.curve().algorithm());
      signature.initSign(key.privateKey());
      signature.update(signed.toByteArray());
      return signature.sign();
    } catch (GeneralSecurityException unusable) {
      throw Faults.of("Cannot sign", "the key cannot be used", unusable);
    }
  }
}
