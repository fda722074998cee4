package dev.slipway.http.internal.log;

import dev.slipway.http.AccessLog;
import dev.slipway.http.AuditLog;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The logs of a server, and the names of requests that have none. Thread-safe. */
public final class RequestLogs {

  private static final int PREFIX_BYTES = 6;

  private final Optional<AccessLog> access;
  private final Optional<AuditLog> audit;
  private final String prefix;
  private final AtomicLong count = new AtomicLong();

  /**
   * Creates the logs of a server.
   *
   * @param access hears of every request
   * @param audit hears of every prediction
   */
  public RequestLogs(Optional<AccessLog> access, Optional<AuditLog> audit) {
    this.access = access;
    this.audit = audit;
    byte[] random = new byte[PREFIX_BYTES];
    new SecureRandom().nextBytes(random);
    this.prefix = HexFormat.of().formatHex(random) + "-";
  }

  Optional<AccessLog> access() {
    return access;
  }

  Optional<AuditLog> audit() {
    return audit;
  }

  /** Returns whether anything is written down. */
  public boolean isOn() {
    return access.isPresent() || audit.isPresent();
  }

  /** Returns a name that no other request of any server has. */
  String newId() {
    return prefix + Long.toHexString(count.incrementAndGet());
  }
}
