package dev.slipway.testing;

import org.tensorflow.lite.schema.AddOptionsT;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.CallOnceOptionsT;
import org.tensorflow.lite.schema.FullyConnectedOptionsT;
import org.tensorflow.lite.schema.GatherOptionsT;
import org.tensorflow.lite.schema.HashtableOptionsT;
import org.tensorflow.lite.schema.ReshapeOptionsT;
import org.tensorflow.lite.schema.SoftmaxOptionsT;
import org.tensorflow.lite.schema.SubOptionsT;
import org.tensorflow.lite.schema.WhileOptionsT;

/** The options of operators in TFLite models. */
public final class TfliteOptions {

  private TfliteOptions() {}

  /** Returns the options of a type, with the object of that type. */
  public static BuiltinOptionsUnion of(byte type, Object options) {
    BuiltinOptionsUnion union = new BuiltinOptionsUnion();
    union.setType(type);
    union.setValue(options);
    return union;
  }

  /** A dense layer without activation. */
  public static BuiltinOptionsUnion dense() {
    return of(BuiltinOptions.FullyConnectedOptions, new FullyConnectedOptionsT());
  }

  /** A sum without activation. */
  public static BuiltinOptionsUnion sum() {
    return of(BuiltinOptions.AddOptions, new AddOptionsT());
  }

  /** A difference without activation. */
  public static BuiltinOptionsUnion difference() {
    return of(BuiltinOptions.SubOptions, new SubOptionsT());
  }

  /** Values by their places on the first axis. */
  public static BuiltinOptionsUnion gather() {
    return of(BuiltinOptions.GatherOptions, new GatherOptionsT());
  }

  /** Another shape of the same values; one dimension may be -1. */
  public static BuiltinOptionsUnion reshape(int... shape) {
    ReshapeOptionsT reshape = new ReshapeOptionsT();
    reshape.setNewShape(shape);
    return of(BuiltinOptions.ReshapeOptions, reshape);
  }

  /** A softmax as everybody knows it. */
  public static BuiltinOptionsUnion softmax() {
    SoftmaxOptionsT softmax = new SoftmaxOptionsT();
    softmax.setBeta(1);
    return of(BuiltinOptions.SoftmaxOptions, softmax);
  }

  /** A loop over the graphs at two places. */
  public static BuiltinOptionsUnion loop(int condition, int body) {
    WhileOptionsT loop = new WhileOptionsT();
    loop.setCondSubgraphIndex(condition);
    loop.setBodySubgraphIndex(body);
    return of(BuiltinOptions.WhileOptions, loop);
  }

  /** A table of constants, shared by all that name its id. */
  public static BuiltinOptionsUnion table(int id, byte keys, byte values) {
    HashtableOptionsT table = new HashtableOptionsT();
    table.setTableId(id);
    table.setKeyDtype(keys);
    table.setValueDtype(values);
    return of(BuiltinOptions.HashtableOptions, table);
  }

  /** A call of a graph before everything else, once for each interpreter. */
  public static BuiltinOptionsUnion once(int graph) {
    CallOnceOptionsT once = new CallOnceOptionsT();
    once.setInitSubgraphIndex(graph);
    return of(BuiltinOptions.CallOnceOptions, once);
  }
}
