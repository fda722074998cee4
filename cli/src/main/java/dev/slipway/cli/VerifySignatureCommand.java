package dev.slipway.cli;

import dev.slipway.core.ModelPackage;
import dev.slipway.core.TrustPolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks who signed a model package. */
@Command(
    name = "verify-signature",
    sortOptions = false,
    description = {
      "Checks that a model package is exactly what somebody trusted signed, and says",
      "who. Nothing of the model is loaded."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} verify-signature my-model --key release.pem.pub",
      "  ${ROOT-COMMAND-NAME} verify-signature my-model --root acme-ca.pem \\",
      "      --identity email:release@acme.example",
      "  ${ROOT-COMMAND-NAME} verify-signature my-model --trust trust.yaml"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class VerifySignatureCommand implements Runnable {

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "PACKAGE",
      description = "The package: a folder, a zip or an .onnx or .tflite file.")
  private Path source;

  @Option(
      names = {"-k", "--key"},
      paramLabel = "FILE",
      description = "A public key to trust, in PEM; several may be given.")
  private List<Path> keys = new ArrayList<>();

  @Option(
      names = "--root",
      paramLabel = "FILE",
      description = "Certificates to trust, and those under them, in PEM; several may be given.")
  private List<Path> roots = new ArrayList<>();

  @Option(
      names = "--identity",
      paramLabel = "ID",
      description = {
        "Whom to trust under the roots: email:…, uri:…, dns:…",
        "or subject:…; several may be given. Unless given,",
        "everybody who may sign code."
      })
  private Set<String> identities = new LinkedHashSet<>();

  @Option(
      names = "--valid-at",
      paramLabel = "TIME",
      description = "When certificates must be valid, as 2026-06-30T00:00:00Z; now unless given.")
  private @Nullable String validAt;

  @Mixin private TrustOption trust;

  @Option(names = "--json", description = "Prints what was found as JSON.")
  private boolean json;

  VerifySignatureCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    TrustPolicy policy = keys.isEmpty() && roots.isEmpty() ? named() : given();
    try (ModelPackage checked = ModelPackage.read(source, policy)) {
      if (json) {
        console.line(SigningJson.of(checked.version(), checked.signing()));
        return;
      }
      console.line("Package: " + checked.version());
      console.line("Signer:  " + checked.signing().signer().map(Object::toString).orElse("nobody"));
    }
  }

  private TrustPolicy named() {
    if (validAt != null || !identities.isEmpty()) {
      throw usage(
          "Cannot use --identity and --valid-at without --root: a trust file states its own");
    }
    TrustPolicy policy = trust.policy();
    if (policy.isNone()) {
      throw usage("Cannot verify without knowing whom to trust, expected --key, --root or --trust");
    }
    return policy;
  }

  private TrustPolicy given() {
    if (trust.isGiven()) {
      throw usage("Cannot use --trust beside --key and --root (leave one of them out)");
    }
    if (!identities.isEmpty() && roots.isEmpty()) {
      throw usage("Cannot use --identity without --root: a key has no identity");
    }
    if (validAt != null && roots.isEmpty()) {
      throw usage("Cannot use --valid-at without --root: a key does not expire");
    }
    TrustPolicy.Builder policy = TrustPolicy.builder();
    keys.forEach(policy::key);
    try {
      roots.forEach(file -> policy.roots(file, identities));
      if (validAt != null) {
        policy.validAt(Instant.parse(validAt));
      }
    } catch (IllegalArgumentException unknownForm) {
      throw usage("Cannot use --identity: " + unknownForm.getMessage());
    } catch (DateTimeParseException malformed) {
      throw usage("Cannot use --valid-at " + validAt + ", expected a time as 2026-06-30T00:00:00Z");
    }
    return policy.build();
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }
}
