package dev.slipway.convert.internal.onnx;

/**
 * Why one node, input or constant cannot be converted; becomes a problem of the model. Has no stack
 * trace, since it says something about a model and nothing about the code.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates a refusal.
   *
   * @param reason continues a sentence that begins with the node's name
   */
  public Refusal(String reason) {
    super(reason, null, false, false);
  }

  /**
   * Returns the reason.
   *
   * @return what was found and what was expected
   */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
