package dev.slipway.http;

/** Whether callers may load and unload models by the protocol's model repository extension. */
public enum RepositoryControl {
  /** Every caller may. */
  ALLOWED,
  /** No caller may. */
  REFUSED
}
