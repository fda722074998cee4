package dev.slipway.verification.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads tensors as the ONNX project writes them into files. */
final class TensorFile {

  private TensorFile() {}

  /**
   * Reads a tensor.
   *
   * @param declared the type that the model declares: where the file has other numbers of 16 bits
   *     they are the bits of this type, since NumPy has no bfloat16
   */
  static Tensor read(Path file, ElementType declared) throws IOException {
    Tensor tensor = read(TensorProto.parseFrom(Files.readAllBytes(file)));
    return declared == ElementType.BFLOAT16 && tensor.type() == ElementType.UINT16
        ? Tensor.over(declared, tensor.shape(), tensor.bytes())
        : tensor;
  }

  private static Tensor read(TensorProto stored) {
    long[] dimensions = stored.getDimsList().stream().mapToLong(Long::longValue).toArray();
    Tensor tensor = Tensor.zeros(type(stored), Shape.of(dimensions));
    if (tensor.type() == ElementType.STRING) {
      readTexts(stored, tensor);
    } else if (stored.hasRawData()) {
      tensor.bytes().put(stored.getRawData().asReadOnlyByteBuffer());
    } else {
      readNumbers(stored, tensor);
    }
    return tensor;
  }

  private static ElementType type(TensorProto stored) {
    TensorProto.DataType type = TensorProto.DataType.forNumber(stored.getDataType());
    return switch (type) {
      case FLOAT -> ElementType.FLOAT32;
      case DOUBLE -> ElementType.FLOAT64;
      default -> ElementType.valueOf(type.name());
    };
  }

  private static void readTexts(TensorProto stored, Tensor tensor) {
    int index = 0;
    for (ByteString text : stored.getStringDataList()) {
      tensor.setString(index++, text.toStringUtf8());
    }
  }

  /** Reads what stands in typed fields: those of 64 bits in their own, the others as 32 bits. */
  private static void readNumbers(TensorProto stored, Tensor tensor) {
    for (int i = 0; i < tensor.size(); i++) {
      switch (tensor.type()) {
        case FLOAT32 -> tensor.setDouble(i, stored.getFloatData(i));
        case FLOAT64 -> tensor.setDouble(i, stored.getDoubleData(i));
        case INT64 -> tensor.setLong(i, stored.getInt64Data(i));
        case UINT32, UINT64 -> tensor.setLong(i, stored.getUint64Data(i));
        case FLOAT16, BFLOAT16 -> tensor.bytes().putShort(2 * i, (short) stored.getInt32Data(i));
        default -> tensor.setLong(i, stored.getInt32Data(i));
      }
    }
  }
}
