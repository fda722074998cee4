package dev.slipway.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server is told by a file and a command line; null where neither says anything. Not
 * thread-safe.
 */
final class ServeSettings {

  /** What callers may ask for a model by. */
  static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,199}";

  /** Models by the names that callers use. */
  final Map<String, String> models = new LinkedHashMap<>();

  /** Models that go by their own names. */
  final List<String> unnamed = new ArrayList<>();

  @Nullable String host;
  @Nullable Integer port;
  @Nullable Integer threads;
  @Nullable String registry;
  @Nullable Path trust;
  @Nullable Duration refresh;
  @Nullable Duration drain;
  @Nullable Duration lameDuck;
  @Nullable String accessLog;
  @Nullable String auditLog;
  boolean repositoryControl;
  @Nullable Long bodyBytes;
  @Nullable Integer rows;
  @Nullable Integer headBytes;
  @Nullable Duration requestTime;
  @Nullable Duration answerTime;
  @Nullable Duration idleTime;
  @Nullable Integer queued;
}
