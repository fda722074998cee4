package dev.slipway.engine.tflite;

/** The field numbers of the TFLite format that are read here. */
final class Format {

  static final String IDENTIFIER = "TFL3";
  static final int VERSION = 3;

  static final int MODEL_VERSION = 0;
  static final int MODEL_CODES = 1;
  static final int MODEL_GRAPHS = 2;
  static final int MODEL_BUFFERS = 4;
  static final int MODEL_METADATA = 6;
  static final int MODEL_SIGNATURES = 7;

  static final int CODE_OLD_BUILTIN = 0;
  static final int CODE_CUSTOM = 1;
  static final int CODE_VERSION = 2;
  static final int CODE_BUILTIN = 3;

  static final int GRAPH_TENSORS = 0;
  static final int GRAPH_INPUTS = 1;
  static final int GRAPH_OUTPUTS = 2;
  static final int GRAPH_OPERATORS = 3;

  static final int TENSOR_SHAPE = 0;
  static final int TENSOR_TYPE = 1;
  static final int TENSOR_BUFFER = 2;
  static final int TENSOR_NAME = 3;
  static final int TENSOR_QUANTISATION = 4;
  static final int TENSOR_VARIABLE = 5;
  static final int TENSOR_SPARSITY = 6;
  static final int TENSOR_FREE_SHAPE = 7;

  static final int QUANTISATION_SCALE = 2;
  static final int QUANTISATION_ZERO_POINT = 3;
  static final int QUANTISATION_DIMENSION = 6;

  static final int OPERATOR_CODE = 0;
  static final int OPERATOR_INPUTS = 1;
  static final int OPERATOR_OUTPUTS = 2;
  static final int OPERATOR_OPTIONS = 4;
  static final int OPERATOR_INTERMEDIATES = 8;
  static final int OPERATOR_OPTIONS_2 = 12;

  static final int BUFFER_DATA = 0;
  static final int BUFFER_OFFSET = 1;
  static final int BUFFER_SIZE = 2;

  static final int METADATA_NAME = 0;
  static final int METADATA_BUFFER = 1;

  static final int SIGNATURE_INPUTS = 0;
  static final int SIGNATURE_OUTPUTS = 1;
  static final int SIGNATURE_KEY = 2;
  static final int SIGNATURE_GRAPH = 4;
  static final int MAP_NAME = 0;
  static final int MAP_TENSOR = 1;

  static final int IF = 118;
  static final int WHILE = 119;
  static final int CALL_ONCE = 129;
  static final int STABLEHLO_COMPOSITE = 206;

  private Format() {}
}
