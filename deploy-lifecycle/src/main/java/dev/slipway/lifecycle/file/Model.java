package dev.slipway.lifecycle.file;

import dev.slipway.lifecycle.HistoryEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One model's log and what it adds up to, kept in memory and brought up to date at each use by one
 * reading of its head. Thread-safe.
 */
final class Model {

  private final String name;
  private final Log log;
  private ModelState state;
  private Head head = Head.NONE;
  private byte[] headBytes = new byte[0];

  Model(String name, Log log) {
    this.name = name;
    this.log = log;
    this.state = new ModelState(name);
  }

  /** Reads from the state as of now. */
  synchronized <T> T read(Function<ModelState, T> reading) throws IOException {
    refresh();
    return reading.apply(state);
  }

  private void refresh() throws IOException {
    byte[] now = log.headBytes();
    if (Log.same(now, headBytes)) {
      return;
    }
    Head target = log.head(now);
    boolean continues = target.sequence() >= head.sequence() && target.bytes() >= head.bytes();
    try {
      if (continues) {
        fold(target);
      } else {
        startAgain();
        fold(target);
      }
    } catch (NewerFormat newer) {
      startAgain();
      throw newer;
    } catch (IOException changed) {
      // What was read before may have been taken back: it counts only if the whole log agrees.
      startAgain();
      fold(target);
    }
    head = target;
    headBytes = now;
  }

  private void startAgain() {
    state = new ModelState(name);
    head = Head.NONE;
    headBytes = new byte[0];
  }

  private void fold(Head target) throws IOException {
    List<LogEntry> fresh = new ArrayList<>();
    log.read(head, target, fresh::add);
    for (LogEntry entry : fresh) {
      String owner = entry.history().subject().model();
      if (!owner.equals(name)) {
        throw new IOException("the log of " + name + " is that of '" + owner + "'");
      }
    }
    fresh.forEach(state::apply);
  }

  /** Returns the whole history. */
  synchronized List<HistoryEntry> history() throws IOException {
    List<HistoryEntry> history = new ArrayList<>();
    byte[] now = log.headBytes();
    log.read(Head.NONE, log.head(now), entry -> history.add(entry.history()));
    return history;
  }

  /** Makes entries of a change from the state; returns none if there is nothing to change. */
  interface Drafting {
    List<LogEntry> draft(ModelState state, long nextSequence) throws IOException;
  }

  /** Makes a change. For the holder of the registry's lock. */
  synchronized List<LogEntry> change(Drafting drafting) throws IOException {
    refresh();
    List<LogEntry> entries = drafting.draft(state, head.sequence() + 1);
    if (entries.isEmpty()) {
      return entries;
    }
    boolean deleted =
        entries.get(entries.size() - 1).history().action() == HistoryEntry.Action.DELETE_MODEL;
    Log.Added added =
        log.add(head, headBytes, entries, deleted ? Log.Deletion.DELETED : Log.Deletion.PRESENT);
    entries.forEach(state::apply);
    head = added.head();
    headBytes = added.headBytes();
    return entries;
  }
}
