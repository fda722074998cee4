package dev.slipway;

import java.util.Optional;

/** What a model package states about its model. Immutable; holds nothing that needs closing. */
public interface Model {

  /**
   * Returns the name, the version and the digest.
   *
   * @return what is stamped on every answer
   */
  ModelVersion version();

  /**
   * Returns what callers send and get.
   *
   * @return the signature
   */
  Signature signature();

  /**
   * Returns which artefact of the package this is.
   *
   * @return {@code onnx}, {@code tflite}, {@code savedmodel} or a variant of these
   */
  String variant();

  /**
   * Returns what runs it.
   *
   * @return the engine's name and its version as the running library reports it
   */
  String engine();

  /**
   * Returns how equal the answers of all strategies are.
   *
   * @return the level that the package states
   */
  Parity parity();

  /**
   * Returns what the model is for.
   *
   * @return a text for people, if the package has one
   */
  Optional<String> description();

  /**
   * Returns an input that the model accepts.
   *
   * @return the first of the package's golden records, which was answered when the model was
   *     opened, or else its input example, if it has one
   */
  Optional<Table> example();

  /**
   * Returns who signed the package.
   *
   * @return for people, as {@code key release (e8450dec4eb9)}; empty if no trust policy proved it
   */
  default Optional<String> signer() {
    return Optional.empty();
  }
}
