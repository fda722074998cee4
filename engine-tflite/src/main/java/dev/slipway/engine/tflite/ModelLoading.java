package dev.slipway.engine.tflite;

import dev.slipway.spi.ModelArtefact;
import java.nio.ByteBuffer;

/** The way from an artefact to a model: read, checked, verified, and its operators found. */
final class ModelLoading {

  private final String path;
  private final ModelGraph graph;

  private ModelLoading(String path, ModelGraph graph) {
    this.path = path;
    this.graph = graph;
  }

  static TfliteModel load(ModelArtefact artefact, Settings settings) {
    String path = artefact.path();
    ByteBuffer content = artefact.content().slice();
    try {
      ModelGraph graph = GraphReader.read(content);
      EntryPoint entry = EntryPoint.of(path, graph, settings.signature(), settings.numbers());
      return new ModelLoading(path, graph).open(content, entry, settings);
    } catch (MalformedModelException e) {
      throw LoadFailure.damaged(path, String.valueOf(e.getMessage()), e);
    }
  }

  private TfliteModel open(ByteBuffer content, EntryPoint entry, Settings settings)
      throws MalformedModelException {
    String version = NativeLibrary.start(path);
    if (usesCustomOperators()) {
      Operators.check(path, graph);
    }
    TfliteModel.Facts facts =
        new TfliteModel.Facts(
            path, version, entry.signature(), graph.keepsState(), Labels.of(graph, entry, content));
    NativeModel model = verified(content, entry, settings);
    checkRunnable(model);
    return new TfliteModel(facts, model);
  }

  private boolean usesCustomOperators() {
    return graph.graphs().stream()
        .flatMap(each -> each.nodes().stream())
        .anyMatch(node -> node.code().isCustom());
  }

  private NativeModel verified(ByteBuffer content, EntryPoint entry, Settings settings) {
    try {
      return NativeModel.open(content, entry, settings);
    } catch (InterpreterException e) {
      throw LoadFailure.damaged(path, String.valueOf(e.getMessage()), e);
    }
  }

  /** Makes one interpreter, so that what cannot be run is refused now and not at the first call. */
  private void checkRunnable(NativeModel model) {
    try (NativeInterpreter interpreter = model.newInterpreter()) {
      interpreter.allocate();
    } catch (InterpreterException e) {
      model.close();
      Operators.check(path, graph);
      throw LoadFailure.damaged(path, String.valueOf(e.getMessage()), e);
    }
  }
}
