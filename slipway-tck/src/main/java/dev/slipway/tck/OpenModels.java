package dev.slipway.tck;

import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import dev.slipway.spi.EngineInfo;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what a test opened, so that what it left open can be told. */
final class OpenModels {

  private final Set<Object> open = ConcurrentHashMap.newKeySet();

  LoadedModel track(LoadedModel model) {
    Tracked tracked = new Tracked(model);
    open.add(tracked);
    return tracked;
  }

  /** Returns what was opened and not closed; executions count as closed with their model. */
  Set<Object> left() {
    return Set.copyOf(open);
  }

  /** A model that tells when it is closed. */
  private final class Tracked implements LoadedModel {

    private final LoadedModel model;
    private final Set<Execution> executions = ConcurrentHashMap.newKeySet();

    Tracked(LoadedModel model) {
      this.model = model;
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
      Execution execution = new TrackedExecution(model.newExecution());
      open.add(execution);
      executions.add(execution);
      return execution;
    }

    @Override
    public void close() {
      model.close();
      open.removeAll(executions);
      open.remove(this);
    }

    @Override
    public String toString() {
      return "a model of " + model.engine();
    }
  }

  /** An execution that tells when it is closed. */
  private final class TrackedExecution implements Execution {

    private final Execution execution;

    TrackedExecution(Execution execution) {
      this.execution = execution;
    }

    @Override
    public Tensor input(int index, Shape shape) {
      return execution.input(index, shape);
    }

    @Override
    public void run() {
      execution.run();
    }

    @Override
    public Tensor output(int index) {
      return execution.output(index);
    }

    @Override
    public void cancel() {
      execution.cancel();
    }

    @Override
    public void close() {
      execution.close();
      open.remove(this);
    }

    @Override
    public String toString() {
      return "an execution";
    }
  }
}
