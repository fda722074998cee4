package dev.slipway.http.internal.oip;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a model's signature is called by the protocol: a column of one value a row is a tensor of
 * shape {@code [-1]}, and may be sent as {@code [n, 1]}. Immutable.
 */
public final class OipBinding {

  private final Signature signature;

  /**
   * Creates the binding of a model.
   *
   * @param signature what its callers send and get
   */
  public OipBinding(Signature signature) {
    this.signature = signature;
  }

  /**
   * Makes the table that a request asks about. What it lacks of optional fields is left to the
   * predictor to fill.
   *
   * @param request with its tensors
   * @param problems what was wrong with it already
   * @return as many rows as the tensors' first dimension says, over the memory of the request
   * @throws dev.slipway.InvalidInputException with everything that is wrong, each with its JSON
   *     pointer
   */
  public Table table(OipRequest request, OipProblems problems) {
    List<String> names = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    long rows = -1;
    for (OipRequest.Input input : request.inputs()) {
      Signature.Field field = field(input.name(), input.pointer(), seen, problems);
      if (field == null || !fits(field, input, problems)) {
        continue;
      }
      if (rows >= 0 && input.shape().dimension(0) != rows) {
        problems.add(
            input.pointer() + "/shape",
            "has "
                + input.shape().dimension(0)
                + " rows, expected "
                + rows
                + " as the inputs before");
        continue;
      }
      rows = input.shape().dimension(0);
      Column column = column(field, input, problems);
      if (column != null) {
        names.add(field.name());
        columns.add(column);
      }
    }
    for (OipRequest.Unread input : request.unread()) {
      field(input.name(), input.pointer(), seen, problems);
    }
    checkOutputs(request, problems);
    checkMissing(seen, problems);
    problems.throwIfAny("Cannot read the request");
    return Table.of(names, columns);
  }

  private void checkMissing(Set<String> seen, OipProblems problems) {
    for (Signature.Field field : signature.inputs()) {
      if (field.required() && !seen.contains(field.name())) {
        problems.add("/inputs", "has no '" + field.name() + "', expected " + describe(field));
      }
    }
  }

  private void checkOutputs(OipRequest request, OipProblems problems) {
    List<String> known = signature.outputNames();
    Set<String> seen = new HashSet<>();
    for (OipRequest.Output output : request.outputs()) {
      String name = output.name();
      if (!known.contains(name)) {
        problems.add(
            output.pointer() + "/name", "'" + name + "' is unknown, expected one of " + known);
      } else if (!seen.add(name)) {
        problems.add(output.pointer() + "/name", "'" + name + "' stands twice");
      }
    }
  }

  private Signature.@Nullable Field field(
      String name, String pointer, Set<String> seen, OipProblems problems) {
    if (!seen.add(name)) {
      problems.add(pointer + "/name", "'" + name + "' stands twice");
      return null;
    }
    Signature.Field field = signature.input(name).orElse(null);
    if (field == null) {
      problems.add(
          pointer + "/name",
          "'" + name + "' is unknown, expected one of " + signature.inputNames());
    }
    return field;
  }

  private static boolean fits(Signature.Field field, OipRequest.Input input, OipProblems problems) {
    String pointer = input.pointer();
    Datatype expected = Datatype.of(field.type());
    boolean bytes = expected == Datatype.BYTES;
    if (bytes != (input.datatype() == Datatype.BYTES)
        || (field.kind() == Signature.Kind.TENSOR && expected != input.datatype())) {
      problems.add(
          pointer + "/datatype",
          "is " + input.datatype() + ", expected " + expected + " for " + field);
      return false;
    }
    Shape shape = input.shape();
    if (shape.rank() == 0) {
      problems.add(pointer + "/shape", "is [], expected " + dimensions(field) + ", the rows first");
      return false;
    }
    boolean single = field.rowShape().rank() == 0 && shape.rank() == 2 && shape.dimension(1) == 1;
    if (!single && !field.shape().accepts(shape)) {
      problems.add(pointer + "/shape", "is " + shape + ", expected " + dimensions(field));
      return false;
    }
    if (shape.dimension(0) > Integer.MAX_VALUE) {
      problems.add(pointer + "/shape", "has " + shape.dimension(0) + " rows, which is too many");
      return false;
    }
    return true;
  }

  private static @Nullable Column column(
      Signature.Field field, OipRequest.Input input, OipProblems problems) {
    Column elements = input.elements();
    if (input.datatype() == Datatype.BYTES) {
      try {
        elements = TextValues.as(field.type(), elements, input.form());
      } catch (IllegalArgumentException wrong) {
        problems.add(
            input.pointer() + "/data", wrong.getMessage() + ", expected " + describe(field));
        return null;
      }
    }
    Shape rowShape = field.rowShape().rank() == 0 ? Shape.scalar() : input.shape().row();
    return elements.rowShape().equals(rowShape)
        ? elements
        : reshaped(elements, rowShape, Math.toIntExact(input.shape().dimension(0)));
  }

  private static Column reshaped(Column elements, Shape rowShape, int rows) {
    if (elements.type().isVariableLength()) {
      ColumnBuffer shaped = new ColumnBuffer(elements.type(), rowShape);
      for (int i = 0; i < elements.rows(); i++) {
        byte[] bytes = elements.bytesAt(i);
        shaped.addBytes(bytes, bytes.length);
      }
      return shaped;
    }
    int count = elements.rows() * elements.width();
    ByteBuffer memory =
        ByteBuffer.allocate(count * elements.type().byteWidth()).order(ByteOrder.nativeOrder());
    elements.copyTo(Tensor.over(elements.type(), Shape.of(count), memory), 0, elements.width());
    return Column.over(elements.type(), rowShape, rows, memory);
  }

  private static String describe(Signature.Field field) {
    return Datatype.of(field.type()) + " of shape " + dimensions(field);
  }

  private static String dimensions(Signature.Field field) {
    return Arrays.toString(field.shape().toArray());
  }

  /**
   * Returns the model's params among a request's parameters.
   *
   * @param parameters of the request
   * @return those that the signature has, by name
   */
  public Map<String, Object> params(Map<String, Object> parameters) {
    Map<String, Object> own = new LinkedHashMap<>();
    for (Signature.Param param : signature.params()) {
      Object value = parameters.get(param.name());
      if (value != null) {
        own.put(param.name(), value);
      }
    }
    return own;
  }
}
