package dev.slipway.core.internal.pack.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.InvalidPackageException;
import dev.slipway.Signature;
import dev.slipway.core.internal.pack.PackageContents;
import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.files.PackageLimits;
import dev.slipway.core.internal.pack.manifest.SlipwayManifest;
import dev.slipway.core.internal.pack.manifest.SlipwayManifestReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the {@code slipway.yaml} of a package with more variants. */
final class VariantManifest {

  private static final String FILE = SlipwayManifest.FILE;
  private static final String VARIANTS = "variants";

  private final PackageContents contents;
  private final List<StatedVariant> variants;

  private VariantManifest(PackageContents contents, List<StatedVariant> variants) {
    this.contents = contents;
    this.variants = variants;
  }

  /**
   * Returns the file: the old one with the variants behind those it has, else a new one.
   *
   * @param contents the package
   * @param extra entries that it lacks, each in one line
   * @param variants what is added
   * @throws InvalidPackageException if the old file is written in a way that cannot be edited
   */
  static byte[] of(
      PackageContents contents, Map<String, String> extra, List<StatedVariant> variants) {
    return new VariantManifest(contents, variants).text(extra).getBytes(UTF_8);
  }

  /** Returns the entry that states a signature. */
  static Map<String, String> signature(
      List<Signature.Field> inputs, List<Signature.Field> outputs) {
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("signature", StatedSignature.line(inputs, outputs));
    return entry;
  }

  private String text(Map<String, String> extra) {
    boolean fresh = !contents.files().has(FILE);
    String old =
        fresh
            ? NewManifest.fresh(contents, Map.of())
            : new String(contents.files().read(FILE, PackageLimits.MANIFEST_BYTES), UTF_8);
    String edited = extra.isEmpty() ? old : ManifestEdit.edited(old, extra);
    List<String> lines = variants.stream().map(StatedVariant::line).toList();
    edited = ManifestEdit.appended(edited, VARIANTS, lines);
    check(edited, fresh);
    return edited;
  }

  /** Reads the edited file again: it has the old variants and then the new ones. */
  private void check(String edited, boolean fresh) {
    Problems problems = new Problems("Cannot add variants to " + contents.version());
    SlipwayManifest read;
    try {
      read =
          SlipwayManifestReader.read(edited.getBytes(UTF_8), new Problems("Cannot edit " + FILE));
    } catch (InvalidPackageException broken) {
      throw problems.with(FILE, hint(String.valueOf(broken.getMessage())));
    }
    List<String> expected = new ArrayList<>();
    contents.manifest().variants().forEach(variant -> expected.add(variant.name()));
    variants.forEach(variant -> expected.add(variant.name()));
    List<String> found = read.variants().stream().map(variant -> variant.name()).toList();
    boolean same = fresh || sameButVariants(read);
    if (!same || !found.equals(expected)) {
      throw problems.with(FILE, hint("the result would say something else"));
    }
  }

  private boolean sameButVariants(SlipwayManifest read) {
    SlipwayManifest old = contents.manifest();
    Optional<Signature> signature = old.signature();
    return old.name().equals(read.name())
        && old.version().equals(read.version())
        && old.model().equals(read.model())
        && (signature.isEmpty() || signature.equals(read.signature()))
        && old.outputs().equals(read.outputs())
        && old.features().equals(read.features())
        && old.steps().size() == read.steps().size()
        && old.parity().equals(read.parity())
        && old.execution().equals(read.execution())
        && old.golden().equals(read.golden());
  }

  private static String hint(String reason) {
    return "cannot be edited: "
        + reason
        + " (write variants as a plain list at the top, without anchors, or leave them out)";
  }
}
