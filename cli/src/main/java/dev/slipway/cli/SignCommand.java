package dev.slipway.cli;

import dev.slipway.core.SignedPackage;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.lifecycle.VersionSigning;
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
      "Neither the package's digest nor its version changes. A version of a registry",
      "is signed where it is, and the history says by whom."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} keygen release.pem",
      "  ${ROOT-COMMAND-NAME} sign my-model --key release.pem",
      "  ${ROOT-COMMAND-NAME} sign models:/flight-delay/3 --key release.pem --why 'reviewed'",
      "  ${ROOT-COMMAND-NAME} sign my-model --key signing.pem --certificate chain.pem \\",
      "      --password-env SIGNING_PASSWORD"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class SignCommand implements Runnable {

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "PACKAGE",
      description = {
        "The package: a folder, a zip, an .onnx or .tflite",
        "file, or models:/NAME/VERSION of a registry."
      })
  private String source;

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
  @Mixin private RegistryOption registry;
  @Mixin private NoteOptions note;

  @Option(names = "--json", description = "Prints what was done as JSON.")
  private boolean json;

  SignCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    boolean registered = ModelUri.matches(source);
    if (!registered && (registry.isGiven() || note.isGiven())) {
      throw new CommandException(
          ExitCode.USAGE,
          "Cannot use --registry, --who and --why with "
              + source
              + ": they are for models:/… of a registry (leave them out)");
    }
    SigningKey signingKey = SigningKey.read(key, password.password());
    PackageSigner signer =
        certificate == null
            ? PackageSigner.of(signingKey)
            : PackageSigner.of(signingKey, PackageSigner.readChain(certificate));
    try {
      if (registered) {
        signRegistered(signer);
      } else {
        print(signer.sign(Path.of(source)));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void signRegistered(PackageSigner signer) throws IOException {
    RegistryOption.hint(source, console);
    try (Registry opened = registry.open()) {
      VersionRecord version = opened.find(ModelUri.parse(source));
      HistoryEntry entry = VersionSigning.sign(opened, version, signer, note.note());
      if (json) {
        console.line(RegistryJson.text(RegistryJson.of(entry)));
        return;
      }
      console.line("Signed:    " + version.version());
      console.line("Signer:    " + entry.to().orElse(""));
      console.line("Signature: with the version, in " + opened.location());
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
