package dev.slipway.cli;

import java.util.Locale;

/** Names of enum constants as they stand in packages and JSON. */
final class Names {

  private Names() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
