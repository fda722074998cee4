package dev.slipway.http.internal.rest;

import java.util.Optional;

/** Knows the paths of one protocol. Thread-safe. */
interface Endpoints {

  /** Returns what answers at a path; empty if this protocol has nothing there. */
  Optional<Endpoint> find(Path path);
}
