package dev.slipway.cli;

import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.RegisteredModel;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a registry holds as text for people. */
final class RegistryText {

  private static final int SHORT = 12;

  private RegistryText() {}

  static String models(Registry registry, List<RegisteredModel> models) {
    if (models.isEmpty()) {
      return "There is no model in " + registry.location() + "\n";
    }
    TextTable table = new TextTable("MODEL", "VERSIONS", "LATEST", "ALIASES", "DESCRIPTION");
    for (RegisteredModel model : models) {
      table.row(
          model.name(),
          Integer.toString(model.versions()),
          model.latest().isPresent() ? Integer.toString(model.latest().getAsInt()) : "",
          aliases(model.aliases()),
          model.description());
    }
    return table.toString();
  }

  private static String aliases(Map<String, Integer> aliases) {
    return aliases.entrySet().stream()
        .map(alias -> alias.getKey() + "=" + alias.getValue())
        .collect(Collectors.joining(" "));
  }

  static String versions(List<VersionRecord> versions) {
    TextTable table =
        new TextTable("VERSION", "ALIASES", "STAGE", "REGISTERED", "BY", "SIZE", "DIGEST");
    for (VersionRecord version : versions) {
      table.row(
          Integer.toString(version.number()),
          String.join(" ", version.aliases()),
          version.stage().toString(),
          time(version.origin().at()),
          version.origin().by(),
          ByteSize.of(version.origin().bytes()),
          brief(version.digest()));
    }
    return table.toString();
  }

  static String version(VersionRecord version) {
    TextTable table = new TextTable("Model", version.model());
    table.row("Version", Integer.toString(version.number()));
    table.row("Aliases", String.join(" ", version.aliases()));
    table.row("Stage", version.stage().toString());
    table.row("Digest", version.digest());
    table.row("Size", ByteSize.of(version.origin().bytes()));
    table.row("Registered", time(version.origin().at()) + " by " + version.origin().by());
    version.origin().lineage().run().ifPresent(run -> table.row("Run", run));
    version.origin().lineage().data().ifPresent(data -> table.row("Data", data));
    version
        .origin()
        .lineage()
        .parent()
        .ifPresent(parent -> table.row("Parent", Integer.toString(parent)));
    if (!version.description().isEmpty()) {
      table.row("About", version.description());
    }
    version.tags().forEach((key, value) -> table.row("Tag " + key, value));
    return table.toString();
  }

  static String history(List<HistoryEntry> history) {
    TextTable table = new TextTable("#", "WHEN", "WHO", "WHAT", "WHY");
    for (HistoryEntry entry : history) {
      table.row(
          Long.toString(entry.sequence()),
          time(entry.at()),
          entry.note().who(),
          what(entry),
          entry.note().why().orElse(""));
    }
    return table.toString();
  }

  /** Says what was done, in words. */
  static String what(HistoryEntry entry) {
    String name = entry.subject().name().orElse("");
    String version = entry.subject().version().map(number -> " of version " + number).orElse("");
    String from = entry.from().orElse("");
    String to = entry.to().orElse("");
    String words =
        switch (entry.action()) {
          case REGISTER -> "registered version " + number(entry) + " (" + brief(to) + ")";
          case SET_ALIAS -> "alias " + name + ": " + (from.isEmpty() ? "" : from + " ") + "→ " + to;
          case REMOVE_ALIAS -> "alias " + name + " removed, was " + from;
          case SET_STAGE -> "stage" + version + ": " + from + " → " + to;
          case SET_TAG -> "tag " + name + version + " = " + to;
          case REMOVE_TAG -> "tag " + name + version + " removed";
          case DESCRIBE -> "described" + version + ": " + to;
          case DELETE_VERSION -> "deleted version " + number(entry) + " (" + brief(from) + ")";
          case DELETE_MODEL -> "deleted the model";
          case COLLECT -> "removed package " + brief(from);
        };
    return entry.note().isForced() ? words + " (forced)" : words;
  }

  private static String number(HistoryEntry entry) {
    return entry.subject().version().map(String::valueOf).orElse("");
  }

  static String action(HistoryEntry entry) {
    return Names.of(entry.action()).replace('_', '-');
  }

  static String brief(String digest) {
    return digest.substring(0, Math.min(SHORT, digest.length()));
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
