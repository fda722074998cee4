package dev.slipway.engine.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A node of a graph or of a function.
 *
 * @param name unique in its graph
 * @param operator the operator, or a function's name
 * @param inputs what it takes, as the format names it; {@code ^name} only comes before
 * @param functions the functions that its attributes name, at any depth
 */
record GraphNode(String name, String operator, List<String> inputs, List<String> functions) {

  private static final int NAME = 1;
  private static final int OPERATOR = 2;
  private static final int INPUT = 3;
  private static final int ATTRIBUTE = 5;

  private static final int ENTRY_VALUE = 2;
  private static final int VALUE_LIST = 1;
  private static final int VALUE_FUNCTION = 10;
  private static final int LIST_FUNCTION = 9;
  private static final int FUNCTION_NAME = 1;
  private static final int FUNCTION_ATTRIBUTE = 2;

  /** Operators that give a value that is written in the file. */
  private static final Set<String> CONSTANTS = Set.of("Const", "HostConst");

  static GraphNode read(ProtoReader node) throws MalformedModelException {
    String name = "";
    String operator = "";
    List<String> inputs = new ArrayList<>();
    List<String> functions = new ArrayList<>();
    ConstantTypes constant = new ConstantTypes();
    while (node.next()) {
      if (node.isOnce(NAME)) {
        name = node.string();
      } else if (node.isOnce(OPERATOR)) {
        operator = node.string();
      } else if (node.isBytes(INPUT)) {
        inputs.add(node.string());
      } else if (node.isBytes(ATTRIBUTE)) {
        readAttribute(node.message(), functions);
        constant.readAttribute(node.message());
      }
    }
    if (CONSTANTS.contains(operator)) {
      constant.check(name);
    }
    return new GraphNode(name, operator, inputs, functions);
  }

  private static void readAttribute(ProtoReader entry, List<String> functions)
      throws MalformedModelException {
    while (entry.next()) {
      if (entry.isOnce(ENTRY_VALUE)) {
        readValue(entry.message(), functions);
      }
    }
  }

  private static void readValue(ProtoReader value, List<String> functions)
      throws MalformedModelException {
    while (value.next()) {
      if (value.isOnce(VALUE_FUNCTION)) {
        readFunction(value.message(), functions);
      } else if (value.isOnce(VALUE_LIST)) {
        ProtoReader list = value.message();
        while (list.next()) {
          if (list.isBytes(LIST_FUNCTION)) {
            readFunction(list.message(), functions);
          }
        }
      }
    }
  }

  private static void readFunction(ProtoReader function, List<String> functions)
      throws MalformedModelException {
    while (function.next()) {
      if (function.isOnce(FUNCTION_NAME)) {
        functions.add(function.string());
      } else if (function.isBytes(FUNCTION_ATTRIBUTE)) {
        readAttribute(function.message(), functions);
      }
    }
  }
}
