package dev.slipway.cli;

import dev.slipway.core.SigningCurve;
import dev.slipway.lifecycle.signing.NewKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a pair of keys for signing. */
@Command(
    name = "keygen",
    sortOptions = false,
    description = {
      "Makes a pair of keys for signing packages: FILE, which is to be kept secret,",
      "and FILE.pub, which is for everybody who verifies."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} keygen release.pem",
      "  ${ROOT-COMMAND-NAME} keygen release.pem --password-file password.txt"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class KeygenCommand implements Runnable {

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "Where the private key goes; only its owner can read it.")
  private Path file;

  @Option(
      names = "--curve",
      paramLabel = "CURVE",
      description = "P-256, P-384 or P-521; P-256 unless given.")
  private String curve = SigningCurve.P_256.toString();

  @Mixin private PasswordOption password;

  KeygenCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try {
      NewKey made = NewKey.create(file, curve(), password.password());
      console.line("Private key: " + made.privateKey());
      console.line("Public key:  " + made.publicKey());
      console.line("Fingerprint: " + made.fingerprint());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private SigningCurve curve() {
    return Arrays.stream(SigningCurve.values())
        .filter(known -> known.toString().equalsIgnoreCase(curve))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.USAGE,
                    "Cannot make a key on " + curve + ", expected P-256, P-384 or P-521"));
  }
}
