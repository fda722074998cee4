package dev.slipway.http.internal.log;

import dev.slipway.http.AccessEntry;
import dev.slipway.http.AccessLog;

/** An access log of JSON lines. */
public final class AccessLines implements AccessLog {

  private final LineFile file;

  /**
   * Creates a log.
   *
   * @param file closed with this log
   */
  public AccessLines(LineFile file) {
    this.file = file;
  }

  @Override
  public void ended(AccessEntry entry) {
    file.add(
        LogLine.of(
            json -> {
              json.writeStringField("time", entry.time().toString());
              json.writeStringField("protocol", entry.protocol());
              json.writeStringField("method", entry.method());
              if (!entry.path().isEmpty()) {
                json.writeStringField("path", entry.path());
              }
              if (!entry.model().isEmpty()) {
                json.writeStringField("model", entry.model());
                json.writeStringField("version", entry.version());
              }
              json.writeStringField("request_id", entry.requestId());
              json.writeNumberField("status", entry.status());
              json.writeNumberField("seconds", entry.seconds());
            }));
  }

  @Override
  public void close() {
    file.close();
  }
}
