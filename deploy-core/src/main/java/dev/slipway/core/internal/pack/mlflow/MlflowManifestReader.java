package dev.slipway.core.internal.pack.mlflow;

import dev.slipway.Signature;
import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.yaml.KeyReader;
import dev.slipway.core.internal.pack.yaml.YamlNode;
import dev.slipway.core.internal.pack.yaml.YamlReader;
import java.util.Optional;

/** Reads {@code MLmodel}. Keys that are not asked for are MLflow's own business. */
public final class MlflowManifestReader {

  private static final String FILE = MlflowManifest.FILE;

  private final KeyReader keys;
  private final Problems problems;

  private MlflowManifestReader(KeyReader keys, Problems problems) {
    this.keys = keys;
    this.problems = problems;
  }

  /**
   * Reads the file.
   *
   * @param content its bytes
   * @param problems where what is wrong goes
   * @return what it says
   * @throws dev.slipway.InvalidPackageException if it names no model
   * @throws dev.slipway.UnsupportedModelException if Slipway runs none of its flavours, or not all
   *     types of its signature
   */
  public static MlflowManifest read(byte[] content, Problems problems) {
    YamlNode.Mapping root = YamlReader.read(FILE, content, YamlReader.Tags.IGNORED, problems);
    return new MlflowManifestReader(new KeyReader(FILE, root, problems), problems).manifest();
  }

  private MlflowManifest manifest() {
    MlflowFlavour flavour = MlflowFlavour.of(keys, problems);
    Optional<Signature> signature =
        keys.mapping("signature").flatMap(s -> new MlflowSignature(s, problems).read());
    return new MlflowManifest(
        flavour.format(),
        flavour.path(),
        signature,
        keys.mapping("saved_input_example_info").flatMap(MlflowManifestReader::example),
        shown("mlflow_version"),
        shown("run_id"),
        shown("model_uuid"));
  }

  private static Optional<MlflowManifest.Example> example(KeyReader info) {
    Optional<String> type = info.text("type");
    Optional<String> path = info.path("artifact_path");
    if (type.isEmpty() || path.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new MlflowManifest.Example(type.get(), path.get(), info.has("params")));
  }

  /** Returns a text that is only shown, however YAML took it. */
  private Optional<String> shown(String key) {
    return keys.value(key)
        .filter(YamlNode.Scalar.class::isInstance)
        .map(node -> ((YamlNode.Scalar) node).text());
  }
}
