package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.TrustPolicy;
import dev.slipway.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("slipway keygen, sign and verify-signature")
class SigningCommandsTest {

  @TempDir Path temp;
  private String model;
  private String key;
  private String trust;

  @BeforeEach
  void copyModel() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("flight-delay"));
    try (Stream<Path> files = Files.list(Path.of(Slip.FLIGHT_DELAY))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    model = folder.toString();
    key = temp.resolve("release.pem").toString();
    ok("keygen", key);
    trust = temp.resolve("trust.yaml").toString();
    Files.writeString(
        Path.of(trust), "format: slipway-trust/1\nkeys: [{file: release.pem.pub, name: team}]\n");
  }

  @AfterEach
  void forgetConfiguration() {
    System.clearProperty(TrustPolicy.PROPERTY);
  }

  private static String ok(String... arguments) {
    Slip.Result result = Slip.way(arguments);
    assertThat(result.status()).as(result.err()).isZero();
    return result.out();
  }

  private static String refused(int status, String... arguments) {
    Slip.Result result = Slip.way(arguments);
    assertThat(result.status()).as(result.err()).isEqualTo(status);
    return result.err();
  }

  @Test
  @DisplayName("sign with a new key, and verify with its public half")
  void key() throws IOException {
    assertThat(Files.getPosixFilePermissions(Path.of(key)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(ok("sign", model, "--key", key))
        .contains("Signed:    flight-delay 1 (", "Signer:    key ")
        .contains("Signature: " + Path.of(model).toRealPath() + "/model.sig\n");
    assertThat(ok("verify-signature", model, "--key", key + ".pub"))
        .contains("Package: flight-delay 1 (", "Signer:  key release.pem.pub (");
    assertThat(ok("verify-signature", model, "--trust", trust, "--json"))
        .contains("\"signing\":\"trusted\"", "\"kind\":\"key\",\"name\":\"team\"");
    ok("keygen", temp.resolve("other").toString(), "--curve", "P-521");
    assertThat(refused(4, "verify-signature", model, "--key", temp.resolve("other.pub").toString()))
        .contains("model.sig: is signed with the key ");
  }

  @Test
  @DisplayName("sign with a certificate, and verify with its root and who it must be of")
  void certificate() throws IOException {
    TestCertificate root = TestCertificate.authority("CN=Root").selfSigned();
    TestCertificate leaf = TestCertificate.signing("CN=L").email("a@b.example").issuedBy(root);
    String ca = TestCertificate.write(temp.resolve("ca.pem"), List.of(root)).toString();
    String chain = TestCertificate.write(temp.resolve("chain.pem"), List.of(leaf)).toString();
    Path leafKey = temp.resolve("leaf.pem");
    Files.writeString(
        leafKey, TestCertificate.pem("PRIVATE KEY", leaf.keys().getPrivate().getEncoded()));
    ok("sign", model, "--key", leafKey.toString(), "--certificate", chain);
    assertThat(ok("verify-signature", model, "--root", ca, "--identity", "email:a@b.example"))
        .contains("Signer:  certificate email:a@b.example (");
    assertThat(
            refused(4, "verify-signature", model, "--root", ca, "--identity", "email:x@b.example"))
        .contains("is of email:a@b.example, subject:CN=L, expected one of email:x@b.example");
    assertThat(
            refused(
                4, "verify-signature", model, "--root", ca, "--valid-at", "2001-01-01T00:00:00Z"))
        .contains("the signing certificate is valid from ");
  }

  @Test
  @DisplayName("take a password from a file, never from the command line, and never show it")
  void password() throws IOException {
    String secret = temp.resolve("password").toString();
    Files.writeString(Path.of(secret), "tell nobody\n");
    String locked = temp.resolve("locked.pem").toString();
    assertThat(ok("keygen", locked, "--password-file", secret)).doesNotContain("tell nobody");
    ok("sign", model, "--key", locked, "--password-file", secret);
    ok("verify-signature", model, "--key", locked + ".pub");
    assertThat(refused(3, "sign", model, "--key", locked))
        .contains("it is encrypted, expected a password");
    Files.writeString(Path.of(secret), "something else\n");
    assertThat(refused(3, "sign", model, "--key", locked, "--password-file", secret))
        .contains("the password is wrong")
        .doesNotContain("something else");
    assertThat(refused(3, "sign", model, "--key", locked, "--password-env", "SLIPWAY_NO_SUCH"))
        .contains("there is no variable SLIPWAY_NO_SUCH");
  }

  @Test
  @DisplayName("say what is wrong with a command line that would have no effect")
  void usage() {
    assertThat(refused(2, "verify-signature", model)).contains("expected --key, --root or --trust");
    assertThat(refused(2, "verify-signature", model, "--key", key + ".pub", "--identity", "x:y"))
        .contains("Cannot use --identity without --root: a key has no identity");
    assertThat(refused(2, "verify-signature", model, "--key", key + ".pub", "--trust", trust))
        .contains("Cannot use --trust beside --key and --root");
    assertThat(refused(2, "keygen", key + "2", "--curve", "P-255"))
        .contains("Cannot make a key on P-255, expected P-256, P-384 or P-521");
    assertThat(refused(2, "sign", model)).contains("--key");
    assertThat(refused(3, "keygen", key)).contains("it is there already");
  }

  @Test
  @DisplayName(
      "decide, under --trust, whether a package may be inspected, predicted with, scored and measured")
  void everyCommand() throws IOException {
    Path row = Files.writeString(temp.resolve("row.json"), Slip.FLIGHT);
    String scored = temp.resolve("scored.parquet").toString();
    List<String[]> commands =
        List.of(
            new String[] {"inspect", model, "--trust", trust},
            new String[] {"predict", "-m", model, "-i", row.toString(), "--trust", trust},
            new String[] {
              "batch", "-m", model, "-i", Slip.FLIGHTS.toString(), "-o", scored, "--trust", trust
            },
            new String[] {"package", model, "--check", "--rows", "33", "--trust", trust});
    for (String[] command : commands) {
      assertThat(refused(4, command)).contains("is not signed, expected model.sig");
    }
    ok("sign", model, "--key", key);
    for (String[] command : commands) {
      ok(command);
    }
    Files.writeString(Path.of(model, "extra.txt"), "x");
    for (String[] command : commands) {
      if (command[0].equals("batch")) {
        Files.delete(Path.of(scored));
      }
      assertThat(refused(4, command)).contains("extra.txt: is not signed");
    }
    assertThat(Path.of(scored)).doesNotExist();
  }

  @Test
  @DisplayName("decide likewise where the process is configured with a trust file")
  void configured() throws IOException {
    System.setProperty(TrustPolicy.PROPERTY, trust);
    Path row = Files.writeString(temp.resolve("row.json"), Slip.FLIGHT);
    String[] predict = {"predict", "-m", model, "-i", row.toString()};
    assertThat(refused(4, predict)).contains("is not signed");
    ok("sign", model, "--key", key);
    ok(predict);
    assertThat(ok("verify-signature", model)).contains("Signer:  key team (");
    System.setProperty(TrustPolicy.PROPERTY, temp.resolve("gone").toString());
    assertThat(refused(3, predict)).contains("Cannot read the trust file ");
  }

  @Test
  @DisplayName("are told by inspect, which shows an untrusted package without loading it")
  void inspect() {
    assertThat(ok("inspect", model)).contains("Signed by  nobody\n");
    ok("sign", model, "--key", key);
    assertThat(ok("inspect", model))
        .contains("Signed by  not checked (say whom to trust: --trust)");
    assertThat(ok("inspect", model, "--trust", trust)).contains("Signed by  key team (");
    assertThat(ok("inspect", model, "--json"))
        .contains("\"signing\":\"unchecked\",\"signer\":null");
    Slip.way("keygen", temp.resolve("other").toString());
    ok("sign", model, "--key", temp.resolve("other").toString());
    Slip.Result untrusted = Slip.way("inspect", model, "--trust", trust);
    assertThat(untrusted.status()).isEqualTo(4);
    assertThat(untrusted.out())
        .startsWith("Name       flight-delay\n")
        .contains("Signed by  nobody trusted\n")
        .doesNotContain("Engine");
    assertThat(untrusted.err()).contains("model.sig: is signed with the key ");
    assertThat(Slip.way("inspect", model, "--trust", trust, "--json").out())
        .contains("\"signing\":\"refused\",\"refusal\":\"Cannot read ");
  }
}
