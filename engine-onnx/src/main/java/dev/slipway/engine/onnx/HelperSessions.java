package dev.slipway.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.slipway.ElementType;
import dev.slipway.Signature;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The small sessions beside a model's own that its element types need. */
final class HelperSessions implements AutoCloseable {

  private final OrtEnvironment environment;
  private final Map<ElementType, OrtSession> casts = new EnumMap<>(ElementType.class);
  private @Nullable TextReader texts;

  private HelperSessions(OrtEnvironment environment) {
    this.environment = environment;
  }

  /** Opens what the signature needs; nothing stays open if that fails. */
  static HelperSessions open(OrtEnvironment environment, Signature signature) throws OrtException {
    HelperSessions helpers = new HelperSessions(environment);
    try {
      for (Signature.Field input : signature.inputs()) {
        helpers.openCast(input.type());
      }
      if (signature.outputs().stream().anyMatch(field -> field.type() == ElementType.STRING)) {
        helpers.texts = TextReader.open(environment);
      }
      return helpers;
    } catch (OrtException e) {
      helpers.close();
      throw e;
    }
  }

  private void openCast(ElementType type) throws OrtException {
    if (OnnxTypes.needsCast(type) && !casts.containsKey(type)) {
      casts.put(type, HelperModels.open(environment, HelperModels.cast(type)));
    }
  }

  OrtEnvironment environment() {
    return environment;
  }

  /** Returns the session that casts to a type, null if the type needs none. */
  @Nullable OrtSession cast(ElementType type) {
    return casts.get(type);
  }

  /** Returns what reads texts. */
  TextReader texts() {
    if (texts == null) {
      throw new IllegalStateException("the model has no output of texts");
    }
    return texts;
  }

  @Override
  public void close() throws OrtException {
    for (OrtSession cast : casts.values()) {
      cast.close();
    }
    if (texts != null) {
      texts.close();
    }
  }
}
