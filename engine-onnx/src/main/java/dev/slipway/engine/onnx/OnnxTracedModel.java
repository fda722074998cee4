package dev.slipway.engine.onnx;

import dev.slipway.Signature;
import dev.slipway.spi.EngineInfo;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.Operator;
import dev.slipway.spi.TracedModel;
import java.util.List;

/** A model whose outputs are what its operators compute. */
final class OnnxTracedModel implements TracedModel {

  private final OnnxModel model;
  private final List<Operator> operators;

  private OnnxTracedModel(OnnxModel model, List<Operator> operators) {
    this.model = model;
    this.operators = operators;
  }

  static OnnxTracedModel load(ModelArtefact artefact, EngineOptions options) {
    TracedGraph graph = TracedGraph.read(artefact);
    OnnxSession session = OnnxSession.openTraced(artefact, options, graph);
    List<String> outputs = session.signature().outputNames();
    return new OnnxTracedModel(new OnnxModel(session), graph.operators(outputs));
  }

  @Override
  public List<Operator> operators() {
    return operators;
  }

  @Override
  public Signature signature() {
    return model.signature();
  }

  @Override
  public List<String> labels(int output) {
    return model.labels(output);
  }

  @Override
  public EngineInfo engine() {
    return model.engine();
  }

  @Override
  public Execution newExecution() {
    return model.newExecution();
  }

  @Override
  public void close() {
    model.close();
  }
}
