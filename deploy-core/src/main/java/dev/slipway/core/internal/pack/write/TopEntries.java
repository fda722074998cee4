package dev.slipway.core.internal.pack.write;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Finds where the entries of a YAML file's top mapping stand. The file was read before. */
final class TopEntries {

  /**
   * Where an entry stands.
   *
   * @param key its key
   * @param start where the key starts, in code points
   * @param column of the key, from 0
   * @param end behind the value's last character, in code points
   * @param lines whether the value is a text that keeps its lines, and ends where those end
   * @param items the column of the value's items if it is a list of one item a line, else -1
   */
  record Entry(String key, int start, int column, int end, boolean lines, int items) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Deque<Boolean> flows = new ArrayDeque<>();
  private @Nullable ScalarEvent key;
  private boolean flow;
  private int end;
  private boolean lines;
  private int items = -1;

  private TopEntries() {}

  static TopEntries of(String text) {
    TopEntries entries = new TopEntries();
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Math.max(1, text.length())).build();
    for (Event event : new Parse(settings).parseString(text)) {
      entries.accept(event);
    }
    return entries;
  }

  private void accept(Event event) {
    switch (event.getEventId()) {
      case MappingStart, SequenceStart -> {
        flows.push(((CollectionStartEvent) event).isFlow());
        flow = flows.size() == 1 ? flows.getFirst() : flow;
        boolean list = event.getEventId() == Event.ID.SequenceStart && flows.size() == 2;
        items = list && !flows.getFirst() ? event.getStartMark().orElseThrow().getColumn() : items;
      }
      case MappingEnd, SequenceEnd -> {
        // A block ends where the next thing starts; its last value is its end.
        if (flows.pop()) {
          ended(event, false);
        }
        endValue();
      }
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> {
        ended(event, false);
        endValue();
      }
      case DocumentStart, DocumentEnd, StreamStart, StreamEnd, Comment -> {}
    }
  }

  private void scalar(ScalarEvent event) {
    if (flows.size() == 1 && key == null) {
      key = event;
      return;
    }
    ended(event, event.isLiteral() || event.isFolded());
    endValue();
  }

  private void ended(Event event, boolean keepsLines) {
    end = index(event.getEndMark());
    lines = keepsLines;
  }

  private void endValue() {
    if (flows.size() == 1 && key != null) {
      Mark start = key.getStartMark().orElseThrow();
      entries.add(
          new Entry(key.getValue(), start.getIndex(), start.getColumn(), end, lines, items));
      key = null;
      items = -1;
    }
  }

  private static int index(Optional<Mark> mark) {
    return mark.orElseThrow().getIndex();
  }

  /** Returns the entries in order. */
  List<Entry> list() {
    return entries;
  }

  /** Returns whether the top mapping stands in braces. */
  boolean isFlow() {
    return flow;
  }
}
