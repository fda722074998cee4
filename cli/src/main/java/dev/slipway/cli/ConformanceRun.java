package dev.slipway.cli;

import dev.slipway.oip.conformance.CheckResult;
import dev.slipway.oip.conformance.Conformance;
import dev.slipway.oip.conformance.ConformanceReport;
import dev.slipway.oip.conformance.ConformanceTarget;
import dev.slipway.spi.NearestWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run of the conformance kit.
 *
 * @param model unless the server has only one
 * @param grpcPort the server's unless given; 0 for none
 */
record ConformanceRun(
    Console console, URI server, @Nullable String model, @Nullable Integer grpcPort) {

  private static final String MADE_UP =
      " (inputs were made up: where the model refuses them, say --request FILE)";

  void execute(@Nullable Path request, boolean json) {
    String inputs = request == null ? null : read(request);
    ConformanceReport report = Conformance.check(target(inputs));
    if (json) {
      console.line(ConformanceJson.of(report));
    } else {
      console.text(report.text());
    }
    if (!report.isPassed()) {
      throw new CommandException(
          ExitCode.INPUT,
          "Cannot call %s conformant: %d of %d checks failed, expected none%s"
              .formatted(
                  server,
                  report.count(CheckResult.Outcome.FAILED),
                  report.results().size(),
                  inputs == null ? MADE_UP : ""));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  /** Asks the server for its models first: one that does not answer fails no check. */
  private ConformanceTarget target(@Nullable String inputs) {
    try {
      String asked = chosen(Conformance.models(server));
      ConformanceTarget target = ConformanceTarget.of(server, asked);
      target = grpcPort == null ? target : new ConformanceTarget(server, asked, grpcPort);
      return inputs == null ? target : target.withInputs(inputs);
    } catch (IllegalArgumentException wrong) {
      throw ConformanceCommand.usage("Cannot check %s: %s".formatted(server, wrong.getMessage()));
    } catch (IOException unreachable) {
      throw new CommandException(
          ExitCode.CAPACITY,
          "Cannot reach %s: %s, expected a server that answers by HTTP (start it, or mend the URL)"
              .formatted(server, reason(unreachable)),
          unreachable);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.CAPACITY, "The check was interrupted", stopping);
    }
  }

  private String chosen(List<String> served) {
    if (model == null) {
      if (served.size() == 1) {
        return served.get(0);
      }
      throw ConformanceCommand.usage(
          "Cannot choose a model of %s: %s, expected --model NAME"
              .formatted(
                  server, served.isEmpty() ? "it does not tell which it has" : "it has " + served));
    }
    if (!served.isEmpty() && !served.contains(model)) {
      String nearest =
          NearestWord.alike(model, served).map(" (did you mean '%s'?)"::formatted).orElse("");
      throw new CommandException(
          ExitCode.INPUT,
          "Cannot check model '%s' of %s: it is not ready there, expected one of %s%s"
              .formatted(model, server, served, nearest));
    }
    return model;
  }

  private static String reason(IOException failure) {
    if (failure instanceof ConnectException) {
      return "nobody takes the connection";
    }
    if (failure instanceof HttpTimeoutException) {
      return "no answer came in time";
    }
    return Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
  }
}
