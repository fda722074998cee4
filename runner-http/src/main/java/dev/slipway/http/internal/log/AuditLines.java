package dev.slipway.http.internal.log;

import dev.slipway.http.AuditEntry;
import dev.slipway.http.AuditLog;

/** An audit log of JSON lines. */
public final class AuditLines implements AuditLog {

  private final LineFile file;

  /**
   * Creates a log.
   *
   * @param file closed with this log
   */
  public AuditLines(LineFile file) {
    this.file = file;
  }

  @Override
  public void predicted(AuditEntry entry) {
    file.add(
        LogLine.of(
            json -> {
              json.writeStringField("time", entry.time().toString());
              json.writeStringField("request_id", entry.requestId());
              json.writeStringField("model", entry.model());
              json.writeStringField("name", entry.version().name());
              json.writeStringField("version", entry.version().version());
              json.writeStringField("digest", entry.version().digest());
              json.writeNumberField("rows", entry.rows());
              json.writeStringField("outcome", entry.outcome());
            }));
  }

  @Override
  public void close() {
    file.close();
  }
}
