package dev.slipway.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Asks a server whether it is conformant. Names no type of the conformance kit, which is a part
 * that the launcher adds only for this command.
 */
@Command(
    name = "conformance",
    sortOptions = false,
    description = {
      "Asks any server by its URL whether it speaks the Open Inference Protocol v2: by",
      "REST, with raw tensors, and by gRPC. Prints a line for each check, with what was",
      "seen where one fails. Status 0 says that none fails, 3 that one does, 5 that no",
      "answer comes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} conformance http://127.0.0.1:8080",
      "  ${ROOT-COMMAND-NAME} conformance http://triton.example:8000 --model densenet \\",
      "      --grpc-port 8001",
      "  ${ROOT-COMMAND-NAME} conformance https://models.example --model iris --no-grpc --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class ConformanceCommand implements Runnable {

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = "Where the server speaks REST, as http://127.0.0.1:8080.")
  private String url;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME",
      description = {"A model of the server; unless given, the only one that", "it has."})
  private @Nullable String model;

  @Option(
      names = {"-r", "--request"},
      paramLabel = "FILE",
      description = {
        "A request of the protocol in JSON, to take inputs from.",
        "Unless given they are made up, and the model must take",
        "numbers, texts or booleans of any value."
      })
  private @Nullable Path request;

  @Option(
      names = "--grpc-port",
      paramLabel = "PORT",
      description = {
        "Where the server speaks gRPC, without TLS; the port of",
        "the URL unless given."
      })
  private @Nullable Integer grpcPort;

  @Option(names = "--no-grpc", description = "Leaves gRPC out.")
  private boolean noGrpc;

  @Option(names = "--json", description = "Prints what was found as JSON.")
  private boolean json;

  ConformanceCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (noGrpc && grpcPort != null) {
      throw usage("Cannot use --grpc-port beside --no-grpc (leave one of them out)");
    }
    URI server = server();
    if ("https".equals(server.getScheme()) && !noGrpc && grpcPort == null) {
      throw usage(
          "Cannot check gRPC at %s: it is asked without TLS, expected --grpc-port or --no-grpc"
              .formatted(server));
    }
    Integer port = noGrpc ? Integer.valueOf(0) : grpcPort;
    new ConformanceRun(console, server, model, port).execute(request, json);
  }

  private URI server() {
    try {
      return new URI(url);
    } catch (URISyntaxException wrong) {
      throw usage(
          "Cannot check '%s': it is no URL (%s), expected one as http://127.0.0.1:8080"
              .formatted(url, wrong.getReason()));
    }
  }

  static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }
}
