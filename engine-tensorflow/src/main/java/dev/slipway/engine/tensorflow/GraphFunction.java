package dev.slipway.engine.tensorflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A function of a model's library.
 *
 * @param name unique in the model
 * @param arguments the names of what it takes, in order
 * @param nodes its body by name
 * @param stands what it is an implementation of, empty if it is nothing but itself
 */
record GraphFunction(
    String name, List<String> arguments, Map<String, GraphNode> nodes, String stands) {

  private static final int SIGNATURE = 1;
  private static final int NODE = 3;
  private static final int ATTRIBUTE = 5;
  private static final int SIGNATURE_NAME = 1;
  private static final int SIGNATURE_ARGUMENT = 2;
  private static final int ARGUMENT_NAME = 1;
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int VALUE_TEXT = 2;

  /** The attribute by which the runtime may take one function for another. */
  private static final String IMPLEMENTS = "api_implements";

  static GraphFunction read(ProtoReader function) throws MalformedModelException {
    List<String> arguments = new ArrayList<>();
    String name = "";
    String stands = "";
    Map<String, GraphNode> nodes = new LinkedHashMap<>();
    while (function.next()) {
      if (function.isOnce(SIGNATURE)) {
        name = readSignature(function.message(), arguments);
      } else if (function.isBytes(NODE)) {
        GraphNode node = GraphNode.read(function.message());
        nodes.put(node.name(), node);
      } else if (function.isBytes(ATTRIBUTE)) {
        stands = stands + readStands(function.message());
      }
    }
    return new GraphFunction(name, arguments, nodes, stands);
  }

  private static String readSignature(ProtoReader signature, List<String> arguments)
      throws MalformedModelException {
    String name = "";
    while (signature.next()) {
      if (signature.isOnce(SIGNATURE_NAME)) {
        name = signature.string();
      } else if (signature.isBytes(SIGNATURE_ARGUMENT)) {
        arguments.add(text(signature.message(), ARGUMENT_NAME));
      }
    }
    return name;
  }

  private static String readStands(ProtoReader entry) throws MalformedModelException {
    String key = "";
    String value = "";
    while (entry.next()) {
      if (entry.isOnce(KEY)) {
        key = entry.string();
      } else if (entry.isOnce(VALUE)) {
        value = text(entry.message(), VALUE_TEXT);
      }
    }
    return key.equals(IMPLEMENTS) ? value : "";
  }

  private static String text(ProtoReader message, int field) throws MalformedModelException {
    String text = "";
    while (message.next()) {
      if (message.isOnce(field)) {
        text = message.string();
      }
    }
    return text;
  }
}
