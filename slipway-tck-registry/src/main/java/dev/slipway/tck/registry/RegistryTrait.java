package dev.slipway.tck.registry;

/**
 * Something that a registry may lack. A registry that declares a trait unsupported must refuse with
 * {@code REGISTRY_UNSUPPORTED} where it is needed; one that does not declare it must have it.
 */
public enum RegistryTrait {
  /** Keeps who changed what, when and why. */
  HISTORY,
  /** Makes a change only where what is there is what the change expects. */
  COMPARE_AND_SET,
  /** Moves versions to stages. */
  STAGES,
  /** Deletes versions and models. */
  DELETION
}
