package dev.slipway.core.internal.pack.mlflow;

import dev.slipway.Signature;
import dev.slipway.spi.ModelFormat;
import java.util.Optional;

/**
 * What {@code MLmodel} says, as far as Slipway uses it.
 *
 * @param format the format of the model, from its flavour
 * @param model path of the model file or folder
 * @param signature what callers send and get; a side that MLflow left out is empty
 * @param example where the input example is
 * @param mlflowVersion the MLflow that wrote the package
 * @param runId the run that logged the model
 * @param modelUuid MLflow's id of the package
 */
public record MlflowManifest(
    ModelFormat format,
    String model,
    Optional<Signature> signature,
    Optional<Example> example,
    Optional<String> mlflowVersion,
    Optional<String> runId,
    Optional<String> modelUuid) {

  /** The file's name, at the top of a package. */
  public static final String FILE = "MLmodel";

  /**
   * Where an input example is and how it is written.
   *
   * @param type {@code dataframe}, {@code ndarray}, {@code json_object} or a sparse matrix
   * @param path its file
   * @param withParams whether the data stands under {@code inputs}, beside {@code params}
   */
  public record Example(String type, String path, boolean withParams) {}
}
