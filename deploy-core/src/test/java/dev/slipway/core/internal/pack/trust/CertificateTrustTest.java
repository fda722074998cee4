package dev.slipway.core.internal.pack.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.Signer;
import dev.slipway.core.TrustPolicy;
import dev.slipway.core.fixtures.Forge;
import dev.slipway.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a certificate makes trusted. */
@DisplayName("A signing certificate")
class CertificateTrustTest {

  private static final String CHAIN = "Cannot read it: model.sig: the signing certificate ";
  private static final TestCertificate ROOT =
      TestCertificate.authority("CN=Root,O=Acme").selfSigned();
  private static final TestCertificate BETWEEN =
      TestCertificate.authority("CN=Between,O=Acme").issuedBy(ROOT);
  private static final TestCertificate LEAF =
      TestCertificate.signing("CN=Release,O=Acme").email("release@acme.example").issuedBy(BETWEEN);

  @TempDir Path temp;
  private SmallModel model;

  @BeforeEach
  void makeModel() throws IOException {
    model = SmallModel.in(temp);
  }

  private static TrustPolicy.Builder under(TestCertificate root, String... identities) {
    return TrustPolicy.builder().root(root.certificate(), Set.of(identities));
  }

  private String refusal(TrustPolicy.Builder policy, TestCertificate... chain) throws IOException {
    return model.signed(Forge.with(chain)).refusal(policy.build());
  }

  @Test
  @DisplayName("under a trusted root is trusted, and says who signed")
  void trusted() throws IOException {
    Signer signer =
        model.signed(Forge.with(LEAF, BETWEEN)).check(under(ROOT).build()).signer().orElseThrow();
    assertThat(signer.kind()).isEqualTo(Signer.Kind.CERTIFICATE);
    assertThat(signer.name()).isEqualTo("email:release@acme.example");
    assertThat(signer.identities())
        .containsExactlyInAnyOrder("email:release@acme.example", "subject:CN=Release,O=Acme");
  }

  @Test
  @DisplayName("is found its way up whatever else its bundle holds, in any order")
  void anyOrder() throws IOException {
    TestCertificate top = TestCertificate.authority("CN=Top").issuedBy(ROOT);
    TestCertificate low = TestCertificate.authority("CN=Low").issuedBy(top);
    TestCertificate leaf = TestCertificate.signing("CN=Leaf").issuedBy(low);
    TestCertificate stranger = TestCertificate.authority("CN=Stranger").selfSigned();
    assertThat(refusal(under(ROOT), leaf, stranger, ROOT, top, low)).isNull();
    assertThat(refusal(under(ROOT), leaf, low))
        .isEqualTo(
            CHAIN + "is not under 'CN=Root,O=Acme': nothing in the bundle leads from CN=Top to it");
  }

  @Test
  @DisplayName("under another root, or the same name with another key, is refused")
  void otherRoot() throws IOException {
    TestCertificate other = TestCertificate.authority("CN=Other").selfSigned();
    assertThat(refusal(under(other), LEAF, BETWEEN, ROOT))
        .isEqualTo(
            CHAIN
                + "is not under 'CN=Other': nothing in the bundle leads from CN=Root,O=Acme to it");
    TestCertificate imposter = TestCertificate.authority("CN=Root,O=Acme").selfSigned();
    assertThat(refusal(under(imposter), LEAF, BETWEEN)).startsWith(CHAIN + "is not under 'CN=Root");
    TestCertificate forged = TestCertificate.signing("CN=Release,O=Acme").issuedBy(imposter);
    assertThat(refusal(under(ROOT), forged, imposter)).startsWith(CHAIN + "is not under 'CN=Root");
  }

  @Test
  @DisplayName("of another key than made the signature is refused")
  void otherKey() throws IOException {
    TestCertificate other = TestCertificate.signing("CN=Release,O=Acme").issuedBy(BETWEEN);
    byte[] bundle =
        Forge.with(other, BETWEEN)
            .bundle(Forge.base64(other.encoded()), Forge.base64(LEAF.encoded()))
            .make(model.files());
    assertThat(model.signed(bundle).refusal(under(ROOT).build()))
        .startsWith(CHAIN + "did not make the signature over this content");
  }

  @Test
  @DisplayName("itself may be what is trusted")
  void pinned() throws IOException {
    TestCertificate alone = TestCertificate.signing("CN=Alone").selfSigned();
    assertThat(refusal(under(alone), alone)).isNull();
    assertThat(refusal(under(LEAF), LEAF)).isNull();
    TestCertificate twin = TestCertificate.signing("CN=Alone").selfSigned();
    assertThat(refusal(under(alone), twin)).startsWith(CHAIN + "is not under 'CN=Alone'");
    TestCertificate odd = TestCertificate.signing("CN=Odd").unknownExtension(true).selfSigned();
    assertThat(refusal(under(odd), odd))
        .isEqualTo(CHAIN + "has a critical extension that is not known");
  }

  @Test
  @DisplayName("counts at the time of the check, or at the time that the policy says")
  void validity() throws IOException {
    Instant start = Instant.parse("2020-01-01T00:00:00Z");
    Instant end = Instant.parse("2020-01-02T00:00:00Z");
    TestCertificate expired = TestCertificate.signing("CN=Old").valid(start, end).issuedBy(BETWEEN);
    assertThat(refusal(under(ROOT), expired, BETWEEN))
        .startsWith(CHAIN + "expired on 2020-01-02T00:00:00Z, expected it to be valid at ");
    Instant far = Instant.now().plusSeconds(1_000_000);
    TestCertificate early =
        TestCertificate.signing("CN=Early").valid(far, far.plusSeconds(1000)).issuedBy(BETWEEN);
    assertThat(refusal(under(ROOT), early, BETWEEN)).startsWith(CHAIN + "is valid from ");

    Instant year = Instant.parse("2019-06-01T00:00:00Z");
    TestCertificate root =
        TestCertificate.authority("CN=Old Root").valid(year, end.plusSeconds(1)).selfSigned();
    TestCertificate leaf = TestCertificate.signing("CN=Old").valid(start, end).issuedBy(root);
    assertThat(refusal(under(root).validAt(start.plusSeconds(60)), leaf)).isNull();
    assertThat(refusal(under(root).validAt(end.plusSeconds(60)), leaf))
        .startsWith(CHAIN + "expired on 2020-01-02T00:00:00Z");
  }

  @Test
  @DisplayName("above which anything has expired is refused, the root too")
  void expiredAbove() throws IOException {
    Instant start = Instant.parse("2020-01-01T00:00:00Z");
    Instant end = Instant.parse("2020-01-02T00:00:00Z");
    TestCertificate between = TestCertificate.authority("CN=B").valid(start, end).issuedBy(ROOT);
    TestCertificate leaf = TestCertificate.signing("CN=L").issuedBy(between);
    assertThat(refusal(under(ROOT), leaf, between))
        .startsWith(CHAIN + "has a chain in which 'CN=B' expired before ");
    TestCertificate root = TestCertificate.authority("CN=R").valid(start, end).selfSigned();
    TestCertificate under = TestCertificate.signing("CN=L").issuedBy(root);
    assertThat(refusal(under(root), under)).startsWith(CHAIN + "'CN=R', above it, expired on ");
  }

  @Test
  @DisplayName("that may not sign code is refused")
  void usage() throws IOException {
    TestCertificate server = TestCertificate.signing("CN=S").forServers().issuedBy(BETWEEN);
    assertThat(refusal(under(ROOT), server, BETWEEN))
        .isEqualTo(CHAIN + "is not for code signing, expected that extended key usage");
    TestCertificate sealing =
        TestCertificate.signing("CN=E").keyUsage(KeyUsage.keyEncipherment).issuedBy(BETWEEN);
    assertThat(refusal(under(ROOT), sealing, BETWEEN))
        .isEqualTo(CHAIN + "may not sign by its key usage, expected digitalSignature");
    TestCertificate odd = TestCertificate.signing("CN=O").unknownExtension(true).issuedBy(BETWEEN);
    assertThat(refusal(under(ROOT), odd, BETWEEN))
        .isEqualTo(CHAIN + "has a critical extension that is not known");
    TestCertificate fine =
        TestCertificate.signing("CN=O").unknownExtension(false).issuedBy(BETWEEN);
    assertThat(refusal(under(ROOT), fine, BETWEEN)).isNull();
    TestCertificate foreign =
        TestCertificate.signing("CN=R").signedWith("SHA1withECDSA").issuedBy(BETWEEN);
    assertThat(refusal(under(ROOT), foreign, BETWEEN))
        .startsWith(CHAIN + "or its chain is signed with SHA1withECDSA, expected SHA-256");
  }

  @Test
  @DisplayName("under something that may not issue certificates is refused")
  void notIssued() throws IOException {
    TestCertificate plain = TestCertificate.authority("CN=P").notAuthority().issuedBy(ROOT);
    TestCertificate leaf = TestCertificate.signing("CN=L").issuedBy(plain);
    assertThat(refusal(under(ROOT), leaf, plain))
        .isEqualTo(CHAIN + "has a chain in which 'CN=P' may not issue certificates");
    TestCertificate byLeaf = TestCertificate.signing("CN=L2").issuedBy(LEAF);
    assertThat(refusal(under(ROOT), byLeaf, LEAF, BETWEEN))
        .startsWith(CHAIN + "has a chain in which 'CN=Release,O=Acme' may not issue certificates");
    assertThat(refusal(under(LEAF), byLeaf))
        .isEqualTo(CHAIN + "is under 'CN=Release,O=Acme', which may not issue certificates");
    TestCertificate usage =
        TestCertificate.authority("CN=U").keyUsage(KeyUsage.cRLSign).issuedBy(ROOT);
    TestCertificate under = TestCertificate.signing("CN=L").issuedBy(usage);
    assertThat(refusal(under(ROOT), under, usage))
        .startsWith(CHAIN + "has a chain in which 'CN=U' may not issue certificates");
  }

  @Test
  @DisplayName("with a longer chain or another name than those above allow is refused")
  void constraints() throws IOException {
    TestCertificate root = TestCertificate.authority("CN=Short").pathLength(0).selfSigned();
    TestCertificate between = TestCertificate.authority("CN=B").issuedBy(root);
    TestCertificate leaf = TestCertificate.signing("CN=L").issuedBy(between);
    assertThat(refusal(under(root), leaf, between))
        .isEqualTo(CHAIN + "has a longer chain than 'CN=Short' allows");
    TestCertificate direct = TestCertificate.signing("CN=L").issuedBy(root);
    assertThat(refusal(under(root), direct)).isNull();

    TestCertificate named =
        TestCertificate.authority("CN=N").onlyMailOf("acme.example").selfSigned();
    TestCertificate inside =
        TestCertificate.signing("CN=L").email("a@acme.example").issuedBy(named);
    assertThat(refusal(under(named), inside)).isNull();
    TestCertificate outside =
        TestCertificate.signing("CN=L").email("a@evil.example").issuedBy(named);
    assertThat(refusal(under(named), outside))
        .isEqualTo(CHAIN + "has a name outside the name constraints above it");
    TestCertificate middle =
        TestCertificate.authority("CN=M").onlyMailOf("acme.example").issuedBy(ROOT);
    TestCertificate below =
        TestCertificate.signing("CN=L").email("a@evil.example").issuedBy(middle);
    assertThat(refusal(under(ROOT), below, middle))
        .isEqualTo(CHAIN + "has a name outside the name constraints above it");
    assertThat(refusal(under(middle), below))
        .startsWith(CHAIN + "is under 'CN=M', whose name constraints cannot be checked");
  }

  @Test
  @DisplayName("of somebody whom the policy does not ask for is refused")
  void identities() throws IOException {
    assertThat(refusal(under(ROOT, "email:release@acme.example"), LEAF, BETWEEN)).isNull();
    assertThat(refusal(under(ROOT, "subject:cn=release, o=acme"), LEAF, BETWEEN)).isNull();
    assertThat(refusal(under(ROOT, "email:boss@acme.example", "dns:acme.example"), LEAF, BETWEEN))
        .isEqualTo(
            CHAIN
                + "is of email:release@acme.example, subject:CN=Release,O=Acme, expected one of"
                + " dns:acme.example, email:boss@acme.example");
    assertThatThrownBy(() -> under(ROOT, "release@acme.example"))
        .hasMessage(
            "identity 'release@acme.example' has an unknown form, expected email:…, uri:…, dns:… or"
                + " subject:…");
  }

  @Test
  @DisplayName("where only keys are trusted, and a key where only certificates are, is refused")
  void otherMethod() throws IOException {
    TrustPolicy.Builder key = TrustPolicy.builder().key("k", LEAF.keys().getPublic());
    assertThat(refusal(key, LEAF, BETWEEN))
        .isEqualTo(
            "Cannot read it: model.sig: is signed with a certificate, expected a key: no certificate"
                + " is trusted");
    assertThat(model.signed(Forge.with(LEAF.keys())).refusal(under(ROOT).build()))
        .isEqualTo(
            "Cannot read it: model.sig: is signed with a key, expected a certificate: no key is"
                + " trusted");
  }

  @Test
  @DisplayName("that is damaged, or one of too many, is refused")
  void damaged() throws IOException {
    byte[] cut = Arrays.copyOf(LEAF.encoded(), 100);
    byte[] longer = Arrays.copyOf(LEAF.encoded(), LEAF.encoded().length + 1);
    Forge forge = Forge.with(LEAF, BETWEEN);
    String own = Forge.base64(LEAF.encoded());
    assertThat(model.signed(forge.bundle(own, Forge.base64(cut))).refusal(under(ROOT).build()))
        .isEqualTo(CHAIN + "or its chain is damaged, expected X.509 in DER");
    assertThat(model.signed(forge.bundle(own, Forge.base64(longer))).refusal(under(ROOT).build()))
        .isEqualTo(CHAIN + "or its chain has bytes after its end, expected X.509 in DER");
    TestCertificate[] many = new TestCertificate[11];
    Arrays.fill(many, LEAF);
    assertThat(refusal(under(ROOT), many))
        .endsWith("x509CertificateChain.certificates: are 11, expected 1 to 10");
  }
}
