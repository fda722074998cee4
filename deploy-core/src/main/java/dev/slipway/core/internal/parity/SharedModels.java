package dev.slipway.core.internal.parity;

import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import dev.slipway.spi.EngineInfo;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An engine that loads one artefact once for each set of options, however many predictors ask for
 * it, and shows what runs were given. Loading and recording are for one thread, the rest is
 * thread-safe.
 */
final class SharedModels implements EngineProvider, AutoCloseable {

  private final EngineProvider engine;
  private final Map<EngineOptions, LoadedModel> models = new LinkedHashMap<>();
  private final List<RunInputs> recorded = new ArrayList<>();
  private volatile boolean recording;

  SharedModels(EngineProvider engine) {
    this.engine = engine;
  }

  @Override
  public String id() {
    return engine.id();
  }

  @Override
  public boolean supports(ModelFormat format) {
    return engine.supports(format);
  }

  @Override
  public LoadedModel load(ModelArtefact artefact, EngineOptions options) {
    return new Shared(models.computeIfAbsent(options, o -> engine.load(artefact, o)));
  }

  /** Returns what the runs are given that a call by this thread makes. */
  List<RunInputs> record(Runnable call) {
    recorded.clear();
    recording = true;
    try {
      call.run();
    } finally {
      recording = false;
    }
    return List.copyOf(recorded);
  }

  /** Closes the models; predictors over them must be closed before. */
  @Override
  public void close() {
    models.values().forEach(LoadedModel::close);
  }

  /** A model that outlives the predictor that it is loaded for. */
  private final class Shared implements LoadedModel {

    private final LoadedModel model;

    Shared(LoadedModel model) {
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
      return new Watched(model.newExecution());
    }

    @Override
    public void close() {
      // the model is closed with all others
    }
  }

  /** An execution that remembers which tensors it gave away. */
  private final class Watched implements Execution {

    private final Execution execution;
    private final Map<Integer, Tensor> inputs = new TreeMap<>();

    Watched(Execution execution) {
      this.execution = execution;
    }

    @Override
    public Tensor input(int index, Shape shape) {
      Tensor tensor = execution.input(index, shape);
      inputs.put(index, tensor);
      return tensor;
    }

    @Override
    public void run() {
      if (recording) {
        recorded.add(RunInputs.copyOf(inputs));
      }
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
    }
  }
}
