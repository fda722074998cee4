package dev.slipway.engine.tflite;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Signature;
import dev.slipway.spi.EngineInfo;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.OpenExecutions;
import java.util.List;

/** A native model and the executions on it, each with an interpreter of its own. */
final class TfliteModel implements LoadedModel {

  /**
   * What is known of a model without its native side.
   *
   * @param path the main file, for messages
   * @param version the native library's
   * @param signature what callers see
   * @param keepsState whether calls must be kept from finding what the one before left
   * @param labels the names of the places of each output
   */
  record Facts(
      String path,
      String version,
      Signature signature,
      boolean keepsState,
      List<List<String>> labels) {}

  private final Facts facts;
  private final NativeModel model;
  private final OpenExecutions executions;

  TfliteModel(Facts facts, NativeModel model) {
    this.facts = facts;
    this.model = model;
    this.executions = new OpenExecutions(facts.path());
  }

  String path() {
    return facts.path();
  }

  boolean keepsState() {
    return facts.keepsState();
  }

  @Override
  public Signature signature() {
    return facts.signature();
  }

  @Override
  public List<String> labels(int output) {
    return facts.labels().get(output);
  }

  @Override
  public EngineInfo engine() {
    return new EngineInfo(TfliteEngineProvider.ID, "TensorFlow Lite", facts.version());
  }

  @Override
  public Execution newExecution() {
    return executions.add(this::newInterpreter);
  }

  private TfliteExecution newInterpreter() {
    try {
      return new TfliteExecution(this, model.newInterpreter(), model.entry());
    } catch (InterpreterException e) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE,
          "Cannot make an execution of " + path() + ": " + e.getMessage(),
          e);
    }
  }

  /** Returns the executions that there are. */
  OpenExecutions executions() {
    return executions;
  }

  @Override
  public synchronized void close() {
    if (executions.close()) {
      model.close();
    }
  }
}
