package dev.slipway.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Answers requests of the network. Names no type of the HTTP runner, which is a part that the
 * launcher adds only for this command.
 */
@Command(
    name = "serve",
    sortOptions = false,
    description = {
      "Answers requests by REST and gRPC (Open Inference Protocol v2, MLflow's form, and",
      "records of JSON), several models at once. Ready when all golden records have come",
      "out. Ctrl-C and SIGTERM let running requests end."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} serve --model my-model",
      "  ${ROOT-COMMAND-NAME} serve --model flight-delay=models:/flight-delay@champion \\",
      "      --model other=other.onnx --port 9000",
      "  ${ROOT-COMMAND-NAME} serve --config serve.yaml",
      "  ${ROOT-COMMAND-NAME} serve --config serve.yaml --check"
    })
final class ServeCommand implements Runnable {

  private final Console console;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "[NAME=]MODEL",
      description = {
        "A model and what callers ask for it by, its own name",
        "unless given; several may be given. A path, a file: URI,",
        "or models:/NAME@ALIAS of a registry, which is followed."
      })
  private List<String> models = new ArrayList<>();

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "8080 unless given; 0 for a free one.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = {
        "Where to listen: 127.0.0.1 unless given, which only",
        "this machine reaches; 0.0.0.0 for every network."
      })
  private @Nullable String host;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = {
        "A serve.yaml with models, limits, times and logs;",
        "what the command line says counts more."
      })
  private @Nullable Path config;

  @Option(
      names = "--access-log",
      paramLabel = "FILE",
      description = "A line of JSON for each request; - for standard output.")
  private @Nullable String accessLog;

  @Option(
      names = "--audit-log",
      paramLabel = "FILE",
      description = {
        "A line of JSON for each prediction: time, request,",
        "version, digest, rows, outcome; never a value."
      })
  private @Nullable String auditLog;

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      converter = TimeoutConverter.class,
      description = "How long stopping waits for running requests; 30s unless given.")
  private @Nullable Duration drain;

  @Option(
      names = "--allow-repository-control",
      description = "Lets every caller load and unload models.")
  private boolean control;

  @Option(
      names = "--check",
      description = {
        "Starts, replays golden records, and stops: tells whether",
        "the models and the configuration are right."
      })
  private boolean check;

  @Mixin private RegistryOption registry = new RegistryOption();
  @Mixin private TrustOption trust = new TrustOption();
  @Mixin private EngineSettings engine = new EngineSettings();

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    ServeSettings settings = config == null ? new ServeSettings() : ServeFile.read(config);
    models.forEach(model -> addModel(settings, model));
    settings.registry = registry.isGiven() ? registry.uri() : settings.registry;
    settings.trust = trust.isGiven() ? trust.file() : settings.trust;
    settings.port = port == null ? settings.port : port;
    settings.host = host == null ? settings.host : host;
    settings.accessLog = accessLog == null ? settings.accessLog : accessLog;
    settings.auditLog = auditLog == null ? settings.auditLog : auditLog;
    settings.drain = drain == null ? settings.drain : drain;
    settings.repositoryControl |= control;
    if (settings.models.isEmpty() && settings.unnamed.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "Cannot serve: no model is named (say --model MODEL, or models: in the file of"
              + " --config)");
    }
    new ServeRun(console, settings, engine.options()).execute(check);
  }

  /** What the command line names counts more than what the file has of the same name. */
  private void addModel(ServeSettings settings, String text) {
    int equals = text.indexOf('=');
    boolean named = equals > 0 && text.substring(0, equals).matches(ServeSettings.NAME);
    String model = named ? text.substring(equals + 1) : text;
    RegistryOption.hint(model, console);
    if (!named) {
      settings.unnamed.add(model);
      return;
    }
    String name = text.substring(0, equals);
    if (models.stream().filter(other -> other.startsWith(name + "=")).count() > 1) {
      throw new CommandException(
          ExitCode.USAGE, "Cannot serve two models as '" + name + "', expected a name for each");
    }
    settings.models.put(name, model);
  }
}
