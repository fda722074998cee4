package dev.slipway.lifecycle.file;

import dev.slipway.lifecycle.HistoryEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The models of a registry by their names, each kept in memory once it was used. Thread-safe. */
final class Models {

  private final RegistryFolder folder;
  private final Map<String, Model> known = new ConcurrentHashMap<>();

  Models(RegistryFolder folder) {
    this.folder = folder;
  }

  /** Returns a model, which is empty if there is none of that name. */
  Reading find(String name) throws IOException {
    Model used = known.get(name);
    if (used != null) {
      return new Reading(Optional.of(used));
    }
    // Names that nobody registered are not kept: whoever asks may make them up.
    boolean possible =
        folder.exists() && NameRules.isModel(name) && Files.isDirectory(folder.model(name));
    return new Reading(possible ? Optional.of(model(name)) : Optional.empty());
  }

  /** Returns the model of a name that was checked. */
  Model model(String name) {
    return known.computeIfAbsent(name, key -> new Model(key, new Log(folder.model(key))));
  }

  /** A model that may not be there. */
  record Reading(Optional<Model> model) {

    /** Reads from the state; returns nothing where the reading does, or there is no such model. */
    <T> Optional<T> read(Function<ModelState, @Nullable T> reading) throws IOException {
      return model.isEmpty()
          ? Optional.empty()
          : model.get().read(state -> Optional.ofNullable(reading.apply(state)));
    }

    List<HistoryEntry> history() throws IOException {
      return model.isEmpty() ? List.of() : model.get().history();
    }
  }

  /** Returns the names of all models that have not been deleted. */
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : allNames()) {
      Log log = new Log(folder.model(name));
      Head head = log.head(log.headBytes());
      if (head.sequence() > 0 && !head.deleted()) {
        names.add(name);
      }
    }
    return names;
  }

  /** Returns the names of all models that there are or were, sorted. */
  List<String> allNames() throws IOException {
    if (!folder.exists() || !Files.isDirectory(folder.models())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder.models())) {
      return entries
          .map(entry -> Objects.requireNonNull(entry.getFileName()).toString())
          .filter(NameRules::isModel)
          .sorted()
          .toList();
    }
  }
}
