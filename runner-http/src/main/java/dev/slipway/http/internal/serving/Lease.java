package dev.slipway.http.internal.serving;

/** A version that stays open until this is closed. Close it once. */
public final class Lease implements AutoCloseable {

  private final ServedVersion version;

  Lease(ServedVersion version) {
    this.version = version;
  }

  /** Returns what was leased. */
  public ServedVersion version() {
    return version;
  }

  @Override
  public void close() {
    version.release();
  }
}
