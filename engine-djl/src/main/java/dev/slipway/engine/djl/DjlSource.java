package dev.slipway.engine.djl;

import ai.djl.Model;
import dev.slipway.Signature;
import dev.slipway.spi.EngineInfo;
import dev.slipway.spi.LoadedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link DjlModel} is made of.
 *
 * @param name what messages call it
 * @param model the DJL model, closed with it
 * @param signature its tensors
 * @param info what runs it
 * @param loaded the model of ours that {@code model} is a view of, closed after it; null if none
 * @param carriesAnyText whether texts of all characters may be given
 */
record DjlSource(
    String name,
    Model model,
    Signature signature,
    EngineInfo info,
    @Nullable LoadedModel loaded,
    boolean carriesAnyText) {

  DjlSource(String name, Model model, Signature signature, EngineInfo info) {
    this(name, model, signature, info, null, true);
  }

  /** Returns this source as a view of a model of ours. */
  DjlSource over(LoadedModel viewed, boolean anyText) {
    return new DjlSource(name, model, signature, info, viewed, anyText);
  }

  List<String> labels(int output) {
    return loaded == null ? List.of() : loaded.labels(output);
  }

  void close() {
    model.close();
    if (loaded != null) {
      loaded.close();
    }
  }
}
