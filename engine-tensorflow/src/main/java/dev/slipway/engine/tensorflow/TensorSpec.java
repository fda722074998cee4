package dev.slipway.engine.tensorflow;

import dev.slipway.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signature says of one of its tensors.
 *
 * @param name the node and which of its results, as the format names it; empty if it is no plain
 *     tensor
 * @param type the format's number of the element type
 * @param shape null if not even the number of its dimensions is said
 */
record TensorSpec(String name, int type, @Nullable Shape shape) {

  private static final int NAME = 1;
  private static final int TYPE = 2;
  private static final int SHAPE = 3;
  private static final int DIMENSION = 2;
  private static final int UNKNOWN_RANK = 3;
  private static final int SIZE = 1;

  static TensorSpec read(ProtoReader info) throws MalformedModelException {
    String name = "";
    int type = 0;
    @Nullable Shape shape = Shape.scalar();
    while (info.next()) {
      if (info.isOnce(NAME)) {
        name = info.string();
      } else if (info.isVarint(TYPE)) {
        type = (int) info.varint();
      } else if (info.isOnce(SHAPE)) {
        shape = readShape(info.message());
      }
    }
    return new TensorSpec(name, type, shape);
  }

  private static @Nullable Shape readShape(ProtoReader shape) throws MalformedModelException {
    List<Long> dimensions = new ArrayList<>();
    boolean unknown = false;
    while (shape.next()) {
      if (shape.isBytes(DIMENSION)) {
        dimensions.add(readSize(shape.message()));
      } else if (shape.isVarint(UNKNOWN_RANK)) {
        unknown = shape.varint() != 0;
      }
    }
    return unknown ? null : Shape.of(dimensions.stream().mapToLong(Long::longValue).toArray());
  }

  private static long readSize(ProtoReader dimension) throws MalformedModelException {
    long size = 0;
    while (dimension.next()) {
      if (dimension.isVarint(SIZE)) {
        size = dimension.varint();
      }
    }
    return Math.max(-1, size);
  }

  /** Returns the tensor's node and result, {@code node:0} where the format leaves the 0 out. */
  String endpoint() {
    return endpoint(name);
  }

  static String endpoint(String input) {
    int colon = input.lastIndexOf(':');
    return colon < 0 ? input + ":0" : input;
  }

  /** Returns the node that an input of another node or a tensor belongs to. */
  static String node(String input) {
    String plain = input.startsWith("^") ? input.substring(1) : input;
    int colon = plain.indexOf(':');
    return colon < 0 ? plain : plain.substring(0, colon);
  }

  /** Returns which of the node's results the tensor is. */
  int place() {
    String place = endpoint().substring(endpoint().lastIndexOf(':') + 1);
    return place.matches("\\d{1,6}") ? Integer.parseInt(place) : -1;
  }
}
