package dev.slipway.engine.djl;

import ai.djl.Model;
import dev.slipway.ErrorCode;
import dev.slipway.UnsupportedModelException;
import dev.slipway.spi.EngineInfo;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Runs models through the Deep Java Library: every call makes DJL arrays and copies. The general
 * path, beside the faster ones of the engines themselves; which formats it runs depends on the
 * {@link DjlBridge}s on the class path; without DJL it runs none. Settings are those of the bridged
 * engine. Calls cannot be cancelled. Stateless and thread-safe.
 */
public final class DjlEngineProvider implements EngineProvider {

  static final String ID = "djl";

  /** Creates the provider; starts no engine. */
  public DjlEngineProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean supports(ModelFormat format) {
    return bridge(format).isPresent();
  }

  private static Optional<DjlBridge> bridge(ModelFormat format) {
    if (!hasDjl()) {
      return Optional.empty();
    }
    return ServiceLoader.load(DjlBridge.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(bridge -> bridge.supports(format))
        .findFirst();
  }

  private static boolean hasDjl() {
    try {
      Class.forName("ai.djl.Model", false, DjlEngineProvider.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Override
  public LoadedModel load(ModelArtefact artefact, EngineOptions options) {
    DjlBridge bridge = bridge(artefact.format()).orElseThrow(() -> unsupported(artefact));
    LoadedModel loaded = bridge.engine().load(artefact, options);
    try {
      return throughDjl(artefact.path(), bridge, loaded);
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  private static LoadedModel throughDjl(String path, DjlBridge bridge, LoadedModel loaded) {
    Model view = bridge.view(loaded);
    EngineInfo info =
        new EngineInfo(ID, "DJL " + loaded.engine().name(), loaded.engine().version());
    try {
      DjlSource.Bridged bridged = new DjlSource.Bridged(loaded, bridge);
      return DjlModel.of(new DjlSource(path, view, loaded.signature(), info, bridged));
    } catch (RuntimeException e) {
      view.close();
      throw e;
    }
  }

  private static UnsupportedModelException unsupported(ModelArtefact artefact) {
    return new UnsupportedModelException(
        ErrorCode.UNSUPPORTED_MODEL,
        "Cannot load %s: no engine on the class path gives DJL models of format %s"
            .formatted(artefact.path(), artefact.format()),
        null);
  }
}
