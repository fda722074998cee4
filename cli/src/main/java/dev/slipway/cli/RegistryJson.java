package dev.slipway.cli;

import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.RegisteredModel;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.lifecycle.file.Garbage;
import dev.slipway.lifecycle.file.Verification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a registry holds as JSON for scripts. */
final class RegistryJson {

  private RegistryJson() {}

  static String text(Object value) {
    return JsonText.of(json -> JsonText.value(json, value));
  }

  static Map<String, @Nullable Object> of(RegisteredModel model) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("name", model.name());
    object.put("description", model.description());
    object.put("versions", model.versions());
    object.put("latest", model.latest().isPresent() ? model.latest().getAsInt() : null);
    object.put("aliases", model.aliases());
    object.put("tags", model.tags());
    return object;
  }

  static Map<String, @Nullable Object> of(VersionRecord version) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("name", version.model());
    object.put("version", version.number());
    object.put("uri", version.uri().toString());
    object.put("digest", version.digest());
    object.put("stage", version.stage().toString());
    object.put("aliases", List.copyOf(version.aliases()));
    object.put("description", version.description());
    object.put("tags", version.tags());
    object.put("registered", version.origin().at().toString());
    object.put("by", version.origin().by());
    object.put("bytes", version.origin().bytes());
    object.put("run", version.origin().lineage().run().orElse(null));
    object.put("data", version.origin().lineage().data().orElse(null));
    object.put("parent", version.origin().lineage().parent().orElse(null));
    return object;
  }

  static Map<String, @Nullable Object> of(HistoryEntry entry) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("sequence", entry.sequence());
    object.put("at", entry.at().toString());
    object.put("who", entry.note().who());
    object.put("action", RegistryText.action(entry));
    object.put("model", entry.subject().model());
    object.put("version", entry.subject().version().orElse(null));
    object.put("name", entry.subject().name().orElse(null));
    object.put("from", entry.from().orElse(null));
    object.put("to", entry.to().orElse(null));
    object.put("why", entry.note().why().orElse(null));
    object.put("forced", entry.note().isForced());
    return object;
  }

  static Map<String, @Nullable Object> of(Garbage garbage) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("bytes", garbage.bytes());
    object.put(
        "items",
        garbage.items().stream()
            .map(
                item ->
                    Map.of(
                        "kind", Names.of(item.kind()),
                        "name", item.name(),
                        "bytes", item.bytes(),
                        "fate", Names.of(item.fate()).replace('_', '-')))
            .toList());
    return object;
  }

  static Map<String, @Nullable Object> of(Verification verification) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("sound", verification.isSound());
    object.put("models", verification.models());
    object.put("entries", verification.entries());
    object.put("packages", verification.packages());
    object.put("problems", verification.problems().stream().map(String::valueOf).toList());
    return object;
  }
}
