package dev.slipway.cli;

import dev.slipway.core.SignedPackage;
import dev.slipway.lifecycle.signing.PackageSigner;
import dev.slipway.lifecycle.signing.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a model package. */
@Command(
    name = "sign",
    sortOptions = false,
    description = {
      "Signs a model package with a key, or with a certificate and its chain, as",
      "OpenSSF Model Signing v1.0 says. The signature goes into the package as",
      "model.sig, into a zip likewise, and beside a single model file as NAME.sig.",
      "Neither the package's digest nor its version changes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} keygen release.pem",
      "  ${ROOT-COMMAND-NAME} sign my-model --key release.pem",
      "  ${ROOT-COMMAND-NAME} sign my-model --key signing.pem --certificate chain.pem \\",
      "      --password-env SIGNING_PASSWORD"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class SignCommand implements Runnable {

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "PACKAGE",
      description = "The package: a folder, a zip or an .onnx or .tflite file.")
  private Path source;

  @Option(
      names = {"-k", "--key"},
      required = true,
      paramLabel = "FILE",
      description = "The private key: PEM, PKCS #8, on P-256, P-384 or P-521.")
  private Path key;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = {
        "The key's certificate and those above it but the",
        "root, in PEM. Without it the key alone signs."
      })
  private @Nullable Path certificate;

  @Mixin private PasswordOption password;

  @Option(names = "--json", description = "Prints what was done as JSON.")
  private boolean json;

  SignCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    SigningKey signingKey = SigningKey.read(key, password.password());
    PackageSigner signer =
        certificate == null
            ? PackageSigner.of(signingKey)
            : PackageSigner.of(signingKey, PackageSigner.readChain(certificate));
    try {
      print(signer.sign(source));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void print(SignedPackage done) {
    if (json) {
      console.line(SigningJson.of(done));
      return;
    }
    console.line("Signed:    " + done.version());
    console.line("Signer:    " + done.signer());
    console.line("Signature: " + done.bundle());
  }
}
