package dev.slipway.engine.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.slipway.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The element types of DJL and ours. */
final class DjlTypes {

  private static final int WIDEST = 8;

  private DjlTypes() {}

  static DataType dataType(ElementType type) {
    return switch (type) {
      case BOOL -> DataType.BOOLEAN;
      case INT8 -> DataType.INT8;
      case INT16 -> DataType.INT16;
      case INT32 -> DataType.INT32;
      case INT64 -> DataType.INT64;
      case UINT8 -> DataType.UINT8;
      case UINT16 -> DataType.UINT16;
      case UINT32 -> DataType.UINT32;
      case UINT64 -> DataType.UINT64;
      case FLOAT16 -> DataType.FLOAT16;
      case BFLOAT16 -> DataType.BFLOAT16;
      case FLOAT32 -> DataType.FLOAT32;
      case FLOAT64 -> DataType.FLOAT64;
      case STRING -> DataType.STRING;
      case BINARY, DATETIME -> DataType.UNKNOWN;
    };
  }

  /** Returns whether a model's engine makes arrays of a fixed-width type and tells their type. */
  static boolean has(Model model, ElementType type) {
    try (NDManager manager = model.getNDManager().newSubManager();
        NDArray array = manager.create(zeros(), new Shape(1), dataType(type))) {
      return array.getDataType() == dataType(type);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static ByteBuffer zeros() {
    return ByteBuffer.allocateDirect(WIDEST).order(ByteOrder.nativeOrder());
  }
}
