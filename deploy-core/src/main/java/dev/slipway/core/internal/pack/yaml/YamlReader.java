package dev.slipway.core.internal.pack.yaml;

import dev.slipway.InvalidPackageException;
import dev.slipway.core.internal.pack.Problems;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML document as plain values: bounded nesting, bounded aliases, no types of its own.
 */
public final class YamlReader {

  /** Whether tags (<code>!!str</code>) may stand in a file. */
  public enum Tags {
    /** A tag is an error. */
    REFUSED,
    /** A tagged value is taken as if it had none; for files that others define. */
    IGNORED
  }

  private final String file;
  private final Tags tags;
  private final Problems problems;

  private YamlReader(String file, Tags tags, Problems problems) {
    this.file = file;
    this.tags = tags;
    this.problems = problems;
  }

  /**
   * Reads a file whose document is a mapping.
   *
   * @param file its path in the package, for messages
   * @param content its bytes, UTF-8
   * @param tags whether tags may stand in it
   * @param problems where what is wrong goes
   * @return the mapping
   * @throws InvalidPackageException if it is no such file
   */
  public static YamlNode.Mapping read(String file, byte[] content, Tags tags, Problems problems) {
    return new YamlReader(file, tags, problems).document(content);
  }

  private YamlNode.Mapping document(byte[] content) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setCodePointLimit(Math.max(content.length, 1))
            .build();
    YamlTree tree = new YamlTree(file, settings.getSchema().getScalarResolver(), problems);
    try {
      for (Event event : new Parse(settings).parseString(text(content))) {
        accept(tree, event);
      }
    } catch (MarkedYamlEngineException broken) {
      String place = broken.getProblemMark().map(YamlTree::place).map(p -> ":" + p).orElse("");
      throw problems.with(file + place, "is not YAML: " + broken.getProblem());
    } catch (YamlEngineException broken) {
      throw problems.with(file, "is not YAML: " + firstLine(broken));
    }
    return root(tree);
  }

  private void accept(YamlTree tree, Event event) {
    switch (event.getEventId()) {
      case Scalar -> {
        ScalarEvent scalar = (ScalarEvent) event;
        checkTag(scalar.getTag().isPresent(), event);
        tree.scalar(scalar);
      }
      case Alias -> tree.alias((AliasEvent) event);
      case SequenceStart, MappingStart -> {
        CollectionStartEvent start = (CollectionStartEvent) event;
        checkTag(start.getTag().isPresent(), event);
        tree.start(start);
      }
      case SequenceEnd, MappingEnd -> tree.end();
      case DocumentStart -> tree.document(event);
      case DocumentEnd, StreamStart, StreamEnd, Comment -> {}
    }
  }

  private void checkTag(boolean tagged, Event event) {
    if (tagged && tags == Tags.REFUSED) {
      throw problems.with(
          file + ":" + YamlTree.place(event), "has a tag (!…), which slipway/1 does not have");
    }
  }

  private YamlNode.Mapping root(YamlTree tree) {
    YamlNode root = tree.root();
    if (root instanceof YamlNode.Mapping mapping) {
      return mapping;
    }
    throw problems.with(
        file, "is " + (root == null ? "empty" : root.describe()) + ", expected keys with values");
  }

  private String text(byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException broken) {
      throw problems.with(file, "is not UTF-8 text");
    }
  }

  private static String firstLine(YamlEngineException broken) {
    Iterator<String> lines = String.valueOf(broken.getMessage()).lines().iterator();
    return lines.hasNext() ? lines.next() : "unreadable";
  }
}
