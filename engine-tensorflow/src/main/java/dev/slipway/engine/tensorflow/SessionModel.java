package dev.slipway.engine.tensorflow;

import ai.djl.BaseModel;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.tensorflow.engine.SavedModelBundle;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import dev.slipway.Shape;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** DJL's model on a session of ours, which it does not own. */
final class SessionModel extends BaseModel {

  SessionModel(TensorflowModel model, NDManager manager) {
    super(model.path());
    this.manager = manager;
    manager.setName("SavedModel");
    this.dataType = DataType.FLOAT32;
    EntryPoint entry = model.entry();
    MetaGraphDef described =
        MetaGraphDef.newBuilder().putSignatureDef(entry.key(), signature(entry.tensors())).build();
    // Copies of the pointers: closing them frees nothing.
    SavedModelBundle bundle =
        new SavedModelBundle(
            new TF_Graph(model.session().graph()),
            new TF_Session(model.session().session()),
            described);
    this.block = new TfSymbolBlock(bundle, entry.key());
    this.wasLoaded = true;
  }

  private static SignatureDef signature(NamedTensors tensors) {
    SignatureDef.Builder signature = SignatureDef.newBuilder();
    tensors.inputs().forEach((name, spec) -> signature.putInputs(name, info(spec)));
    tensors.outputs().forEach((name, spec) -> signature.putOutputs(name, info(spec)));
    return signature.build();
  }

  private static TensorInfo info(TensorSpec spec) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    Shape said = spec.shape();
    for (long size : said == null ? new long[0] : said.toArray()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(spec.endpoint())
        .setDtypeValue(spec.type())
        .setTensorShape(shape)
        .build();
  }

  /** Refuses: the model is there from the beginning. */
  @Override
  public void load(Path path, @Nullable String prefix, @Nullable Map<String, ?> options) {
    throw new IllegalStateException("Cannot load " + path + ": this model is loaded already");
  }
}
