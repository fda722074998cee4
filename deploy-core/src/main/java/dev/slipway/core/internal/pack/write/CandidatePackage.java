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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of a package under a temporary name, with variants that are measured there before they
 * become a part of anything. Closing removes it, unless it was moved. Not thread-safe.
 */
public final class CandidatePackage implements AutoCloseable {

  private static final String VARIANTS = Leftovers.VARIANTS;
  private static final String REPORT = "report.json";

  private final PackageContents contents;
  private final Path target;
  private final TemporaryPath temporary;
  private final Map<String, String> extra = new LinkedHashMap<>();
  private final List<String> added = new ArrayList<>();

  private CandidatePackage(PackageContents contents, Path target, TemporaryPath temporary) {
    this.contents = contents;
    this.target = target;
    this.temporary = temporary;
  }

  /**
   * Copies a package.
   *
   * @param contents the package
   * @param claim on the place beside which the copy is made; open until the copy is closed
   * @return the copy, which the caller closes
   * @throws IOException if it cannot be written; nothing is left behind
   */
  public static CandidatePackage beside(PackageContents contents, PackageClaim claim)
      throws IOException {
    Path target = claim.target();
    TemporaryPath temporary = TemporaryPath.adding(target);
    CandidatePackage candidate = new CandidatePackage(contents, target, temporary);
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
    write(
        () -> {
          Leftovers.remove(own);
          Files.createDirectories(own);
          Files.write(place, variant.content());
        });
    added.add(variant.name());
  }

  /**
   * Writes a variant's report.
   *
   * @param variant the variant's name
   * @param json the report
   * @throws IOException if it cannot be written
   */
  public void report(String variant, byte[] json) throws IOException {
    write(() -> Files.write(folder().resolve(reportPath(variant)), json));
  }

  /**
   * Writes {@code slipway.yaml}.
   *
   * @param variants what is added
   * @throws IOException if it cannot be written
   */
  public void state(List<StatedVariant> variants) throws IOException {
    byte[] manifest = VariantManifest.of(contents, extra, variants);
    write(() -> Files.write(folder().resolve(SlipwayManifest.FILE), manifest));
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void write(Writing writing) throws IOException {
    try {
      writing.run();
    } catch (IOException failed) {
      throw TemporaryPath.failure(target, failed);
    }
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
   * package with a folder that nothing names, and a note of it, by which the next {@link
   * PackageClaim} removes it.
   *
   * @param folder the package, an absolute path without links
   * @throws IOException if it cannot be written; nothing has changed then
   */
  public void install(Path folder) throws IOException {
    Path target = folder.resolve(VARIANTS);
    Path manifest = folder.resolve(SlipwayManifest.FILE);
    Path fresh = folder().resolve(SlipwayManifest.FILE);
    boolean done = false;
    try {
      if (Files.exists(manifest)) {
        ManifestReplacement.copyPermissions(manifest, fresh);
      }
      syncAdded();
      TemporaryPath.sync(fresh);
      Leftovers.note(folder, added, temporary.path().resolve(".note"));
      moveFolders(target);
      Files.move(fresh, manifest, StandardCopyOption.ATOMIC_MOVE);
      done = true;
      TemporaryPath.sync(folder);
    } catch (IOException failed) {
      throw TemporaryPath.failure(target, failed);
    } finally {
      if (!done) {
        undo(target);
      }
      Leftovers.unnote(folder);
    }
  }

  private void moveFolders(Path target) throws IOException {
    Files.createDirectories(target);
    for (String name : added) {
      Leftovers.remove(target.resolve(name));
      Files.move(
          folder().resolve(VARIANTS).resolve(name),
          target.resolve(name),
          StandardCopyOption.ATOMIC_MOVE);
    }
    TemporaryPath.sync(target);
  }

  private void undo(Path target) throws IOException {
    for (String name : added) {
      // What is not in the copy any more was moved.
      if (!Files.exists(folder().resolve(VARIANTS).resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        Leftovers.remove(target.resolve(name));
      }
    }
    Leftovers.removeIfEmpty(target);
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
