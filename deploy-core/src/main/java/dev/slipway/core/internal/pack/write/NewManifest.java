package dev.slipway.core.internal.pack.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.InvalidPackageException;
import dev.slipway.Parity;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.PackagedStep;
import dev.slipway.core.internal.pack.PackageContents;
import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.files.PackageLimits;
import dev.slipway.core.internal.pack.manifest.SlipwayManifest;
import dev.slipway.core.internal.pack.manifest.SlipwayManifestReader;
import dev.slipway.core.internal.pack.manifest.VariantDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the {@code slipway.yaml} of a package that states what was measured. */
public final class NewManifest {

  private static final String FILE = SlipwayManifest.FILE;
  private static final String PLAIN_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,199}";

  private NewManifest() {}

  /**
   * Returns the file: the old one with both entries in place, else a new one.
   *
   * @param contents the package
   * @param parity to be stated
   * @param execution to be stated
   * @return its bytes
   * @throws InvalidPackageException if the old file is written in a way that cannot be edited
   */
  public static byte[] of(PackageContents contents, Parity parity, ExecutionRules execution) {
    Map<String, String> entries = StatedRules.entries(parity, execution);
    if (!contents.files().has(FILE)) {
      return fresh(contents, entries).getBytes(UTF_8);
    }
    byte[] old = contents.files().read(FILE, PackageLimits.MANIFEST_BYTES);
    byte[] edited = ManifestEdit.edited(new String(old, UTF_8), entries).getBytes(UTF_8);
    check(contents, edited, parity, execution);
    return edited;
  }

  /** Returns a new file of a package that has none. */
  static String fresh(PackageContents contents, Map<String, String> entries) {
    StringBuilder text = new StringBuilder("format: ").append(SlipwayManifest.FORMAT).append('\n');
    if (contents.mlflow().isEmpty()) {
      String name = contents.version().name();
      if (name.matches(PLAIN_NAME)) {
        text.append("name: '").append(name).append("'\n");
      }
      text.append("model: '").append(contents.chosen().path().replace("'", "''")).append("'\n");
    }
    entries.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
    return text.toString();
  }

  /** Reads the edited file again, which must say what the old one said but for the two entries. */
  private static void check(
      PackageContents contents, byte[] edited, Parity parity, ExecutionRules execution) {
    Problems problems = new Problems("Cannot package " + contents.version());
    SlipwayManifest old = contents.manifest();
    SlipwayManifest wanted = withRules(old, Optional.of(parity), Optional.of(execution));
    SlipwayManifest read;
    try {
      read = SlipwayManifestReader.read(edited, new Problems("Cannot edit " + FILE));
    } catch (InvalidPackageException broken) {
      throw problems.with(FILE, hint(String.valueOf(broken.getMessage())));
    }
    if (!wanted.equals(withRules(read, read.parity(), read.execution()))) {
      throw problems.with(FILE, hint("the result would say something else"));
    }
  }

  private static String hint(String reason) {
    return "cannot be edited: "
        + reason
        + " (write parity and execution as plain keys at the top, without anchors)";
  }

  /** Returns a manifest with other rules and without line numbers, which an edit may move. */
  private static SlipwayManifest withRules(
      SlipwayManifest manifest, Optional<Parity> parity, Optional<ExecutionRules> execution) {
    List<PackagedStep> steps =
        manifest.steps().stream().map(s -> new PackagedStep(s.type(), "", s.settings())).toList();
    List<VariantDefinition> variants =
        manifest.variants().stream().map(NewManifest::withoutPlace).toList();
    return new SlipwayManifest(
        manifest.name(),
        manifest.version(),
        manifest.description(),
        manifest.model(),
        manifest.signature(),
        manifest.engine(),
        steps,
        manifest.features(),
        manifest.outputs(),
        parity,
        execution,
        manifest.golden(),
        variants);
  }

  private static VariantDefinition withoutPlace(VariantDefinition variant) {
    return new VariantDefinition(
        variant.name(),
        "",
        variant.model(),
        variant.engine(),
        variant.labels(),
        variant.parity(),
        variant.execution(),
        variant.report());
  }
}
