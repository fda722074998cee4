package dev.slipway.http.internal.grpc;

import com.google.protobuf.ByteString;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.Shape;
import dev.slipway.http.internal.oip.BinaryTensors;
import dev.slipway.http.internal.oip.Datatype;
import dev.slipway.http.internal.oip.OipProblems;
import dev.slipway.http.internal.oip.OipRequest;
import dev.slipway.oip.messages.InferParameter;
import dev.slipway.oip.messages.InferTensorContents;
import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.oip.messages.ModelInferRequest.InferInputTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads inference requests of gRPC: contents typed, or raw for all inputs. */
final class MessageReader {

  private final ModelInferRequest message;
  private final OipProblems problems;
  private final List<OipRequest.Input> inputs = new ArrayList<>();
  private final List<OipRequest.Unread> unread = new ArrayList<>();

  private MessageReader(ModelInferRequest message, OipProblems problems) {
    this.message = message;
    this.problems = problems;
  }

  /**
   * Reads a request, as far as it can be read.
   *
   * @param problems where goes what is wrong
   */
  static OipRequest read(ModelInferRequest message, OipProblems problems) {
    return new MessageReader(message, problems).request();
  }

  private OipRequest request() {
    int raw = message.getRawInputContentsCount();
    boolean raws = raw == 0 || raw == message.getInputsCount();
    if (!raws) {
      problems.add(
          "/raw_input_contents",
          "has "
              + raw
              + " entries, expected one for each of "
              + message.getInputsCount()
              + " inputs, or none");
    }
    for (int i = 0; i < message.getInputsCount(); i++) {
      OipRequest.Input input = raws ? input(i, raw != 0) : null;
      if (input != null) {
        inputs.add(input);
      } else {
        unread.add(new OipRequest.Unread(message.getInputs(i).getName(), "/inputs/" + i));
      }
    }
    if (message.getInputsCount() == 0) {
      problems.add("/inputs", "is empty, expected the model's tensors");
    }
    return new OipRequest(
        message.getId().isEmpty() ? Optional.empty() : Optional.of(message.getId()),
        parameters(message.getParametersMap()),
        inputs,
        unread,
        outputs(),
        raw != 0 ? OipRequest.Form.BINARY : OipRequest.Form.JSON);
  }

  private List<OipRequest.Output> outputs() {
    List<OipRequest.Output> outputs = new ArrayList<>();
    for (int i = 0; i < message.getOutputsCount(); i++) {
      String name = message.getOutputs(i).getName();
      outputs.add(new OipRequest.Output(name, "/outputs/" + i, Optional.empty()));
    }
    return outputs;
  }

  private OipRequest.@Nullable Input input(int place, boolean raw) {
    InferInputTensor tensor = message.getInputs(place);
    String pointer = "/inputs/" + place;
    Datatype datatype = Datatype.named(tensor.getDatatype()).orElse(null);
    if (datatype == null) {
      problems.add(
          pointer + "/datatype",
          "is '" + tensor.getDatatype() + "', expected one of " + Datatype.NAMES);
    }
    long count = OipRequest.elementCount(tensor.getShapeList());
    if (count < 0 || count > Integer.MAX_VALUE) {
      problems.add(
          pointer + "/shape",
          "is "
              + tensor.getShapeList()
              + ", expected dimensions from 0 of at most "
              + Integer.MAX_VALUE
              + " elements");
    }
    if (datatype == null || count < 0 || count > Integer.MAX_VALUE) {
      return null;
    }
    Column elements =
        raw
            ? rawElements(tensor, place, datatype)
            : typedElements(tensor, pointer, datatype, (int) count);
    if (elements == null) {
      return null;
    }
    return new OipRequest.Input(
        tensor.getName(), pointer, datatype, shape(tensor), elements, OipRequest.Form.BINARY);
  }

  private static Shape shape(InferInputTensor tensor) {
    long[] dimensions = new long[tensor.getShapeCount()];
    for (int axis = 0; axis < dimensions.length; axis++) {
      dimensions[axis] = tensor.getShape(axis);
    }
    return Shape.of(dimensions);
  }

  private @Nullable Column rawElements(InferInputTensor tensor, int place, Datatype datatype) {
    if (tensor.hasContents()) {
      problems.add(
          "/inputs/" + place + "/contents",
          "stands beside raw_input_contents, expected one of them");
      return null;
    }
    try {
      return BinaryTensors.read(
          datatype, shape(tensor), message.getRawInputContents(place).asReadOnlyByteBuffer());
    } catch (IllegalArgumentException wrong) {
      problems.add("/raw_input_contents/" + place, String.valueOf(wrong.getMessage()));
      return null;
    }
  }

  private @Nullable Column typedElements(
      InferInputTensor tensor, String pointer, Datatype datatype, int count) {
    InferTensorContents contents = tensor.getContents();
    int given = TypedContents.count(datatype, contents);
    if (given < 0) {
      problems.add(
          pointer + "/contents", "cannot hold " + datatype + ", expected raw_input_contents");
      return null;
    }
    if (given != count || TypedContents.total(contents) != given) {
      problems.add(
          pointer + "/contents",
          "has "
              + given
              + " elements of "
              + datatype
              + " among "
              + TypedContents.total(contents)
              + ", expected "
              + count
              + " for shape "
              + tensor.getShapeList());
      return null;
    }
    ColumnBuffer column = new ColumnBuffer(datatype.elements(), Shape.scalar());
    int wrong = TypedContents.read(datatype, contents, column);
    if (wrong >= 0) {
      problems.add(pointer + "/contents", "element " + wrong + " does not fit " + datatype);
      return null;
    }
    return column;
  }

  private static Map<String, Object> parameters(Map<String, InferParameter> given) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    given.forEach(
        (name, parameter) -> {
          switch (parameter.getParameterChoiceCase()) {
            case BOOL_PARAM -> parameters.put(name, parameter.getBoolParam());
            case INT64_PARAM -> parameters.put(name, parameter.getInt64Param());
            case STRING_PARAM -> parameters.put(name, parameter.getStringParam());
            case DOUBLE_PARAM -> parameters.put(name, parameter.getDoubleParam());
            case UINT64_PARAM -> parameters.put(name, parameter.getUint64Param());
            default -> {}
          }
        });
    return parameters;
  }

  /** Returns bytes without a copy where protocol buffers allow it. */
  static ByteString bytes(byte[] own) {
    return com.google.protobuf.UnsafeByteOperations.unsafeWrap(own);
  }
}
