package dev.slipway.lifecycle;

import dev.slipway.lifecycle.signing.PackageSigner;
import java.io.IOException;

/** Signs versions where they are registered. Stateless and thread-safe. */
public final class VersionSigning {

  private VersionSigning() {}

  /**
   * Signs a version. Every file is read and compared with the digest that was registered; number,
   * digest and content stay as they are, and the registry keeps who signed, when and why, as far as
   * it keeps a history.
   *
   * @param registry where the version is
   * @param version from that registry
   * @param signer the key or certificate
   * @param note who signs, and why
   * @return the entry of the history
   * @throws IOException if the package cannot be read
   * @throws dev.slipway.InvalidPackageException with {@code INVALID_PACKAGE} if the package differs
   *     from what was registered, {@code UNTRUSTED_PACKAGE} if the policy of this process does not
   *     trust the signer; nothing has changed then
   * @throws dev.slipway.RegistryException if the registry fails, or cannot keep signatures
   */
  public static HistoryEntry sign(
      Registry registry, VersionRecord version, PackageSigner signer, ChangeNote note)
      throws IOException {
    return registry.apply(
        new Change.Sign(
            version.model(),
            version.number(),
            signer.signature(registry.fetch(version).location())),
        note);
  }
}
