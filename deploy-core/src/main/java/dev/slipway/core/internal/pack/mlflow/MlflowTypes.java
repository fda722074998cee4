package dev.slipway.core.internal.pack.mlflow;

import dev.slipway.ElementType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MLflow's names of types: of columns its own, of tensors numpy's. */
final class MlflowTypes {

  private static final Map<String, ElementType> COLUMN =
      Map.of(
          "boolean", ElementType.BOOL,
          "integer", ElementType.INT32,
          "long", ElementType.INT64,
          "float", ElementType.FLOAT32,
          "double", ElementType.FLOAT64,
          "string", ElementType.STRING,
          "binary", ElementType.BINARY,
          "datetime", ElementType.DATETIME);

  private static final Map<String, ElementType> TENSOR =
      Map.ofEntries(
          Map.entry("bool", ElementType.BOOL),
          Map.entry("int8", ElementType.INT8),
          Map.entry("int16", ElementType.INT16),
          Map.entry("int32", ElementType.INT32),
          Map.entry("int64", ElementType.INT64),
          Map.entry("uint8", ElementType.UINT8),
          Map.entry("uint16", ElementType.UINT16),
          Map.entry("uint32", ElementType.UINT32),
          Map.entry("uint64", ElementType.UINT64),
          Map.entry("float16", ElementType.FLOAT16),
          Map.entry("float32", ElementType.FLOAT32),
          Map.entry("float64", ElementType.FLOAT64),
          Map.entry("object", ElementType.STRING),
          Map.entry("str", ElementType.STRING),
          Map.entry("bytes", ElementType.BINARY),
          Map.entry("datetime64", ElementType.DATETIME));

  private MlflowTypes() {}

  static @Nullable ElementType column(String name) {
    return COLUMN.get(name);
  }

  /** Returns the type of a numpy name, whose length or unit (str160, datetime64[ns]) is ignored. */
  static @Nullable ElementType tensor(String dtype) {
    ElementType exact = TENSOR.get(dtype);
    return exact != null
        ? exact
        : TENSOR.get(dtype.replaceFirst("(?<=^(str|bytes))\\d+$|\\[.*]$", ""));
  }
}
