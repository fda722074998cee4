package dev.slipway.core.internal.pack.write;

import dev.slipway.core.internal.pack.write.TopEntries.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets top entries of {@code slipway.yaml} and leaves every other character as it is. */
final class ManifestEdit {

  private final String text;
  private final int[] points;
  private final TopEntries entries;
  private final String lineEnd;
  private final List<Change> changes = new ArrayList<>();

  /** A text in place of the code points from {@code start} to {@code end}. */
  private record Change(int start, int end, String text) {}

  private ManifestEdit(String text) {
    this.text = text;
    this.points = text.codePoints().toArray();
    this.entries = TopEntries.of(text);
    this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
  }

  /**
   * Returns a file with these entries.
   *
   * @param text the file, which has a key {@code format}
   * @param values by key, each in one line
   */
  static String edited(String text, Map<String, String> values) {
    ManifestEdit edit = new ManifestEdit(text);
    StringBuilder missing = new StringBuilder();
    Entry anchor = edit.anchor(values);
    values.forEach(
        (key, value) -> {
          Optional<Entry> entry = edit.entry(key);
          if (entry.isPresent()) {
            edit.replace(entry.get(), key + ": " + value);
          } else {
            missing.append(edit.added(anchor, key + ": " + value));
          }
        });
    if (!missing.isEmpty()) {
      int place = edit.behind(anchor);
      edit.changes.add(new Change(place, place, missing.toString()));
    }
    return edit.changed();
  }

  /**
   * Returns a file with more items at the end of a list, which is made if it is not there.
   *
   * @param text the file, which has a key {@code format}
   * @param key of the list
   * @param items each in one line
   */
  static String appended(String text, String key, List<String> items) {
    ManifestEdit edit = new ManifestEdit(text);
    Optional<Entry> list = edit.entry(key);
    if (list.isEmpty()) {
      edit.addList(key, items);
    } else if (list.get().items() >= 0) {
      String indent = edit.lineEnd + " ".repeat(list.get().items());
      int place = edit.behind(list.get());
      items.forEach(item -> edit.changes.add(new Change(place, place, indent + "- " + item)));
    } else {
      int bracket = list.get().end() - 1;
      edit.changes.add(new Change(bracket, bracket, ", " + String.join(", ", items)));
    }
    return edit.changed();
  }

  private void addList(String key, List<String> items) {
    Entry anchor = anchor(Map.of());
    String list;
    if (entries.isFlow()) {
      list = added(anchor, key + ": [" + String.join(", ", items) + "]");
    } else {
      String indent = lineEnd + " ".repeat(anchor.column() + 2);
      list = added(anchor, key + ":") + indent + "- " + String.join(indent + "- ", items);
    }
    int place = behind(anchor);
    changes.add(new Change(place, place, list));
  }

  private Optional<Entry> entry(String key) {
    return entries.list().stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  /** Returns the entry that missing ones are put behind: one of the same kind, else the last. */
  private Entry anchor(Map<String, String> values) {
    List<Entry> all = entries.list();
    Entry last = all.get(all.size() - 1);
    // Behind a text of several lines a new line might belong to it.
    Entry safe = last.lines() ? entry("format").orElse(last) : last;
    return all.stream()
        .filter(entry -> values.containsKey(entry.key()))
        .reduce((first, second) -> second)
        .orElse(safe);
  }

  private void replace(Entry entry, String line) {
    changes.add(new Change(entry.start(), entry.end(), line));
  }

  private String added(Entry anchor, String line) {
    return entries.isFlow() ? ", " + line : lineEnd + " ".repeat(anchor.column()) + line;
  }

  /** Returns where a new entry goes: in a block behind the rest of the line. */
  private int behind(Entry anchor) {
    int place = anchor.end();
    while (!entries.isFlow() && place < points.length && !isLineEnd(points[place])) {
      place++;
    }
    return place;
  }

  private static boolean isLineEnd(int point) {
    return point == '\n' || point == '\r';
  }

  private String changed() {
    StringBuilder result = new StringBuilder(text.length());
    int from = 0;
    changes.sort(Comparator.comparingInt(Change::start));
    for (Change change : changes) {
      result.append(new String(points, from, change.start - from)).append(change.text);
      from = change.end;
    }
    return result.append(new String(points, from, points.length - from)).toString();
  }
}
