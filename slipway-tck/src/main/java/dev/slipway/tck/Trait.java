package dev.slipway.tck;

/**
 * Something that an engine may lack. An engine that declares a trait unsupported must fail properly
 * where it is needed; an engine that does not declare it must have it.
 */
public enum Trait {
  /** Tensors of booleans. */
  BOOL,
  /** Tensors of signed 8-bit integers. */
  INT8,
  /** Tensors of signed 16-bit integers. */
  INT16,
  /** Tensors of signed 32-bit integers. */
  INT32,
  /** Tensors of signed 64-bit integers. */
  INT64,
  /** Tensors of unsigned 8-bit integers. */
  UINT8,
  /** Tensors of unsigned 16-bit integers. */
  UINT16,
  /** Tensors of unsigned 32-bit integers. */
  UINT32,
  /** Tensors of unsigned 64-bit integers. */
  UINT64,
  /** Tensors of IEEE 754 binary16 numbers. */
  FLOAT16,
  /** Tensors of bfloat16 numbers. */
  BFLOAT16,
  /** Tensors of 32-bit floating-point numbers. */
  FLOAT32,
  /** Tensors of 64-bit floating-point numbers. */
  FLOAT64,
  /** Tensors of texts, of rank 1. */
  STRING,
  /** Tensors of texts, of rank 2. */
  STRING_MATRIX,
  /** Texts with characters beyond U+FFFF as inputs. */
  ANY_TEXT_INPUT,
  /** Texts with characters beyond U+FFFF as outputs. */
  ANY_TEXT_OUTPUT,
  /** Tensors of rank 0. */
  SCALAR,
  /** Batches without rows. */
  EMPTY_BATCH,
  /** Outputs whose shape depends on the values of the inputs. */
  DATA_DEPENDENT_SHAPE,
  /** Classifiers that name their classes. */
  CLASS_LABELS,
  /** Models whose values are in files of their own. */
  EXTERNAL_DATA,
  /** Ending a call that runs. */
  CANCELLATION
}
