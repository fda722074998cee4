package dev.slipway.oip.conformance;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a server everything, and its entry as a program: {@code Conformance URL MODEL [GRPC-PORT]}.
 */
public final class Conformance {

  private static final int USAGE = 2;

  private Conformance() {}

  /**
   * Asks a server everything. Blocks for some seconds; a server that hangs makes each check take
   * half a minute.
   *
   * @param target a server and a model of it
   * @return what was found; a server that cannot be reached fails every check
   */
  public static ConformanceReport check(ConformanceTarget target) {
    RestModel model =
        new RestModel(
            new RestClient(target.server()), target.model(), GivenInputs.of(target.inputs()));
    List<Check> checks = new ArrayList<>(new RestChecks(model).all());
    BinaryChecks binary = new BinaryChecks(model);
    checks.addAll(binary.all());
    if (target.grpcPort() == 0) {
      return new ConformanceReport(target, checks.stream().map(Check::result).toList());
    }
    try (GrpcCaller caller = new GrpcCaller(target.server().getHost(), target.grpcPort())) {
      checks.addAll(new GrpcChecks(caller, model, binary).all());
      return new ConformanceReport(target, checks.stream().map(Check::result).toList());
    }
  }

  /**
   * Asks a server which models it has.
   *
   * @param server where it speaks REST
   * @return the names of those that are ready, sorted; none if the server does not tell
   * @throws IOException if no answer comes within half a minute
   * @throws InterruptedException if this thread was interrupted
   * @throws IllegalArgumentException as for {@link ConformanceTarget}
   */
  public static List<String> models(URI server) throws IOException, InterruptedException {
    return ModelNames.of(new RestClient(new ConformanceTarget(server, "", 0).server()));
  }

  /**
   * Prints a report; ends with status 0 if nothing failed, with 1 if something did.
   *
   * @param arguments where the server speaks REST, the name of a model, and the port for gRPC
   *     unless it is the same
   */
  public static void main(String[] arguments) {
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      System.exit(run(arguments, out));
    }
  }

  static int run(String[] arguments, PrintStream out) {
    try {
      if (arguments.length < 2 || arguments.length > 3) {
        throw new IllegalArgumentException("expected URL MODEL [GRPC-PORT]");
      }
      ConformanceTarget target = ConformanceTarget.of(URI.create(arguments[0]), arguments[1]);
      if (arguments.length == 3) {
        int port = Integer.parseInt(arguments[2]);
        target = new ConformanceTarget(target.server(), target.model(), port);
      }
      ConformanceReport report = check(target);
      out.print(report.text());
      return report.isPassed() ? 0 : 1;
    } catch (IllegalArgumentException wrong) {
      out.println("Cannot check a server: " + wrong.getMessage());
      return USAGE;
    }
  }
}
