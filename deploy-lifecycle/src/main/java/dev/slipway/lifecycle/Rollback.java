package dev.slipway.lifecycle;

import dev.slipway.ErrorCode;
import dev.slipway.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the way back: the version that an alias meant before the one that it means now. Moving back
 * is no step forth: after 1, 2 and 3 the first way back is to 2, and the next one to 1. Versions
 * that were deleted are left out. Stateless and thread-safe.
 */
public final class Rollback {

  private Rollback() {}

  /**
   * Returns the change that moves an alias back, for {@link Registry#apply}. It expects the alias
   * to mean what it means now, and is refused where somebody moves it in between.
   *
   * @param registry one that keeps a history
   * @param model the model
   * @param alias its alias
   * @return the change
   * @throws RegistryException with {@code REGISTRY_CONFLICT} if there is nothing to go back to,
   *     {@code REGISTRY_UNSUPPORTED} if the registry keeps no history
   */
  public static Change.SetAlias of(Registry registry, String model, String alias) {
    String task = "Cannot roll back " + model + "@" + alias + " in " + registry.location();
    RegisteredModel now = registry.model(model);
    Integer current = now.aliases().get(alias);
    if (current == null) {
      throw new RegistryLookup(task).unknown("alias of " + model, alias, now.aliases().keySet());
    }
    List<Integer> way = way(history(registry, model, task), alias);
    int here = way.lastIndexOf(current);
    if (here < 1) {
      throw new RegistryException(
          ErrorCode.REGISTRY_CONFLICT,
          task
              + ": it has meant nothing before version "
              + current
              + " that is still there, expected an earlier version (set the alias to one by its"
              + " number)",
          null);
    }
    return new Change.SetAlias(model, alias, way.get(here - 1), Expected.version(current));
  }

  private static List<HistoryEntry> history(Registry registry, String model, String task) {
    try {
      return registry.history(model);
    } catch (RegistryException refused) {
      if (refused.code() != ErrorCode.REGISTRY_UNSUPPORTED) {
        throw refused;
      }
      throw new RegistryException(
          ErrorCode.REGISTRY_UNSUPPORTED,
          task
              + ": it keeps no history that says what the alias meant before, expected the number"
              + " of a version (set the alias to it)",
          refused);
    }
  }

  /** Returns the versions that lead to where the alias is, without those it was moved back from. */
  private static List<Integer> way(List<HistoryEntry> history, String alias) {
    List<Integer> way = new ArrayList<>();
    for (HistoryEntry entry : history) {
      Optional<Integer> version = entry.subject().version();
      switch (entry.action()) {
        case SET_ALIAS -> {
          if (entry.subject().name().equals(Optional.of(alias)) && version.isPresent()) {
            int known = way.indexOf(version.get());
            way.subList(known < 0 ? way.size() : known, way.size()).clear();
            way.add(version.get());
          }
        }
        case DELETE_VERSION -> version.ifPresent(way::remove);
        case DELETE_MODEL -> way.clear();
        case REGISTER, REMOVE_ALIAS, SET_STAGE, SIGN, SET_TAG, REMOVE_TAG, DESCRIBE, COLLECT -> {}
      }
    }
    return way;
  }
}
