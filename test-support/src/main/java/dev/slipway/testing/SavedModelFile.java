package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.VersionDef;

/** Writes small SavedModels for tests. Not thread-safe. */
public final class SavedModelFile extends GraphNodes {

  /** The signature that callers get unless they name one. */
  public static final String SERVING = "serving_default";

  private static final String INIT = "__saved_model_init_op";
  private static final int PRODUCER = 1766;

  private final List<GraphFunction> functions = new ArrayList<>();
  private final MetaGraphDef.Builder meta = MetaGraphDef.newBuilder();
  private final Map<String, SignatureDef.Builder> signatures = new LinkedHashMap<>();
  private String tag = "serve";

  /** Creates a model without a node. */
  public SavedModelFile() {}

  /** Adds an input to the signature {@link #SERVING}, and the node of its name. */
  public SavedModelFile input(String name, DataType type, long... dimensions) {
    node(
        "Placeholder",
        name,
        "",
        GraphValues.type("dtype", type),
        GraphValues.shape("shape", dimensions));
    return input(SERVING, name, info(name + ":0", type, dimensions));
  }

  /** Adds an input to a signature. */
  public SavedModelFile input(String signature, String name, TensorInfo info) {
    signature(signature).putInputs(name, info);
    return this;
  }

  /** Adds an output to the signature {@link #SERVING}: what the node of its name gives first. */
  public SavedModelFile output(String name, DataType type, long... dimensions) {
    return output(SERVING, name, info(name + ":0", type, dimensions));
  }

  /** Adds an output to a signature. */
  public SavedModelFile output(String signature, String name, TensorInfo info) {
    signature(signature).putOutputs(name, info);
    return this;
  }

  /** Returns what a signature says of a tensor. */
  public static TensorInfo info(String tensor, DataType type, long... dimensions) {
    return TensorInfo.newBuilder()
        .setName(tensor)
        .setDtype(type)
        .setTensorShape(GraphValues.shape(dimensions))
        .build();
  }

  private SignatureDef.Builder signature(String key) {
    return signatures.computeIfAbsent(
        key, each -> SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict"));
  }

  /** Adds a function. */
  public GraphFunction function(String name) {
    GraphFunction function = new GraphFunction(name);
    functions.add(function);
    return function;
  }

  /** Names the node that runs once, when the model is loaded. */
  public SavedModelFile init(String node) {
    signature(INIT).putOutputs(INIT, TensorInfo.newBuilder().setName(node).build());
    return this;
  }

  /** Names the input for the variables' place, and the node that reads them. */
  public SavedModelFile saver(String place, String restore) {
    meta.setSaverDef(
        SaverDef.newBuilder()
            .setFilenameTensorName(place + ":0")
            .setSaveTensorName(place + ":0")
            .setRestoreOpName(restore)
            .setVersion(SaverDef.CheckpointFormatVersion.V2));
    return this;
  }

  /** Adds a file of {@code assets}, whose path a node is fed with. */
  public SavedModelFile asset(String node, String file) {
    meta.addAssetFileDef(
        AssetFileDef.newBuilder()
            .setTensorInfo(TensorInfo.newBuilder().setName(node + ":0"))
            .setFilename(file));
    return this;
  }

  /** Says that this is a model of another tag. */
  public SavedModelFile tag(String other) {
    this.tag = other;
    return this;
  }

  /** Returns the main file. */
  public byte[] bytes() {
    FunctionDefLibrary.Builder library = FunctionDefLibrary.newBuilder();
    functions.forEach(function -> library.addFunction(function.build()));
    GraphDef graph =
        GraphDef.newBuilder()
            .addAllNode(nodes())
            .setVersions(VersionDef.newBuilder().setProducer(PRODUCER))
            .setLibrary(library)
            .build();
    MetaGraphDef.Builder whole = meta.clone().setGraphDef(graph);
    whole.getMetaInfoDefBuilder().addTags(tag).setTensorflowVersion("2.16.2");
    signatures.forEach((key, signature) -> whole.putSignatureDef(key, signature.build()));
    return SavedModel.newBuilder()
        .setSavedModelSchemaVersion(1)
        .addMetaGraphs(whole)
        .build()
        .toByteArray();
  }

  /** Writes the model into a folder, which is made, and returns the folder. */
  public Path write(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("saved_model.pb"), bytes());
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The same model as {@link OnnxFile#logistic()}. */
  public static SavedModelFile logistic() {
    SavedModelFile file = new SavedModelFile();
    file.input("features", DataType.DT_FLOAT, -1, 4)
        .output("probabilities", DataType.DT_FLOAT, -1, 2)
        .floats("w", new long[] {4, 2}, -0.5f, 0.5f, 0.25f, -0.25f, -0.125f, 0.125f, -1, 1)
        .floats("b", new long[] {2}, -0.1f, 0.1f)
        .floatNode("MatMul", "product", "features w")
        .floatNode("BiasAdd", "logits", "product b")
        .floatNode("Sigmoid", "probabilities", "logits");
    return file;
  }
}
