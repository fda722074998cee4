package dev.slipway.engine.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import dev.slipway.Signature;
import dev.slipway.spi.EngineInfo;
import dev.slipway.spi.LoadedModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link DjlModel} is made of.
 *
 * @param name what messages call it
 * @param model the DJL model, closed with it
 * @param signature its tensors
 * @param info what runs it
 * @param bridged what {@code model} is a view of, null if it is a model of DJL's own
 */
record DjlSource(
    String name, Model model, Signature signature, EngineInfo info, @Nullable Bridged bridged) {

  /**
   * A model of ours that a DJL model is a view of; closed after the view.
   *
   * @param loaded our model
   * @param bridge what gave the view
   */
  record Bridged(LoadedModel loaded, DjlBridge bridge) {}

  List<String> labels(int output) {
    return bridged == null ? List.of() : bridged.loaded().labels(output);
  }

  boolean takesAnyText() {
    return bridged == null || bridged.bridge().takesAnyText();
  }

  /** Returns whether outputs of texts can be read: DJL's own arrays mix up those of rank 2. */
  boolean readsTexts(int rank) {
    return rank <= 1 || bridged != null;
  }

  String[] texts(NDArray array) {
    return bridged == null
        ? array.toStringArray(StandardCharsets.UTF_8)
        : bridged.bridge().texts(bridged.loaded(), array);
  }

  void close() {
    model.close();
    if (bridged != null) {
      bridged.loaded().close();
    }
  }
}
