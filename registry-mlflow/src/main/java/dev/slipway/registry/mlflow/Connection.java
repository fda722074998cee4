package dev.slipway.registry.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.InvalidPackageException;
import dev.slipway.OverloadedException;
import dev.slipway.Problem;
import dev.slipway.RegistryException;
import dev.slipway.SlipwayException;
import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.PatientClient;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.rest.ArtifactApi;
import dev.slipway.registry.mlflow.internal.rest.RegistryApi;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;

/**
 * One server: its endpoints, the time that an operation may take, and what its failures mean to
 * callers. Thread-safe.
 *
 * @param location for messages, without credentials
 * @param http makes requests
 * @param registry the endpoints of the registry
 * @param artifacts the endpoints for files
 * @param total how long an operation may take
 */
record Connection(
    String location,
    PatientClient http,
    RegistryApi registry,
    ArtifactApi artifacts,
    Duration total) {

  /** What is done within one time limit. */
  @FunctionalInterface
  interface Operation<T> {
    T run(Deadline deadline) throws TransferException, InterruptedIOException;
  }

  /** Runs an operation; what fails is told as the failure of a task. */
  <T> T run(String task, Operation<T> operation) {
    try {
      return operation.run(Deadline.in(total));
    } catch (TransferException failed) {
      throw failure(task, failed);
    } catch (InterruptedIOException interrupted) {
      throw new OverloadedException(
          ErrorCode.CANCELLED, task + ": the thread was interrupted", interrupted);
    }
  }

  /** Returns what a failure means, as the failure of a task. */
  static SlipwayException failure(String task, TransferException failed) {
    String message = task + ": " + failed.fact();
    return switch (failed.kind()) {
      case UNREACHABLE -> new RegistryException(ErrorCode.REGISTRY_UNAVAILABLE, message, failed);
      case BAD_ANSWER, LOCAL -> new RegistryException(ErrorCode.REGISTRY_FAILURE, message, failed);
      case UNSAFE -> new InvalidPackageException(ErrorCode.INVALID_PACKAGE, message, failed);
      case REFUSED -> refusal(task, message, failed);
    };
  }

  private static SlipwayException refusal(String task, String message, TransferException failed) {
    return switch (failed.errorCode()) {
      case "RESOURCE_DOES_NOT_EXIST", "NOT_FOUND" ->
          new InvalidPackageException(ErrorCode.MODEL_NOT_FOUND, message, failed);
      case "RESOURCE_ALREADY_EXISTS", "ALREADY_EXISTS", "RESOURCE_CONFLICT", "ABORTED" ->
          new RegistryException(ErrorCode.REGISTRY_CONFLICT, message, failed);
      case "INVALID_PARAMETER_VALUE", "BAD_REQUEST" ->
          new InvalidInputException(
              ErrorCode.INVALID_PARAMETER, task, List.of(new Problem("", failed.fact())));
      case "ENDPOINT_NOT_FOUND", "NOT_IMPLEMENTED", "FEATURE_DISABLED" ->
          new RegistryException(ErrorCode.REGISTRY_UNSUPPORTED, message, failed);
      default -> new RegistryException(ErrorCode.REGISTRY_FAILURE, message, failed);
    };
  }
}
