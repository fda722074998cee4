package dev.slipway.core.internal.pack.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.SigningCurve;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;

/** An ECDSA signature over a DSSE payload. */
final class EcdsaSignature {

  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int LONG_FORM = 0x81;

  private final byte[] der;
  private int at;

  private EcdsaSignature(byte[] der) {
    this.der = der;
  }

  /** Returns whether a key on a supported curve signed the payload of a bundle. */
  static boolean verify(PublicKey key, Bundle bundle) {
    SigningCurve curve = SigningCurve.of(key).orElseThrow();
    byte[] der = bundle.signature();
    if (!new EcdsaSignature(der).isSound(curve.parameters().getOrder())) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(curve.algorithm());
      verifier.initVerify(key);
      verifier.update(preAuthenticated(bundle.payload()));
      return verifier.verify(der);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  /** Returns DSSE's encoding of what is signed, in which type and length cannot be mistaken. */
  private static byte[] preAuthenticated(byte[] payload) {
    String type = BundleReader.PAYLOAD_TYPE;
    String head = "DSSEv1 " + type.length() + " " + type + " " + payload.length + " ";
    byte[] start = head.getBytes(UTF_8);
    byte[] whole = Arrays.copyOf(start, start.length + payload.length);
    System.arraycopy(payload, 0, whole, start.length, payload.length);
    return whole;
  }

  /**
   * Returns whether this is the DER of two numbers from 1 to below the order, and nothing more.
   * Some releases of Java 17 took zeros for a signature of everything.
   */
  private boolean isSound(BigInteger order) {
    if (der.length < 2 || next() != SEQUENCE) {
      return false;
    }
    int length = length();
    return length == der.length - at
        && isSoundNumber(order)
        && isSoundNumber(order)
        && at == der.length;
  }

  private boolean isSoundNumber(BigInteger order) {
    if (next() != INTEGER) {
      return false;
    }
    int length = length();
    if (length < 1 || length > der.length - at) {
      return false;
    }
    byte[] bytes = Arrays.copyOfRange(der, at, at + length);
    at += length;
    BigInteger number = new BigInteger(bytes);
    return number.signum() > 0
        && number.compareTo(order) < 0
        && number.toByteArray().length == bytes.length;
  }

  /** Returns the next byte; -1 at the end. */
  private int next() {
    return at < der.length ? der[at++] & 0xFF : -1;
  }

  /** Returns a length in its shortest form; -1 for every other. */
  private int length() {
    int first = next();
    if (first != LONG_FORM) {
      return first < 0x80 ? first : -1;
    }
    int length = next();
    return length >= 0x80 ? length : -1;
  }
}
