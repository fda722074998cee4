package dev.slipway.core.internal.pack.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.InvalidPackageException;
import dev.slipway.core.Signing;
import dev.slipway.core.TrustPolicy;
import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.core.fixtures.Forge;
import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.files.PackageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A folder of two small files, and whether a bundle for it is trusted. */
final class SmallModel {

  private final Path folder;
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private SmallModel(Path folder) {
    this.folder = folder;
  }

  static SmallModel in(Path folder) throws IOException {
    SmallModel model = new SmallModel(folder.toRealPath());
    model.put("config.json", "{}");
    model.put("sub/weights.bin", "weights");
    return model;
  }

  SmallModel put(String path, String content) throws IOException {
    files.put(path, content.getBytes(UTF_8));
    Fixtures.write(folder, path, content);
    return this;
  }

  Path folder() {
    return folder;
  }

  Map<String, byte[]> files() {
    return files;
  }

  /** Puts a bundle for the files as they are beside them. */
  SmallModel signed(Forge forge) throws IOException {
    return signed(forge.make(files));
  }

  SmallModel signed(byte[] bundle) throws IOException {
    Files.write(folder.resolve("model.sig"), bundle);
    return this;
  }

  /** Checks the folder as it lies there, with every byte of it. */
  Signing check(TrustPolicy policy) {
    return check(folder, policy);
  }

  static Signing check(Path place, TrustPolicy policy) {
    Problems problems = new Problems("Cannot read it");
    try (PackageFiles files = PackageFiles.ofFolder(place, problems)) {
      Signing signing = TrustCheck.check(files, policy, problems.task());
      files.digest();
      return signing;
    }
  }

  /** Returns why the folder is refused; null if it is not. */
  String refusal(TrustPolicy policy) {
    try {
      check(policy);
      return null;
    } catch (InvalidPackageException refused) {
      return refused.getMessage();
    }
  }
}
