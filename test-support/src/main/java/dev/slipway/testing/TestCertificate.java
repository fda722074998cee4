package dev.slipway.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate with its keys, made for one test.
 *
 * @param keys both keys
 * @param certificate over the public one
 */
public record TestCertificate(KeyPair keys, X509Certificate certificate) {

  private static final AtomicLong SERIAL = new AtomicLong(1);

  /** Makes a pair of keys on a curve, as {@code secp256r1}. */
  public static KeyPair newKeys(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns what makes a certificate that may issue others. */
  public static Maker authority(String name) {
    return new Maker(name)
        .with(Extension.basicConstraints, true, new BasicConstraints(true))
        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
  }

  /** Returns what makes a certificate that may sign models. */
  public static Maker signing(String name) {
    return new Maker(name)
        .with(Extension.basicConstraints, true, new BasicConstraints(false))
        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .with(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
  }

  /** Writes certificates as PEM. */
  public static Path write(Path file, List<TestCertificate> certificates) throws IOException {
    StringBuilder text = new StringBuilder();
    for (TestCertificate one : certificates) {
      text.append(pem("CERTIFICATE", one.encoded()));
    }
    return Files.writeString(file, text);
  }

  /** Returns a block of PEM. */
  public static String pem(String label, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }

  /** Returns the certificate in DER. */
  public byte[] encoded() {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Collects what a certificate says. */
  public static final class Maker {

    private record Said(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {}

    private final String name;
    private final List<Said> extensions = new ArrayList<>();
    private Instant from = Instant.now().minus(1, ChronoUnit.DAYS);
    private Instant until = Instant.now().plus(30, ChronoUnit.DAYS);
    private KeyPair keys = newKeys("secp256r1");
    private String algorithm = "SHA256withECDSA";

    private Maker(String name) {
      this.name = name;
    }

    private Maker with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
      extensions.removeIf(said -> said.id().equals(id));
      extensions.add(new Said(id, critical, value));
      return this;
    }

    /** Sets the keys. */
    public Maker keys(KeyPair pair) {
      this.keys = pair;
      return this;
    }

    /** Sets when it is valid. */
    public Maker valid(Instant start, Instant end) {
      this.from = start;
      this.until = end;
      return this;
    }

    /** Sets how the issuer signs it. */
    public Maker signedWith(String signatureAlgorithm) {
      this.algorithm = signatureAlgorithm;
      return this;
    }

    /** Adds an alternative name: an address of mail. */
    public Maker email(String address) {
      GeneralName mail = new GeneralName(GeneralName.rfc822Name, address);
      return with(Extension.subjectAlternativeName, false, new GeneralNames(mail));
    }

    /** Lets it issue certificates, with at most so many others in between. */
    public Maker pathLength(int most) {
      return with(Extension.basicConstraints, true, new BasicConstraints(most));
    }

    /** Takes from it the right to issue certificates. */
    public Maker notAuthority() {
      return with(Extension.basicConstraints, true, new BasicConstraints(false));
    }

    /** Sets the key usage to some bits of Bouncy Castle's {@code KeyUsage}. */
    public Maker keyUsage(int bits) {
      return with(Extension.keyUsage, true, new KeyUsage(bits));
    }

    /** Sets the extended key usage to that of a web server. */
    public Maker forServers() {
      return with(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    }

    /** Adds an extension that nobody knows. */
    public Maker unknownExtension(boolean critical) {
      return with(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), critical, DERNull.INSTANCE);
    }

    /** Allows it to issue for addresses of one domain only. */
    public Maker onlyMailOf(String domain) {
      GeneralSubtree allowed = new GeneralSubtree(new GeneralName(GeneralName.rfc822Name, domain));
      return with(
          Extension.nameConstraints,
          true,
          new NameConstraints(new GeneralSubtree[] {allowed}, new GeneralSubtree[0]));
    }

    /** Makes it, signed by its own key. */
    public TestCertificate selfSigned() {
      return make(encoded(name), keys);
    }

    /** Makes it, signed by another's key. */
    public TestCertificate issuedBy(TestCertificate issuer) {
      X500Name above =
          X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
      return make(above, issuer.keys());
    }

    /** Encodes a name as RFC 2253 reads it: the last part first. */
    private static X500Name encoded(String name) {
      return X500Name.getInstance(new X500Principal(name).getEncoded());
    }

    private TestCertificate make(X500Name issuer, KeyPair issuerKeys) {
      try {
        JcaX509v3CertificateBuilder builder =
            new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(from),
                Date.from(until),
                encoded(name),
                keys.getPublic());
        for (Said said : extensions) {
          builder.addExtension(said.id(), said.critical(), said.value());
        }
        return new TestCertificate(
            keys,
            new JcaX509CertificateConverter()
                .getCertificate(
                    builder.build(
                        new JcaContentSignerBuilder(algorithm).build(issuerKeys.getPrivate()))));
      } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
