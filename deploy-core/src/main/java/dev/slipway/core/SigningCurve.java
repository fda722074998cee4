package dev.slipway.core;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import java.util.Optional;

/** The elliptic curves that packages are signed on, each with the one hash that goes with it. */
public enum SigningCurve {
  /** NIST P-256 with SHA-256. */
  P_256("P-256", "secp256r1", "SHA256withECDSA"),
  /** NIST P-384 with SHA-384. */
  P_384("P-384", "secp384r1", "SHA384withECDSA"),
  /** NIST P-521 with SHA-512. */
  P_521("P-521", "secp521r1", "SHA512withECDSA");

  private final String title;
  private final String standardName;
  private final String algorithm;

  @SuppressWarnings("ImmutableEnumChecker") // it is, though not annotated so
  private final ECParameterSpec parameters;

  SigningCurve(String title, String standardName, String algorithm) {
    this.title = title;
    this.standardName = standardName;
    this.algorithm = algorithm;
    this.parameters = named(standardName);
  }

  private static ECParameterSpec named(String name) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(name));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + name, impossible);
    }
  }

  /**
   * Returns the curve of a public key.
   *
   * @param key any
   * @return its curve; nothing if it is on no curve of these, or no point of its curve
   */
  public static Optional<SigningCurve> of(PublicKey key) {
    return key instanceof ECPublicKey point
        ? of(point.getParams()).filter(curve -> curve.holds(point.getW()))
        : Optional.empty();
  }

  /**
   * Returns the curve with some parameters.
   *
   * @param key the parameters of a key, all of which must be those of the curve
   * @return the curve; nothing if it is none of these
   */
  public static Optional<SigningCurve> of(ECParameterSpec key) {
    return Arrays.stream(values()).filter(curve -> curve.has(key)).findFirst();
  }

  private boolean has(ECParameterSpec other) {
    EllipticCurve own = parameters.getCurve();
    EllipticCurve its = other.getCurve();
    return own.getField().equals(its.getField())
        && own.getA().equals(its.getA())
        && own.getB().equals(its.getB())
        && parameters.getGenerator().equals(other.getGenerator())
        && parameters.getOrder().equals(other.getOrder())
        && parameters.getCofactor() == other.getCofactor();
  }

  private boolean holds(ECPoint point) {
    if (point.equals(ECPoint.POINT_INFINITY)) {
      return false;
    }
    BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    boolean reduced =
        x.signum() >= 0 && y.signum() >= 0 && x.compareTo(p) < 0 && y.compareTo(p) < 0;
    BigInteger right =
        x.pow(3).add(x.multiply(parameters.getCurve().getA())).add(parameters.getCurve().getB());
    return reduced && y.pow(2).subtract(right).mod(p).signum() == 0;
  }

  /**
   * Returns the curve's parameters.
   *
   * @return as the Java platform has them
   */
  public ECParameterSpec parameters() {
    return parameters;
  }

  /**
   * Returns the name that the Java platform and the standards for X.509 have for the curve.
   *
   * @return as {@code secp256r1}
   */
  public String standardName() {
    return standardName;
  }

  /**
   * Returns the signature algorithm of the Java platform: ECDSA with the curve's hash, in DER.
   *
   * @return as {@code SHA256withECDSA}
   */
  public String algorithm() {
    return algorithm;
  }

  /** Returns the name for people, as {@code P-256}. */
  @Override
  public String toString() {
    return title;
  }
}
