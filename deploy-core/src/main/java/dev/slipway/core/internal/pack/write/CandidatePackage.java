package dev.slipway.core.internal.pack.write;

import dev.slipway.Signature;
import dev.slipway.core.NewVariant;
import dev.slipway.core.internal.pack.PackageContents;
import dev.slipway.core.internal.pack.manifest.SlipwayManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of a package under a temporary name, with variants that are measured there before they
 * become a part of anything. Closing removes it, unless it was moved. Not thread-safe.
 */
public final class CandidatePackage implements AutoCloseable {

  private static final String VARIANTS = "variants";
  private static final String REPORT = "report.json";

  private final PackageContents contents;
  private final TemporaryPath temporary;
  private final Map<String, String> extra = new LinkedHashMap<>();
  private final List<String> added = new ArrayList<>();

  private CandidatePackage(PackageContents contents, TemporaryPath temporary) {
    this.contents = contents;
    this.temporary = temporary;
  }

  /**
   * Copies a package.
   *
   * @param contents the package
   * @param target an absolute path, beside which the copy is made
   * @return the copy, which the caller closes
   * @throws IOException if it cannot be written; nothing is left behind
   */
  public static CandidatePackage beside(PackageContents contents, Path target) throws IOException {
    TemporaryPath temporary = TemporaryPath.beside(target);
    CandidatePackage candidate = new CandidatePackage(contents, temporary);
    boolean done = false;
    try {
      Files.createDirectory(temporary.path());
      contents.files().copy("", temporary.path());
      done = true;
      return candidate;
    } catch (IOException failed) {
      throw TemporaryPath.failure(target, failed);
    } finally {
      if (!done) {
        candidate.close();
      }
    }
  }

  /** Returns where the copy is. */
  public Path folder() {
    return temporary.path();
  }

  /**
   * States a signature where the package leaves it to the graph.
   *
   * @param inputs what callers send
   * @param outputs what callers get; may be empty
   */
  public void signature(List<Signature.Field> inputs, List<Signature.Field> outputs) {
    extra.putAll(VariantManifest.signature(inputs, outputs));
  }

  /**
   * States postprocessing where the package has none.
   *
   * @param line the value of {@code outputs} in one line
   */
  public void outputs(String line) {
    extra.put("outputs", line);
  }

  /**
   * Returns the path of a variant's model.
   *
   * @param variant the variant
   * @return with {@code /}, from the top of the package
   */
  public static String modelPath(NewVariant variant) {
    return VARIANTS + "/" + variant.name() + "/" + variant.file();
  }

  /**
   * Returns the path of a variant's report.
   *
   * @param variant the variant's name
   * @return with {@code /}, from the top of the package
   */
  public static String reportPath(String variant) {
    return VARIANTS + "/" + variant + "/" + REPORT;
  }

  /**
   * Writes a variant's model.
   *
   * @param variant the variant
   * @throws IOException if it cannot be written
   */
  public void add(NewVariant variant) throws IOException {
    Path place = folder().resolve(modelPath(variant));
    Path own = folder().resolve(VARIANTS).resolve(variant.name());
    removeStale(own);
    Files.createDirectories(own);
    Files.write(place, variant.content());
    added.add(variant.name());
  }

  /** Removes what an earlier attempt that was killed may have left where a variant goes. */
  private static void removeStale(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> tree = Files.walk(path)) {
        for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /**
   * Writes a variant's report.
   *
   * @param variant the variant's name
   * @param json the report
   * @throws IOException if it cannot be written
   */
  public void report(String variant, byte[] json) throws IOException {
    Files.write(folder().resolve(reportPath(variant)), json);
  }

  /**
   * Writes {@code slipway.yaml}.
   *
   * @param variants what is added
   * @throws IOException if it cannot be written
   */
  public void state(List<StatedVariant> variants) throws IOException {
    byte[] manifest = VariantManifest.of(contents, extra, variants);
    Files.write(folder().resolve(SlipwayManifest.FILE), manifest);
  }

  /**
   * Moves the copy to a free place, or makes a zip of it there.
   *
   * @param output a zip if it ends in {@code .zip}
   * @throws IOException if it cannot be written or the place is taken; nothing is there then that
   *     was not before
   */
  public void publish(Path output) throws IOException {
    NewPackage.publish(folder(), output.toAbsolutePath().normalize(), place -> {});
  }

  /**
   * Moves the variants into the package itself: first their folders, of which the package says
   * nothing yet, then {@code slipway.yaml}. A process that is killed in between leaves the old
   * package with a folder that nothing names, and the next attempt replaces it.
   *
   * @param folder the package, an absolute path without links
   * @throws IOException if it cannot be written; nothing has changed then
   */
  public void install(Path folder) throws IOException {
    byte[] manifest = Files.readAllBytes(folder().resolve(SlipwayManifest.FILE));
    Path target = folder.resolve(VARIANTS);
    List<Path> moved = new ArrayList<>();
    boolean done = false;
    try {
      syncAdded();
      Files.createDirectories(target);
      for (String name : added) {
        removeStale(target.resolve(name));
      }
      for (String name : added) {
        Path place = target.resolve(name);
        Files.move(folder().resolve(VARIANTS).resolve(name), place, StandardCopyOption.ATOMIC_MOVE);
        moved.add(place);
      }
      TemporaryPath.sync(target);
      ManifestReplacement.write(folder, manifest);
      done = true;
    } catch (IOException failed) {
      throw String.valueOf(failed.getMessage()).startsWith("Cannot ")
          ? failed
          : TemporaryPath.failure(target, failed);
    } finally {
      if (!done) {
        undo(target, moved);
      }
    }
  }

  private static void undo(Path target, List<Path> moved) throws IOException {
    for (Path place : moved) {
      removeStale(place);
    }
    if (Files.isDirectory(target)) {
      try (Stream<Path> left = Files.list(target)) {
        if (left.findAny().isPresent()) {
          return;
        }
      }
      Files.delete(target);
    }
  }

  private void syncAdded() throws IOException {
    for (String name : added) {
      try (Stream<Path> tree = Files.walk(folder().resolve(VARIANTS).resolve(name))) {
        for (Path path : tree.toList()) {
          TemporaryPath.sync(path);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    temporary.close();
  }
}
