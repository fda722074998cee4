package dev.slipway.cli;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.Signing;
import dev.slipway.core.TrustPolicy;
import dev.slipway.lifecycle.PackageFacts;
import dev.slipway.lifecycle.PromotionGate;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all that is known of a version, and whether it may serve. */
@Command(
    name = "show",
    sortOptions = false,
    description = {"Shows all that is known of a version, and whether it may serve."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} registry show flight-delay",
      "  ${ROOT-COMMAND-NAME} registry show flight-delay @champion --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class ShowCommand implements Runnable {

  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "A number, latest, or @ALIAS; latest unless given.")
  private String version = "latest";

  @Mixin private RegistryOption registry;

  @Option(names = "--json", description = "Prints it as JSON.")
  private boolean json;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (Registry opened = registry.open()) {
      VersionRecord found = Selector.find(opened, name, version);
      PackageFacts facts = opened.facts(found);
      Signing signing = signing(opened, found);
      List<Problem> missing = PromotionGate.missing(facts);
      if (json) {
        Map<String, @Nullable Object> object = RegistryJson.of(found);
        object.put("signing", Names.of(signing.state()));
        object.put("signer", signer(found, signing).orElse(null));
        object.put("signature", facts.signature().map(VersionDiff::describe).orElse(null));
        object.put("parity", facts.parity().map(RuleWords::of).orElse(null));
        object.put("golden", Names.of(facts.golden().outcome()).replace('_', '-'));
        object.put("missing", missing.stream().map(String::valueOf).toList());
        console.line(RegistryJson.text(object));
        return;
      }
      console.text(RegistryText.version(found));
      console.line("Signed by   " + signedBy(found, signing));
      console.line("Parity      " + facts.parity().map(RuleWords::of).orElse("not stated"));
      console.line("Golden      " + golden(facts));
      missing.forEach(problem -> console.line("It may not serve: " + problem));
    }
  }

  /** Returns what the bundle proves, without a policy only that there is one. */
  private static Signing signing(Registry opened, VersionRecord version) {
    Path place = opened.locate(version).location();
    TrustPolicy policy = TrustPolicy.configured().acceptingUnsigned();
    try (ModelPackage source = ModelPackage.read(place, policy)) {
      return source.signing();
    } catch (InvalidPackageException refused) {
      if (refused.code() != ErrorCode.UNTRUSTED_PACKAGE) {
        throw refused;
      }
      return Signing.of(Signing.State.UNCHECKED);
    }
  }

  private static Optional<String> signer(VersionRecord version, Signing signing) {
    return signing
        .signer()
        .map(Object::toString)
        .or(() -> version.signature().map(VersionRecord.Attached::signer));
  }

  private static String signedBy(VersionRecord version, Signing signing) {
    String signer = signer(version, signing).orElse("somebody");
    return switch (signing.state()) {
      case UNSIGNED -> "nobody";
      case UNCHECKED ->
          TrustPolicy.configured().isNone()
              ? signer + ", not checked (SLIPWAY_TRUST says whom to trust)"
              : "nobody trusted";
      case TRUSTED -> signer;
    };
  }

  private static String golden(PackageFacts facts) {
    return switch (facts.golden().outcome()) {
      case PASSED -> "passed";
      case FAILED -> "failed";
      case NO_RECORDS -> "no records";
      case NOT_RUN -> "not replayed, for want of an engine";
      case NOT_TRUSTED -> "not replayed, for want of a trusted signature";
    };
  }
}
