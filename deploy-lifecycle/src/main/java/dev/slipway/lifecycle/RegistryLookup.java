package dev.slipway.lifecycle;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import dev.slipway.core.NearestNames;
import java.util.Collection;
import java.util.List;

/** Words what was not found in a registry: the nearest, and what there is. */
public final class RegistryLookup {

  private static final int MOST_LISTED = 12;

  private final String task;

  /**
   * Takes what could not be done.
   *
   * @param task as {@code Cannot find models:/flight-dleay/3 in file:/srv/models}
   */
  public RegistryLookup(String task) {
    this.task = task;
  }

  /**
   * Words that something does not exist.
   *
   * @param kind as {@code model}, {@code alias} or {@code version of flight-delay}
   * @param name what was asked for
   * @param known what there is
   * @return to throw
   */
  public InvalidPackageException unknown(String kind, String name, Collection<String> known) {
    StringBuilder message = new StringBuilder("there is no ").append(kind).append(" '");
    message.append(name).append("'");
    if (known.isEmpty()) {
      message.append(", and no other");
    } else {
      List<String> nearest = NearestNames.of(name, known, MOST_LISTED);
      message.append(", nearest is '").append(nearest.get(0)).append("' (there ");
      message.append(known.size() == 1 ? "is " : "are ").append(String.join(", ", nearest));
      if (known.size() > nearest.size()) {
        message.append(" and ").append(known.size() - nearest.size()).append(" more");
      }
      message.append(')');
    }
    return new InvalidPackageException(
        ErrorCode.MODEL_NOT_FOUND, task, List.of(new Problem("", message.toString())));
  }
}
