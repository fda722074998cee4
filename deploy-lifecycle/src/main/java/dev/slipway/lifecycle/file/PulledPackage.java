package dev.slipway.lifecycle.file;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import dev.slipway.core.ModelPackage;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.spi.ModelResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Copies a version's package out of a registry into a folder of the user's. Stateless. */
public final class PulledPackage {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private PulledPackage() {}

  /**
   * Copies a package. The folder appears whole or not at all; what a copy that was killed left
   * behind, hidden beside the folder, goes with the next. Two copies to one place wait for each
   * other.
   *
   * @param registry where the version is
   * @param version from that registry
   * @param target a path that nothing has, or that has this very package already
   * @return the target
   * @throws InvalidPackageException if the package is not what was registered
   * @throws IOException if the target cannot be written or has something else
   */
  public static Path pull(Registry registry, VersionRecord version, Path target)
      throws IOException {
    ModelResolver.Resolved resolved = registry.locate(version);
    Path place = target.toAbsolutePath().normalize();
    Path above = place.getParent();
    if (above == null || !Files.isDirectory(above)) {
      throw new IOException(
          "Cannot write " + target + ": there is no folder " + above + " (make it first)");
    }
    try {
      alone(above, Objects.requireNonNull(place.getFileName()).toString(), resolved, version);
      return target;
    } catch (IOException failed) {
      throw failure(place, failed);
    } catch (EngineException failed) {
      if (failed.getCause() instanceof IOException cause) {
        throw failure(place, cause);
      }
      throw failed;
    }
  }

  private static IOException failure(Path place, IOException failed) {
    return String.valueOf(failed.getMessage()).startsWith("Cannot ")
        ? failed
        : new IOException("Cannot write " + place + ": " + Faults.reason(failed), failed);
  }

  private static void alone(
      Path above, String name, ModelResolver.Resolved resolved, VersionRecord version)
      throws IOException {
    Path place = above.resolve(name);
    Path lockFile = above.resolve("." + name + ".slipway-pull-lock");
    ProcessLock lock = ProcessLock.take(lockFile, PATIENCE);
    try {
      if (!isThere(place, resolved)) {
        Path fresh = above.resolve("." + name + ".slipway-pull");
        DurableFiles.deleteTree(fresh);
        copy(resolved, fresh, place, version);
      }
    } finally {
      remove(lockFile);
      lock.close();
    }
  }

  /** A lock's file that stays is in nobody's way. */
  private static void remove(Path lockFile) {
    try {
      Files.deleteIfExists(lockFile);
    } catch (IOException stays) {
      assert stays != null;
    }
  }

  private static boolean isThere(Path place, ModelResolver.Resolved resolved) throws IOException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    String entry = entry(resolved);
    Path opened = entry.isEmpty() ? place : place.resolve(entry);
    try {
      if (resolved.digest().isPresent()
          && ModelPackage.digest(opened).equals(resolved.digest().get())) {
        return true;
      }
    } catch (InvalidPackageException other) {
      // Something else is there, which is what the error below says.
      assert other != null;
    }
    throw new IOException(
        "Cannot write " + place + ": something else is there, expected a free name");
  }

  private static String entry(ModelResolver.Resolved resolved) {
    Path location = resolved.location();
    return Files.isRegularFile(location)
        ? Objects.requireNonNull(location.getFileName()).toString()
        : "";
  }

  private static void copy(
      ModelResolver.Resolved resolved, Path fresh, Path place, VersionRecord version)
      throws IOException {
    boolean done = false;
    try (ModelPackage source = ModelPackage.read(resolved.location())) {
      check(resolved, source, version);
      source.copyTo(fresh);
      DurableFiles.syncTree(fresh);
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.sync(place.resolveSibling(""));
      done = true;
    } finally {
      if (!done) {
        DurableFiles.deleteTree(fresh);
      }
    }
  }

  private static void check(
      ModelResolver.Resolved resolved, ModelPackage source, VersionRecord version) {
    String actual = source.version().digest();
    if (resolved.digest().isPresent() && !resolved.digest().get().equals(actual)) {
      throw new InvalidPackageException(
          ErrorCode.INVALID_PACKAGE,
          "Cannot copy " + version.version(),
          List.of(new Problem("digest", "is " + actual + ", expected " + version.digest())));
    }
  }
}
