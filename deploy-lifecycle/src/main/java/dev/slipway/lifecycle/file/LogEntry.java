package dev.slipway.lifecycle.file;

import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.HistoryEntry.Action;
import dev.slipway.lifecycle.HistoryEntry.Subject;
import dev.slipway.lifecycle.Lineage;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a log.
 *
 * @param history what people read of it
 * @param registered what a registration says besides; only for {@link Action#REGISTER}
 */
record LogEntry(HistoryEntry history, Optional<Registered> registered) {

  /** The format of entries that this class writes and reads. */
  static final int FORMAT = 1;

  /** What a registration says of its version. */
  record Registered(long bytes, Lineage lineage, String description, Map<String, String> tags) {}

  /** Returns the members of the entry, without those of the chain. */
  Map<String, @Nullable Object> members() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("v", FORMAT);
    members.put("sequence", history.sequence());
    members.put("at", history.at().toString());
    members.put("who", history.note().who());
    members.put("action", name(history.action()));
    members.put("model", history.subject().model());
    members.put("version", history.subject().version().orElse(null));
    members.put("name", history.subject().name().orElse(null));
    members.put("from", history.from().orElse(null));
    members.put("to", history.to().orElse(null));
    members.put("why", history.note().why().orElse(null));
    members.put("forced", history.note().isForced() ? true : null);
    registered.ifPresent(details -> members.put("registered", members(details)));
    return members;
  }

  private static Map<String, @Nullable Object> members(Registered details) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("bytes", details.bytes());
    members.put("run", details.lineage().run().orElse(null));
    members.put("data", details.lineage().data().orElse(null));
    members.put("parent", details.lineage().parent().orElse(null));
    members.put("description", details.description().isEmpty() ? null : details.description());
    members.put("tags", details.tags().isEmpty() ? null : details.tags());
    return members;
  }

  /**
   * Reads an entry.
   *
   * @throws IOException if it is none, or of a newer format, with the reason
   */
  static LogEntry of(JsonObject line) throws IOException {
    long format = line.integer("v");
    if (format != FORMAT) {
      throw new NewerFormat("it is", format, line.optionalText("needs"));
    }
    ChangeNote note =
        new ChangeNote(
            line.text("who"),
            line.optionalText("why"),
            line.flag("forced") ? ChangeNote.Gates.OVERRIDDEN : ChangeNote.Gates.ENFORCED);
    Subject subject =
        new Subject(line.text("model"), line.optionalInt("version"), line.optionalText("name"));
    HistoryEntry history =
        new HistoryEntry(
            line.integer("sequence"),
            instant(line.text("at")),
            action(line.text("action")),
            subject,
            line.optionalText("from"),
            line.optionalText("to"),
            note);
    Optional<JsonObject> details = line.optionalObject("registered");
    return new LogEntry(
        history, details.isPresent() ? Optional.of(registered(details.get())) : Optional.empty());
  }

  private static Registered registered(JsonObject details) throws IOException {
    Lineage lineage =
        new Lineage(
            details.optionalText("run"),
            details.optionalText("data"),
            details.optionalInt("parent"));
    return new Registered(
        details.integer("bytes"),
        lineage,
        details.optionalText("description").orElse(""),
        details.texts("tags"));
  }

  private static Instant instant(String text) throws IOException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException broken) {
      throw new IOException("its 'at' is '" + text + "', expected a time", broken);
    }
  }

  static String name(Action action) {
    return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Action action(String name) throws IOException {
    return Arrays.stream(Action.values())
        .filter(action -> name(action).equals(name))
        .findFirst()
        .orElseThrow(() -> new IOException("its 'action' is '" + name + "', which is not known"));
  }
}
