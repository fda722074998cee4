package dev.slipway.engine.tensorflow;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.UnsupportedModelException;
import org.jspecify.annotations.Nullable;

/** The errors of loading, in our terms. */
final class LoadFailure {

  private LoadFailure() {}

  /** Returns the error for a model whose bytes are none. */
  static InvalidPackageException damaged(String path, String fact, @Nullable Throwable cause) {
    return new InvalidPackageException(
        ErrorCode.INVALID_PACKAGE,
        "Cannot load " + path + ": " + fact + " (export it again)",
        cause);
  }

  /** Returns the error for a model that is in order but not for this engine. */
  static UnsupportedModelException unsupported(String path, String fact) {
    return new UnsupportedModelException(
        ErrorCode.UNSUPPORTED_MODEL, "Cannot load " + path + ": " + fact, null);
  }

  /** Returns the error for what the engine cannot do here. */
  static EngineException failed(String path, String fact, @Nullable Throwable cause) {
    return new EngineException(
        ErrorCode.ENGINE_FAILURE, "Cannot load " + path + ": " + fact, cause);
  }
}
