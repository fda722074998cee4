package dev.slipway.lifecycle.signing;

import dev.slipway.core.SigningCurve;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.List;
import javax.crypto.KeyAgreement;

/*
 * Finds the public key of a private one, which Java has no call for. Key agreement with the curve's
 * generator as the other side gives the point's x; the curve's equation gives y but for its sign,
 * and a signature tells which of the two it is. So all arithmetic on the secret is the platform's.
 */
final class PublicPoint {

  private PublicPoint() {}

  static PublicKey of(ECPrivateKey key, SigningCurve curve) throws GeneralSecurityException {
    ECParameterSpec parameters = curve.parameters();
    KeyFactory keys = KeyFactory.getInstance("EC");
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(key);
    agreement.doPhase(
        keys.generatePublic(new ECPublicKeySpec(parameters.getGenerator(), parameters)), true);
    BigInteger x = new BigInteger(1, agreement.generateSecret());
    BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
    BigInteger square =
        x.pow(3)
            .add(x.multiply(parameters.getCurve().getA()))
            .add(parameters.getCurve().getB())
            .mod(p);
    // The primes of all three curves are 3 modulo 4.
    BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
    for (BigInteger candidate : List.of(y, p.subtract(y))) {
      PublicKey point =
          keys.generatePublic(new ECPublicKeySpec(new ECPoint(x, candidate), parameters));
      if (isPair(key, point, curve)) {
        return point;
      }
    }
    throw new InvalidKeyException("it has no public key");
  }

  private static boolean isPair(ECPrivateKey key, PublicKey point, SigningCurve curve)
      throws GeneralSecurityException {
    byte[] probe = {1};
    Signature signature = Signature.getInstance(curve.algorithm());
    signature.initSign(key);
    signature.update(probe);
    byte[] signed = signature.sign();
    signature.initVerify(point);
    signature.update(probe);
    return signature.verify(signed);
  }
}
