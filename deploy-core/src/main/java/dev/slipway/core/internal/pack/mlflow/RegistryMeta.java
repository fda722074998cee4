package dev.slipway.core.internal.pack.mlflow;

import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.files.FileErrors;
import dev.slipway.core.internal.pack.files.PackageFiles;
import dev.slipway.core.internal.pack.files.PackageLimits;
import dev.slipway.core.internal.pack.yaml.KeyReader;
import dev.slipway.core.internal.pack.yaml.YamlNode;
import dev.slipway.core.internal.pack.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What MLflow's registry download writes beside a package; no digest covers it.
 *
 * @param name the registered model's name
 * @param version the registry's number
 */
public record RegistryMeta(Optional<String> name, Optional<String> version) {

  /**
   * Reads the file.
   *
   * @param files the package
   * @param problems where what is wrong goes
   * @return what it says; nothing if it is not there
   */
  public static RegistryMeta read(PackageFiles files, Problems problems) {
    Optional<Path> file = files.registryMeta();
    if (file.isEmpty()) {
      return new RegistryMeta(Optional.empty(), Optional.empty());
    }
    byte[] content = content(file.get(), problems);
    YamlNode.Mapping root =
        YamlReader.read(PackageFiles.REGISTRY_META, content, YamlReader.Tags.IGNORED, problems);
    KeyReader keys = new KeyReader(PackageFiles.REGISTRY_META, root, problems);
    return new RegistryMeta(scalar(keys, "model_name"), scalar(keys, "model_version"));
  }

  private static byte[] content(Path file, Problems problems) {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(PackageLimits.MANIFEST_BYTES + 1);
      if (content.length > PackageLimits.MANIFEST_BYTES) {
        throw problems.with(
            PackageFiles.REGISTRY_META,
            "is larger than " + PackageLimits.MANIFEST_BYTES + " bytes");
      }
      return content;
    } catch (IOException failed) {
      throw problems.with(
          PackageFiles.REGISTRY_META, "cannot be read: " + FileErrors.reason(failed));
    }
  }

  private static Optional<String> scalar(KeyReader keys, String key) {
    return keys.value(key)
        .filter(YamlNode.Scalar.class::isInstance)
        .map(node -> ((YamlNode.Scalar) node).text())
        .filter(text -> !text.isEmpty());
  }
}
