package dev.slipway.http.internal.rest;

import java.util.Optional;

/** The version of this software. */
final class ServerVersion {

  private ServerVersion() {}

  /** Returns what the archive's manifest says; {@code unknown} outside of an archive. */
  static String current() {
    return Optional.ofNullable(ServerVersion.class.getPackage().getImplementationVersion())
        .orElse("unknown");
  }
}
