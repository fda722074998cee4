package dev.slipway.engine.tensorflow;

/**
 * The type that a constant's node says and the one that its value has. The library ends the process
 * where they differ. Not thread-safe.
 */
final class ConstantTypes {

  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int VALUE_TYPE = 6;
  private static final int VALUE_TENSOR = 8;
  private static final int TENSOR_TYPE = 1;

  private long said;
  private long valued;

  /** Takes an attribute of the node. */
  void readAttribute(ProtoReader entry) throws MalformedModelException {
    String key = "";
    long type = 0;
    long tensorType = 0;
    while (entry.next()) {
      if (entry.isBytes(KEY)) {
        key = entry.string();
      } else if (entry.isBytes(VALUE)) {
        ProtoReader value = entry.message();
        while (value.next()) {
          if (value.isVarint(VALUE_TYPE)) {
            type = value.varint();
          } else if (value.isBytes(VALUE_TENSOR)) {
            tensorType = tensorType(value.message());
          }
        }
      }
    }
    said = key.equals("dtype") ? type : said;
    valued = key.equals("value") ? tensorType : valued;
  }

  private static long tensorType(ProtoReader tensor) throws MalformedModelException {
    long type = 0;
    while (tensor.next()) {
      type = tensor.isVarint(TENSOR_TYPE) ? tensor.varint() : type;
    }
    return type;
  }

  /** Refuses a constant of two types. */
  void check(String node) throws MalformedModelException {
    if (said != valued) {
      throw new MalformedModelException(
          "node '%s' is a constant of %s, but its value is of %s"
              .formatted(node, TensorTypes.name((int) said), TensorTypes.name((int) valued)));
    }
  }
}
