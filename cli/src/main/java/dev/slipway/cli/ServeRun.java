package dev.slipway.cli;

import dev.slipway.core.Slipway;
import dev.slipway.core.TrustPolicy;
import dev.slipway.http.AccessLog;
import dev.slipway.http.AuditLog;
import dev.slipway.http.InferenceServer;
import dev.slipway.http.RepositoryControl;
import dev.slipway.http.ServerLimits;
import dev.slipway.lifecycle.RegistryResolver;
import dev.slipway.spi.EngineOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a server until a signal comes. */
final class ServeRun {

  private final Console console;
  private final ServeSettings settings;
  private final EngineOptions engine;
  private final TrustPolicy trust;

  ServeRun(Console console, ServeSettings settings, EngineOptions engine) {
    this.console = console;
    this.settings = settings;
    this.engine = engine;
    this.trust =
        settings.trust == null ? TrustPolicy.configured() : TrustPolicy.read(settings.trust);
  }

  /** Blocks until the server has stopped; only until it is ready if it is to be checked. */
  void execute(boolean check) {
    Map<String, String> models = models();
    InferenceServer.Builder builder = builder();
    models.forEach(builder::model);
    try (Logs logs = openLogs(check)) {
      logs.access().ifPresent(builder::accessLog);
      logs.audit().ifPresent(builder::auditLog);
      if (check) {
        builder.port(0).host(InferenceServer.Builder.DEFAULT_HOST);
      }
      try (InferenceServer server = builder.start()) {
        if (!check) {
          StopSignal signal = StopSignal.install();
          say(models, server.port());
          signal.await();
          console.err().println("slipway: Stopping; running requests are answered first");
        }
      }
    }
    console.err().println(check ? "slipway: All models answer as they should" : "slipway: Stopped");
  }

  private void say(Map<String, String> models, int port) {
    String host = settings.host == null ? InferenceServer.Builder.DEFAULT_HOST : settings.host;
    String shown = host.contains(":") ? "[" + host + "]" : host;
    console
        .err()
        .println(
            "slipway: Serving "
                + String.join(", ", models.keySet())
                + " at http://"
                + shown
                + ":"
                + port
                + "/ (Ctrl-C stops)");
  }

  private Map<String, String> models() {
    Map<String, String> models = new LinkedHashMap<>(settings.models);
    for (String model : settings.unnamed) {
      String name = ServedName.of(model, trust);
      String other = models.putIfAbsent(name, model);
      if (other != null) {
        throw new CommandException(
            ExitCode.USAGE,
            "Cannot serve two models as '%s': %s and %s (give one another NAME=)"
                .formatted(name, other, model));
      }
    }
    return models;
  }

  /** What is written down of requests. */
  private record Logs(Optional<AccessLog> access, Optional<AuditLog> audit)
      implements AutoCloseable {

    @Override
    public void close() {
      access.ifPresent(AccessLog::close);
      audit.ifPresent(AuditLog::close);
    }
  }

  private Logs openLogs(boolean check) {
    String access = settings.accessLog;
    String audit = settings.auditLog;
    if (check) {
      return new Logs(Optional.empty(), Optional.empty());
    }
    Optional<AccessLog> accessLog =
        Optional.ofNullable(access)
            .map(
                file ->
                    file.equals("-")
                        ? AccessLog.toStandardOutput()
                        : AccessLog.toFile(Path.of(file)));
    return new Logs(accessLog, Optional.ofNullable(audit).map(Path::of).map(AuditLog::toFile));
  }

  private InferenceServer.Builder builder() {
    InferenceServer.Builder builder = InferenceServer.builder().limits(limits());
    int threads =
        settings.threads == null ? Runtime.getRuntime().availableProcessors() : settings.threads;
    builder.threads(threads).opener(opener(threads));
    if (settings.host != null) {
      builder.host(settings.host);
    }
    if (settings.port != null) {
      builder.port(settings.port);
    }
    if (settings.refresh != null) {
      builder.refreshInterval(settings.refresh);
    }
    if (settings.drain != null) {
      builder.drainTime(settings.drain);
    }
    if (settings.lameDuck != null) {
      builder.lameDuckTime(settings.lameDuck);
    }
    return settings.repositoryControl
        ? builder.repositoryControl(RepositoryControl.ALLOWED)
        : builder;
  }

  private Slipway opener(int threads) {
    Slipway.Builder opener =
        Slipway.builder().trust(trust).engineOptions(engine).executions(2 * threads);
    if (settings.registry != null) {
      opener.resolver(RegistryResolver.at(settings.registry));
    }
    return opener.build();
  }

  private ServerLimits limits() {
    ServerLimits defaults = ServerLimits.defaults();
    return new ServerLimits(
        or(settings.bodyBytes, defaults.bodyBytes()),
        or(settings.rows, defaults.rows()),
        or(settings.headBytes, defaults.headBytes()),
        or(settings.requestTime, defaults.requestTime()),
        or(settings.answerTime, defaults.answerTime()),
        or(settings.idleTime, defaults.idleTime()),
        or(settings.queued, defaults.queued()));
  }

  private static <T> T or(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }
}
