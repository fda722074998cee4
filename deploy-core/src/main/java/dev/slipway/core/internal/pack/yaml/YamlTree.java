package dev.slipway.core.internal.pack.yaml;

import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.yaml.YamlNode.Entry;
import dev.slipway.core.internal.pack.yaml.YamlNode.Mapping;
import dev.slipway.core.internal.pack.yaml.YamlNode.Place;
import dev.slipway.core.internal.pack.yaml.YamlNode.Scalar;
import dev.slipway.core.internal.pack.yaml.YamlNode.Sequence;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/** Builds nodes from parse events without recursion, within the limits of the specification. */
final class YamlTree {

  private static final int DEPTH = 32;
  private static final int COLLECTION_ALIASES = 16;
  private static final int NUMBER_LENGTH = 1000;

  private final String file;
  private final ScalarResolver resolver;
  private final Problems problems;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private @Nullable YamlNode root;
  private int documents;
  private int aliases;

  YamlTree(String file, ScalarResolver resolver, Problems problems) {
    this.file = file;
    this.resolver = resolver;
    this.problems = problems;
  }

  /** A collection that has started and not ended. */
  private static final class Open {
    final boolean mapping;
    final @Nullable String anchor;
    final Place place;
    final List<YamlNode> items = new ArrayList<>();
    final Map<String, Entry> entries = new LinkedHashMap<>();
    @Nullable Scalar key;

    Open(CollectionStartEvent event) {
      this.mapping = event.getEventId() == Event.ID.MappingStart;
      this.anchor = anchor(event);
      this.place = YamlTree.place(event);
    }
  }

  void document(Event event) {
    if (++documents > 1) {
      throw fault(place(event), "starts a second document, expected one");
    }
  }

  void start(CollectionStartEvent event) {
    if (open.size() == DEPTH) {
      throw fault(place(event), "is nested deeper than " + DEPTH + " levels");
    }
    open.push(new Open(event));
  }

  void end() {
    Open ended = open.pop();
    YamlNode node =
        ended.mapping
            ? new Mapping(Collections.unmodifiableMap(ended.entries), ended.place)
            : new Sequence(List.copyOf(ended.items), ended.place);
    add(node, ended.anchor);
  }

  void scalar(ScalarEvent event) {
    boolean plain = event.isPlain() && event.getTag().isEmpty();
    String text = event.getValue();
    Object value = plain ? value(resolver.resolve(text, true), text) : text;
    add(new Scalar(value, text, place(event)), anchor(event));
  }

  void alias(AliasEvent event) {
    YamlNode node = anchors.get(event.getAlias().getValue());
    if (node == null) {
      throw fault(place(event), "names an anchor that is not finished before it");
    }
    if (!(node instanceof Scalar) && ++aliases > COLLECTION_ALIASES) {
      throw fault(
          place(event), "is one alias to a collection too many, expected at most 16 in a file");
    }
    add(node, null);
  }

  private void add(YamlNode node, @Nullable String anchor) {
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    Open parent = open.peek();
    if (parent == null) {
      root = node;
    } else if (!parent.mapping) {
      parent.items.add(node);
    } else if (parent.key == null) {
      parent.key = key(node);
    } else {
      put(parent, parent.key, node);
    }
  }

  private void put(Open parent, Scalar key, YamlNode node) {
    parent.key = null;
    Entry first = parent.entries.putIfAbsent(key.text(), new Entry(key.place(), node));
    if (first != null) {
      problems.add(
          file + ":" + key.place(),
          "key '" + key.text() + "' stands twice, first in line " + first.key().line());
    }
  }

  private Scalar key(YamlNode node) {
    if (node instanceof Scalar scalar && !scalar.text().equals("<<")) {
      return scalar;
    }
    throw fault(node.place(), "has " + node.describe() + " as a key, expected a word");
  }

  private static @Nullable Object value(Tag tag, String text) {
    if (text.length() > NUMBER_LENGTH) {
      return text;
    } else if (tag.equals(Tag.NULL)) {
      return null;
    } else if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text.toLowerCase(Locale.ROOT));
    } else if (tag.equals(Tag.INT)) {
      return integer(text);
    } else if (tag.equals(Tag.FLOAT)) {
      return number(text);
    }
    return text;
  }

  private static BigInteger integer(String text) {
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16);
    }
    if (text.startsWith("0o")) {
      return new BigInteger(text.substring(2), 8);
    }
    return new BigInteger(text);
  }

  private static Double number(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case ".nan" -> Double.NaN;
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.valueOf(text);
    };
  }

  private static @Nullable String anchor(NodeEvent event) {
    return event.getAnchor().map(a -> a.getValue()).orElse(null);
  }

  private RuntimeException fault(Place place, String message) {
    return problems.with(file + ":" + place, message);
  }

  static Place place(Event event) {
    return event.getStartMark().map(YamlTree::place).orElse(new Place(1, 1));
  }

  static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  @Nullable YamlNode root() {
    return root;
  }
}
