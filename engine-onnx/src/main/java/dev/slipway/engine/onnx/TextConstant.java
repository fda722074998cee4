package dev.slipway.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;

/** A tensor of texts with characters that cannot go through the runtime's own interface. */
final class TextConstant implements AutoCloseable {

  /*
   * The runtime's Java interface hands texts over in the JVM's modified UTF-8, in which U+0000 and
   * everything beyond U+FFFF have other bytes than in UTF-8: a category "😀" would not be found in a
   * model's vocabulary. Texts with such characters therefore go in as the constant of a small model,
   * where they are plain UTF-8. It costs a session for each run, which only such texts pay.
   */

  private final OrtSession session;
  private final OrtSession.Result result;

  private TextConstant(OrtSession session) throws OrtException {
    this.session = session;
    this.result = session.run(Map.of());
  }

  /** Returns whether one of the texts has a character whose modified UTF-8 is not UTF-8. */
  static boolean isNeededFor(String[] texts) {
    for (String text : texts) {
      for (int i = 0; i < text.length(); i++) {
        char next = text.charAt(i);
        if (next == 0 || Character.isSurrogate(next)) {
          return true;
        }
      }
    }
    return false;
  }

  static TextConstant of(OrtEnvironment environment, String[] texts, long[] shape)
      throws OrtException {
    return new TextConstant(HelperModels.open(environment, HelperModels.constant(texts, shape)));
  }

  /** Returns the tensor, valid until close. */
  OnnxTensor tensor() {
    return (OnnxTensor) result.get(0);
  }

  @Override
  public void close() {
    result.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot close the session of a constant", e);
    }
  }
}
