package dev.slipway.lifecycle.file;

import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.Lineage;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.RegistryLookup;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Words the entry of a registration. */
record RegistrationDraft(Registration registration, Lineage lineage, String digest, long bytes) {

  List<LogEntry> entries(ModelState state, long sequence, Instant now) {
    lineage.parent().ifPresent(parent -> checkParent(state, parent));
    HistoryEntry history =
        new HistoryEntry(
            sequence,
            now,
            HistoryEntry.Action.REGISTER,
            new HistoryEntry.Subject(
                registration.name(), Optional.of(state.next()), Optional.empty()),
            Optional.empty(),
            Optional.of(digest),
            registration.note());
    LogEntry.Registered details =
        new LogEntry.Registered(bytes, lineage, registration.description(), registration.tags());
    return List.of(new LogEntry(history, Optional.of(details)));
  }

  private void checkParent(ModelState state, int parent) {
    if (parent >= state.next() || parent < 1) {
      throw new RegistryLookup("Cannot register " + registration.name())
          .unknown("parent version", Integer.toString(parent), state.numbers());
    }
  }
}
