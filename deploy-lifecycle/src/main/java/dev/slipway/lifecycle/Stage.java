package dev.slipway.lifecycle;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** MLflow's stages of a version; aliases replace them, and say more. */
public enum Stage {
  /** No stage: what every version has at first. */
  NONE("None"),
  /** Being tried. */
  STAGING("Staging"),
  /** Serving. */
  PRODUCTION("Production"),
  /** No longer in use. */
  ARCHIVED("Archived");

  private final String text;

  Stage(String text) {
    this.text = text;
  }

  /**
   * Returns the stage of a name.
   *
   * @param name in any case
   * @return the stage, if there is one of that name
   */
  public static Optional<Stage> of(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(stage -> stage.text.toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }

  /**
   * Returns the names of all stages.
   *
   * @return as MLflow writes them
   */
  public static List<String> names() {
    return Arrays.stream(values()).map(Stage::toString).toList();
  }

  /**
   * Returns whether versions in this stage answer callers, so that gates hold for them.
   *
   * @return true for {@link #STAGING} and {@link #PRODUCTION}
   */
  public boolean serves() {
    return this == STAGING || this == PRODUCTION;
  }

  /** Returns the name as MLflow writes it. */
  @Override
  public String toString() {
    return text;
  }
}
