package dev.slipway.core.internal.pack.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.Signer;
import dev.slipway.core.Signing;
import dev.slipway.core.SigningCurve;
import dev.slipway.core.TrustPolicy;
import dev.slipway.core.fixtures.Forge;
import dev.slipway.testing.TestCertificate;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attacker without the key can do to a bundle. */
@DisplayName("A signature bundle")
class ForgedBundleTest {

  private static final KeyPair KEYS = TestCertificate.newKeys("secp256r1");
  private static final KeyPair OTHER = TestCertificate.newKeys("secp256r1");
  private static final TrustPolicy TRUST =
      TrustPolicy.builder().key("release", KEYS.getPublic()).build();

  @TempDir Path temp;
  private SmallModel model;

  @BeforeEach
  void makeModel() throws IOException {
    model = SmallModel.in(temp);
  }

  private static Forge forge() {
    return Forge.with(KEYS);
  }

  private void assertRefused(Forge forge, String problem) throws IOException {
    assertThat(model.signed(forge).refusal(TRUST)).startsWith("Cannot read it: " + problem);
  }

  @ParameterizedTest
  @EnumSource(SigningCurve.class)
  @DisplayName("of every curve is trusted by its key, with the curve's own hash")
  void curves(SigningCurve curve) throws IOException {
    KeyPair keys = TestCertificate.newKeys(curve.standardName());
    TrustPolicy trust = TrustPolicy.builder().key("release", keys.getPublic()).build();
    Signing signing = model.signed(Forge.with(keys)).check(trust);
    assertThat(signing.signer().orElseThrow().toString()).startsWith("key release (");

    String other = curve == SigningCurve.P_256 ? "SHA512withECDSA" : "SHA256withECDSA";
    assertThat(model.signed(Forge.with(keys).algorithm(other)).refusal(trust))
        .startsWith("Cannot read it: model.sig: has a signature that the key release ");
  }

  @Test
  @DisplayName("of another key is refused, also under the trusted key's name")
  void otherKey() throws IOException {
    assertRefused(Forge.with(OTHER), "model.sig: is signed with the key ");
    String trusted = Signer.fingerprint(KEYS.getPublic());
    String own = Signer.fingerprint(OTHER.getPublic());
    assertRefused(
        Forge.with(OTHER).bundle(own, trusted), "model.sig: has a signature that the key release ");
    // The old form carries the key itself: carrying one does not make it trusted.
    String carried = "\"rawBytes\": \"" + Forge.base64(OTHER.getPublic().getEncoded()) + "\"";
    assertRefused(
        Forge.with(OTHER).bundle("\"hint\": \"" + own + "\"", carried),
        "model.sig: is signed with the key that it holds, expected one of those trusted: release (");
  }

  @Test
  @DisplayName("of a P-256 key does not take a P-384 signature, nor one of no curve at all")
  void otherCurve() throws IOException {
    KeyPair longer = TestCertificate.newKeys("secp384r1");
    String own = Signer.fingerprint(longer.getPublic());
    String trusted = Signer.fingerprint(KEYS.getPublic());
    assertRefused(
        Forge.with(longer).bundle(own, trusted),
        "model.sig: has a signature that the key release ");
    byte[] text = "no signature at all".getBytes(UTF_8);
    assertRefused(forge().signature(bytes -> text), "model.sig: has a signature that the key ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("with a signature that is no pair of numbers in the curve's range is refused")
  void notSound(String name, byte[] signature) throws IOException {
    assertThat(name).isNotEmpty();
    assertRefused(
        forge().signature(bytes -> signature), "model.sig: has a signature that the key release ");
  }

  static Stream<Arguments> notSound() {
    BigInteger n = SigningCurve.P_256.parameters().getOrder();
    BigInteger zero = BigInteger.ZERO;
    BigInteger one = BigInteger.ONE;
    return Stream.of(
        Arguments.of("zeros (CVE-2022-21449)", pair(zero, zero)),
        Arguments.of("r is zero", pair(zero, one)),
        Arguments.of("s is zero", pair(one, zero)),
        Arguments.of("r is the order", pair(n, one)),
        Arguments.of("s is the order", pair(one, n)),
        Arguments.of("both are the order", pair(n, n)),
        Arguments.of("negative", pair(one.negate(), one)),
        Arguments.of("far too long", pair(one.shiftLeft(2000), one)),
        Arguments.of("raw, not DER", new byte[64]),
        Arguments.of("all zero", new byte[72]),
        Arguments.of("one byte", new byte[] {0x30}),
        Arguments.of("an empty sequence", new byte[] {0x30, 0}),
        Arguments.of("an indefinite length", HexFormat.of().parseHex("30800201010201010000")),
        Arguments.of("a length beyond its end", HexFormat.of().parseHex("30060201010204ff")),
        Arguments.of("a padded number", HexFormat.of().parseHex("3007020200010201" + "01")));
  }

  private static byte[] pair(BigInteger r, BigInteger s) {
    try {
      return new DERSequence(new ASN1Integer[] {new ASN1Integer(r), new ASN1Integer(s)})
          .getEncoded();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  @DisplayName("with bytes after its signature, or a bit changed in it, is refused")
  void changedSignature() throws IOException {
    assertRefused(
        forge().signature(bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
        "model.sig: has a signature that the key ");
    for (int bit = 0; bit < 64; bit++) {
      int at = bit;
      assertRefused(
          forge()
              .signature(
                  bytes -> {
                    byte[] changed = bytes.clone();
                    changed[(at * 7) % changed.length] ^= (byte) (1 << (at % 8));
                    return changed;
                  }),
          "model.sig: has a signature that the key ");
    }
  }

  @Test
  @DisplayName("is the same statement with the other of its two signatures, which names nothing")
  void otherOfTwo() throws IOException {
    BigInteger n = SigningCurve.P_256.parameters().getOrder();
    Forge mirrored =
        forge()
            .signature(
                bytes -> {
                  ASN1Sequence both = ASN1Sequence.getInstance(bytes);
                  BigInteger r = ASN1Integer.getInstance(both.getObjectAt(0)).getValue();
                  BigInteger s = ASN1Integer.getInstance(both.getObjectAt(1)).getValue();
                  return pair(r, n.subtract(s));
                });
    // Half of all signers make either: nothing may take a signature's bytes for an identity.
    assertThat(model.signed(mirrored).check(TRUST).state()).isEqualTo(Signing.State.TRUSTED);
  }

  @Test
  @DisplayName("over a part of its payload, or with a payload put in its place, is refused")
  void payload() throws IOException {
    String other =
        Forge.base64(Forge.statement(model.files()).replace("model", "other").getBytes(UTF_8));
    assertRefused(
        forge().bundle(text -> text.replaceFirst("(\"payload\": \")[^\"]*", "$1" + other)),
        "model.sig: has a signature that the key release ");
    assertRefused(
        forge()
            .bundle(
                text -> {
                  String payload = text.replaceFirst(".*\"payload\": \"([^\"]*).*", "$1");
                  String signed = new String(Base64.getDecoder().decode(payload), UTF_8);
                  return text.replace(payload, Forge.base64((signed + " ").getBytes(UTF_8)));
                }),
        "model.sig: has a signature that the key release ");
  }

  @Test
  @DisplayName("for content of another type is refused, whatever type it says")
  void otherType() throws IOException {
    assertRefused(
        forge().signedType("application/json").bundle(Forge.TYPE, "application/json"),
        "model.sig dsseEnvelope.payloadType: is 'application/json', expected '" + Forge.TYPE + "'");
    assertRefused(
        forge().signedType("application/json"), "model.sig: has a signature that the key release ");
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @MethodSource
  @DisplayName("that is changed in its form is refused for what is wrong")
  void form(String from, String to, String problem) throws IOException {
    assertRefused(forge().bundle(from, to), problem);
  }

  static Stream<Arguments> form() {
    String signatures = "model.sig dsseEnvelope.signatures: are ";
    return Stream.of(
        Arguments.of("v0.3+json", "v0.4+json", "model.sig mediaType: is 'application/vnd.dev"),
        Arguments.of("\"mediaType\"", "\"mediatype\"", "2 problems"),
        Arguments.of("\"keyid\": \"\"}]", "\"keyid\": \"\"}, {\"sig\": \"AA==\"}]", signatures + 2),
        Arguments.of(
            "\"keyid\": \"\"}]",
            "\"keyid\": 3}]",
            "model.sig dsseEnvelope.signatures[0].keyid: is 3, expected a text"),
        Arguments.of(
            "\"payloadType\"",
            "\"payload\": \"e30=\", \"payloadType\"",
            "model.sig: is not JSON: has the key 'payload' twice"),
        Arguments.of(
            "\"payloadType\"",
            "\"pa\\u0079load\": \"e30=\", \"payloadType\"",
            "model.sig: is not JSON: has the key 'payload' twice"),
        Arguments.of(
            "\"publicKey\": {",
            "\"certificate\": {\"rawBytes\": \"AA==\"}, \"publicKey\": {",
            "model.sig verificationMaterial.certificate: is of a keyless Sigstore signature"),
        Arguments.of(
            "\"publicKey\": {",
            "\"x509CertificateChain\": {\"certificates\": []}, \"publicKey\": {",
            "model.sig verificationMaterial.x509CertificateChain: stands beside publicKey"),
        Arguments.of("\"hint\": \"", "\"hint\": \"A", "model.sig: is signed with the key A"),
        Arguments.of(
            "\"hint\"",
            "\"hunt\"",
            "model.sig verificationMaterial.publicKey.hint: is missing, expected a text"),
        Arguments.of("}]}}", "}]}} {}", "model.sig: is not JSON: has something after its end"),
        Arguments.of("}]}}", "}]}", "model.sig: is not JSON: "),
        Arguments.of(
            "\"tlogEntries\": []",
            "\"tlogEntries\": " + "[".repeat(100_000),
            "model.sig: is not JSON: "),
        Arguments.of(
            "\"tlogEntries\": []",
            "\"tlogEntries\": {}",
            "model.sig verificationMaterial.tlogEntries: is an object, expected a list"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mediaType\"",
        "null",
        "[]",
        "3",
        "\"text\"",
        "",
        " ",
        "\uFEFF{}",
        "{} {}",
        "{\"a\": NaN}"
      })
  @DisplayName("that is another text altogether is refused")
  void otherText(String text) throws IOException {
    assertThat(model.signed(text.getBytes(UTF_8)).refusal(TRUST)).startsWith("Cannot read it: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", " ", "=", "-", "_", "!"})
  @DisplayName("in another spelling of base64 is refused")
  void base64(String junk) throws IOException {
    assertRefused(
        forge().bundle("\"payload\": \"", "\"payload\": \"" + junk.replace("\n", "\\n")),
        "model.sig dsseEnvelope.payload: is not base64, expected RFC 4648 with padding");
    assertRefused(
        forge().bundle(text -> text.replaceFirst("\"sig\": \"[^\"]*\"", "\"sig\": \"AB==\"")),
        "model.sig dsseEnvelope.signatures[0].sig: is not base64");
  }

  @Test
  @DisplayName("without signature or payload, of zeros, or of ten megabytes, is refused")
  void emptyAndHuge() throws IOException {
    assertRefused(
        forge().bundle(text -> text.replaceFirst("\"sig\": \"[^\"]*\"", "\"sig\": \"\"")),
        "model.sig dsseEnvelope.signatures[0].sig: is '', expected a text");
    assertRefused(
        forge().bundle(text -> text.replaceFirst("\"signatures\": \\[.*?]", "\"signatures\": []")),
        "model.sig dsseEnvelope.signatures: are 0, expected exactly 1");
    assertThat(model.signed(new byte[2000]).refusal(TRUST)).startsWith("Cannot read it: model.sig");
    assertThat(model.signed(new byte[10_000_000]).refusal(TRUST))
        .isEqualTo("Cannot read it: model.sig: is larger than 8388608 bytes");
  }
}
