package dev.slipway.registry.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import dev.slipway.RegistryException;
import dev.slipway.core.PackageSignature;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.registry.mlflow.internal.artifacts.UploadFolder;
import dev.slipway.registry.mlflow.internal.cache.PackageCache.Care;
import dev.slipway.registry.mlflow.internal.rest.RegistryApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Signs versions that are registered: uploads the bundle to a place that its content names, and
 * then sets the tag that says which bundle is the version's. Setting the tag is the change: before
 * it the version has the old bundle, after it the new one. Thread-safe.
 *
 * @param server whom to tell
 * @param fetching brings the package that is signed
 */
record Signatures(Connection server, Fetching fetching) {

  private static final int LONGEST_SIGNER = 1000;

  /** Returns where a bundle lies, below what the server hands through. */
  static String place(String sha256) {
    return Publishing.FOLDER + "/signatures/" + sha256;
  }

  /** Signs, and returns the signature with the signer as the policy of this process knows them. */
  PackageSignature sign(String task, Change.Sign change, VersionRecord version) {
    Path location = fetching.fetch(version, Care.CONTENT).location();
    if (location.toString().endsWith(".zip")) {
      throw new RegistryException(
          ErrorCode.REGISTRY_UNSUPPORTED,
          task
              + ": its package is a zip, which has its signature inside, expected a folder or a"
              + " model file (sign the zip, and register it as a new version)",
          null);
    }
    PackageSignature signature = change.signature().checkedFor(location);
    String signed = signature.version().digest();
    if (!version.digest().isEmpty() && !version.digest().equals(signed)) {
      throw new InvalidPackageException(
          ErrorCode.UNTRUSTED_PACKAGE,
          task,
          List.of(
              new Problem(
                  "signature", "is of the digest " + signed + ", expected " + version.digest())));
    }
    publish(task, version, signature);
    return signature;
  }

  private void publish(String task, VersionRecord version, PackageSignature signature) {
    RegistryApi.Tagged tag =
        new RegistryApi.Tagged(version.model(), Optional.of(version.number()), Records.SIGNATURE);
    String signer = signature.signer().toString();
    String shown = signer.substring(0, Math.min(signer.length(), LONGEST_SIGNER));
    try (UploadFolder folder = UploadFolder.create()) {
      Path file = Files.write(folder.path().resolve("model.sig"), signature.bundle());
      server.run(
          task,
          deadline -> {
            server.artifacts().upload(place(signature.digest()), file, deadline);
            server.registry().setTag(tag, signature.digest() + " " + shown, deadline);
            return true;
          });
    } catch (IOException failed) {
      throw new RegistryException(
          ErrorCode.REGISTRY_FAILURE,
          task + ": temporary files cannot be written (" + failed.getMessage() + ")",
          failed);
    }
  }
}
