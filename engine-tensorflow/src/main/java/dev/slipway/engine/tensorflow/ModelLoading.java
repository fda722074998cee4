package dev.slipway.engine.tensorflow;

import dev.slipway.ElementType;
import dev.slipway.spi.ModelArtefact;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The way from an artefact to a model: allowed, read, checked, and then given to the library. */
final class ModelLoading {

  private static final String MAIN = "saved_model.pb";

  /** Files that the library would take instead of the one that was checked. */
  private static final List<String> OTHER_MAINS = List.of("saved_model.cpb", "saved_model.pbtxt");

  private static final String SERVE = "serve";
  private static final int MOST_PROBLEMS = 10;

  /** Operators that keep a tensor beyond its call. */
  private static final Set<String> KEEPING = Set.of("Assign", "AssignVariableOp");

  private final ModelArtefact artefact;
  private final Settings settings;
  private final String path;

  private ModelLoading(ModelArtefact artefact, Settings settings) {
    this.artefact = artefact;
    this.settings = settings;
    this.path = artefact.path();
  }

  static TensorflowModel load(ModelArtefact artefact, Settings settings) {
    ModelLoading loading = new ModelLoading(artefact, settings);
    try {
      return loading.load();
    } catch (MalformedModelException e) {
      throw LoadFailure.damaged(artefact.path(), String.valueOf(e.getMessage()), e);
    }
  }

  private TensorflowModel load() throws MalformedModelException {
    List<ModelGraph> graphs = SavedModelReader.read(artefact.content().slice());
    if (!settings.allowed()) {
      throw LoadFailure.unsupported(
          path,
          "it is a SavedModel, whose graph can read and write files, expected leave to load one"
              + " (if you trust it: setting '%s', --%s)".formatted(Settings.ALLOW, Settings.ALLOW));
    }
    ModelGraph graph = chosen(graphs);
    EntryPoint entry = EntryPoint.of(path, graph, settings.signature());
    checkFiles(graph);
    checkOperators(graph, entry);
    return open(graph, entry);
  }

  private ModelGraph chosen(List<ModelGraph> graphs) {
    if (graphs.size() == 1) {
      return graphs.get(0);
    }
    return graphs.stream()
        .filter(graph -> graph.tags().equals(List.of(SERVE)))
        .findFirst()
        .orElseThrow(
            () ->
                LoadFailure.unsupported(
                    path,
                    "it has graphs with the tags %s, expected one with the tag '%s' alone"
                        .formatted(graphs.stream().map(ModelGraph::tags).toList(), SERVE)));
  }

  private void checkFiles(ModelGraph graph) throws MalformedModelException {
    if (!path.equals(MAIN) && !path.endsWith("/" + MAIN)) {
      throw new MalformedModelException("the main file is no " + MAIN);
    }
    for (String other : OTHER_MAINS) {
      if (artefact.files().contains(folder() + other)) {
        throw new MalformedModelException(
            "beside it is %s, which TensorFlow would load instead".formatted(other));
      }
    }
    for (String asset : graph.assets()) {
      if (!artefact.files().contains(folder() + "assets/" + asset)) {
        throw new MalformedModelException(
            "it names the asset '%s', expected a file in its assets".formatted(asset));
      }
    }
  }

  /** Returns the folder of the model in the artefact, empty or with a slash at its end. */
  private String folder() {
    return path.substring(0, path.length() - MAIN.length());
  }

  private void checkOperators(ModelGraph graph, EntryPoint entry) {
    OperatorCheck check = new OperatorCheck(graph, settings.operators());
    List<String> problems = check.problems(entry.tensors());
    if (!problems.isEmpty()) {
      int more = problems.size() - MOST_PROBLEMS;
      String first =
          String.join("; ", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
      throw LoadFailure.unsupported(
          path,
          "%s%s, expected operators that only compute (if you trust it, name them in the setting '%s')"
              .formatted(
                  first, more > 0 ? "; and " + more + " more" : "", Settings.ALLOW_OPERATORS));
    }
    boolean takesTexts =
        entry.signature().inputs().stream().anyMatch(field -> field.type() == ElementType.STRING);
    if (takesTexts && check.called().stream().anyMatch(KEEPING::contains)) {
      throw LoadFailure.unsupported(path, "a call takes texts and changes variables");
    }
  }

  private TensorflowModel open(ModelGraph graph, EntryPoint entry) throws MalformedModelException {
    String version = NativeRuntime.start(path);
    Path directory = artefact.directory().resolve(folder());
    try {
      NativeSession session =
          NativeSession.load(directory, graph.tags(), entry, settings.threads());
      return new TensorflowModel(path, version, entry, session);
    } catch (StatusException e) {
      String fact = String.valueOf(e.getMessage());
      throw e.isOfModel() ? LoadFailure.damaged(path, fact, e) : LoadFailure.failed(path, fact, e);
    }
  }
}
