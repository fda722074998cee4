package dev.slipway.cli;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a {@code serve.yaml}: everything that is wrong with it at once. */
final class ServeFile {

  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int MOST_PORT = 65_535;

  private final Path file;
  private final List<Problem> problems = new ArrayList<>();
  private final ServeSettings settings = new ServeSettings();

  private ServeFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file; paths in it are relative to its folder.
   *
   * @throws InvalidInputException with everything that is wrong
   */
  static ServeSettings read(Path file) {
    return new ServeFile(file).read();
  }

  private ServeSettings read() {
    ServeKeys top = new ServeKeys("", document(), problems);
    readModels(top.mapping("models"));
    settings.host = top.text("host");
    settings.port = top.number("port", 0, MOST_PORT);
    settings.threads = top.number("threads", 1, 1_024);
    settings.registry = top.text("registry");
    settings.trust = path(top.text("trust"));
    settings.refresh = top.duration("refresh");
    settings.drain = top.duration("drain");
    settings.lameDuck = top.duration("lame-duck");
    settings.accessLog = logFile(top.text("access-log"));
    settings.auditLog = logFile(top.text("audit-log"));
    settings.repositoryControl = Boolean.TRUE.equals(top.flag("allow-repository-control"));
    readLimits(top.mapping("limits"));
    top.refuseOthers();
    if (!problems.isEmpty()) {
      throw refused(problems);
    }
    return settings;
  }

  private Object document() {
    LoadSettings options =
        LoadSettings.builder()
            .setLabel(file.toString())
            .setCodePointLimit(MOST_CHARACTERS)
            .setAllowDuplicateKeys(false)
            .build();
    try {
      Object document = new Load(options).loadFromString(Files.readString(file));
      return document == null ? Map.of() : document;
    } catch (YamlEngineException broken) {
      String reason = String.valueOf(broken.getMessage()).strip().replaceAll("\\s*\\n\\s*", "; ");
      throw refused(List.of(new Problem("", "is not YAML: " + reason)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private InvalidInputException refused(List<Problem> all) {
    return new InvalidInputException(ErrorCode.INVALID_INPUT, "Cannot read " + file, all);
  }

  private void readModels(ServeKeys models) {
    for (String name : models.names()) {
      String model = models.text(name);
      if (!name.matches(ServeSettings.NAME)) {
        models.wrong(
            name, "is no name, expected letters, digits, '.', '_' and '-', first none of these");
      } else if (model != null) {
        settings.models.put(name, relative(model));
      }
    }
  }

  private void readLimits(ServeKeys limits) {
    settings.bodyBytes = limits.size("body", Integer.MAX_VALUE - 8L);
    settings.rows = limits.number("rows", 1, Integer.MAX_VALUE);
    Long head = limits.size("head", Integer.MAX_VALUE);
    settings.headBytes = head == null ? null : Math.toIntExact(head);
    settings.requestTime = limits.duration("request-time");
    settings.answerTime = limits.duration("answer-time");
    settings.idleTime = limits.duration("idle-time");
    settings.queued = limits.number("queued", 1, Integer.MAX_VALUE);
    limits.refuseOthers();
  }

  private String relative(String model) {
    return model.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") ? model : besideFile(model).toString();
  }

  private @Nullable Path path(@Nullable String text) {
    return text == null ? null : besideFile(text);
  }

  private @Nullable String logFile(@Nullable String text) {
    return text == null || text.equals("-") ? text : besideFile(text).toString();
  }

  private Path besideFile(String path) {
    return file.toAbsolutePath().resolveSibling(path);
  }
}
