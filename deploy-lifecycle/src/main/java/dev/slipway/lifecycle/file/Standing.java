package dev.slipway.lifecycle.file;

import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.HistoryEntry.Action;
import java.util.List;
import java.util.Optional;

/** Finds the entry by which stands already what a change asks for. */
final class Standing {

  private Standing() {}

  static HistoryEntry entry(Change change, List<HistoryEntry> history) {
    HistoryEntry found = history.get(history.size() - 1);
    for (HistoryEntry entry : history) {
      if (made(change, entry)) {
        found = entry;
      }
    }
    return found;
  }

  private static boolean made(Change change, HistoryEntry entry) {
    HistoryEntry.Subject subject = entry.subject();
    boolean first = entry.action() == Action.REGISTER;
    return switch (change.kind()) {
      case SET_ALIAS ->
          entry.action() == Action.SET_ALIAS
              && subject.name().equals(Optional.of(((Change.SetAlias) change).alias()));
      case SET_STAGE ->
          (first || entry.action() == Action.SET_STAGE)
              && subject.version().equals(Optional.of(((Change.SetStage) change).version()));
      case SET_TAG -> {
        Change.SetTag tag = (Change.SetTag) change;
        boolean set =
            entry.action() == Action.SET_TAG && subject.name().equals(Optional.of(tag.key()));
        yield (first || set) && subject.version().equals(tag.version());
      }
      case DESCRIBE ->
          (first || entry.action() == Action.DESCRIBE)
              && subject.version().equals(((Change.Describe) change).version());
      case REMOVE_ALIAS, REMOVE_TAG, DELETE -> false;
    };
  }
}
