package dev.slipway.core.internal.pack.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.core.Signer;
import dev.slipway.core.Signing;
import dev.slipway.core.TrustPolicy;
import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.core.internal.pack.Problems;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles that others made: the reference implementation's releases, the specification's own. */
@DisplayName("Of the bundles that others made,")
class OmsVectorsTest {

  @TempDir Path temp;

  private static Path vectors(String path) {
    try {
      return Path.of(OmsVectorsTest.class.getResource("/oms").toURI()).resolve(path);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static TrustPolicy everybody() {
    return TrustPolicy.builder()
        .key(vectors("historical/signing-key-pub.pem"))
        .roots(vectors("historical/ca-cert.pem"), Set.of())
        .build();
  }

  private Path copy(String release) throws IOException {
    Fixtures.copy(vectors("historical/" + release), temp);
    return temp.toRealPath();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "v0.3.1-certificate",
        "v1.0.0-certificate",
        "v1.0.1-certificate",
        "v1.0.1-elliptic-key",
        "v1.1.0-certificate",
        "v1.1.0-elliptic-key"
      })
  @DisplayName("those of releases are trusted, and not once a byte of a file is another")
  void releases(String release) throws IOException {
    Path model = copy(release);
    // The releases' own command line left this file out of the model; a package has no such file.
    Files.deleteIfExists(model.resolve("ignore-me"));
    Signing signing = SmallModel.check(model, everybody());
    assertThat(signing.state()).isEqualTo(Signing.State.TRUSTED);
    assertThat(signing.signer().orElseThrow().kind())
        .isEqualTo(release.endsWith("key") ? Signer.Kind.KEY : Signer.Kind.CERTIFICATE);

    Files.writeString(model.resolve("signme-1"), "tampered");
    assertThatThrownBy(() -> SmallModel.check(model, everybody()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageStartingWith("Cannot read it: signme-1: was changed after signing: ");
  }

  @Test
  @DisplayName("one that declares a file ignored does not make it a part of a trusted package")
  void ignoredFile() throws IOException {
    Path model = copy("v1.1.0-elliptic-key");
    assertThatThrownBy(() -> SmallModel.check(model, everybody()))
        .hasMessageStartingWith("Cannot read it: ignore-me: is not signed, ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "v0.2.0-certificate | model.sig: the signing certificate did not make the signature",
        "v0.3.1-elliptic-key | model.sig payload.predicate.resources[0].name: has a segment '.'",
        "v1.0.0-elliptic-key | model.sig payload.predicate.resources[0].name: has a segment '.'",
        "v0.3.1-sigstore | model.sig verificationMaterial.certificate: is of a keyless Sigstore",
        "v1.0.0-sigstore | model.sig verificationMaterial.certificate: is of a keyless Sigstore",
        "v1.0.1-sigstore | model.sig verificationMaterial.certificate: is of a keyless Sigstore",
        "v1.1.0-sigstore | model.sig verificationMaterial.certificate: is of a keyless Sigstore"
      })
  @DisplayName("those in a form that is not supported are refused by its name")
  void unsupported(String release, String problem) throws IOException {
    Path model = copy(release);
    Files.deleteIfExists(model.resolve("ignore-me"));
    assertThatThrownBy(() -> SmallModel.check(model, everybody()))
        .isInstanceOfSatisfying(
            InvalidPackageException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.UNTRUSTED_PACKAGE))
        .hasMessageStartingWith("Cannot read it: " + problem);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"key", "certificate"})
  @DisplayName("the specification's valid ones are read, down to the files that they sign")
  void valid(String method) throws IOException {
    byte[] text = Files.readAllBytes(vectors("spec/valid/" + method + ".bundle.json"));
    Problems problems = new Problems("Cannot read it");
    Bundle bundle = BundleReader.read(text, "model.sig", problems);
    assertThat(StatementReader.read(bundle.payload(), "model.sig", problems))
        .containsOnlyKeys("signme-1", "signme-2");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "invalid/empty | model.sig: is not JSON: is empty",
        "invalid/missing-envelope | model.sig dsseEnvelope: is missing, expected an object",
        "invalid/missing-tlog-entries | model.sig verificationMaterial.certificate: is of a keyless",
        "invalid/missing-verification-material | model.sig verificationMaterial: is missing",
        "invalid-payload/wrong-predicate | model.sig payload.predicateType: is 'https://example.com"
      })
  @DisplayName("the specification's invalid ones are refused for what is wrong")
  void invalid(String name, String problem) throws IOException {
    byte[] text = Files.readAllBytes(vectors("spec/" + name + ".bundle.json"));
    Problems problems = new Problems("Cannot read it");
    assertThatThrownBy(
            () ->
                StatementReader.read(
                    BundleReader.read(text, "model.sig", problems).payload(),
                    "model.sig",
                    problems))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageStartingWith("Cannot read it: " + problem);
  }
}
