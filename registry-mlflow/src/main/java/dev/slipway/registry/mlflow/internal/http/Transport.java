package dev.slipway.registry.mlflow.internal.http;

import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLHandshakeException;

/** Makes requests, each once, and follows redirects as far as they are safe. Thread-safe. */
final class Transport {

  private static final int MOST_REDIRECTS = 5;

  private final HttpClient client;
  private final TransportSettings settings;

  Transport(TransportSettings settings) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.times().connect());
    settings.tls().ifPresent(builder::sslContext);
    this.client = builder.build();
    this.settings = settings;
  }

  /** Returns the first answer that is no redirect, whatever its status. */
  Answer send(Request request, Deadline deadline) throws AttemptFailed, InterruptedIOException {
    Request next = request;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      Answer answer = exchange(next, deadline);
      if (!isRedirect(answer.status())) {
        return answer;
      }
      answer.close();
      next = redirected(next, answer);
    }
    throw AttemptFailed.forGood(
        Kind.BAD_ANSWER,
        Origin.of(request.uri()) + " redirects more than " + MOST_REDIRECTS + " times",
        null);
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static Request redirected(Request request, Answer answer) throws AttemptFailed {
    Origin from = Origin.of(request.uri());
    URI to = target(request, answer.header("Location"));
    Origin origin = Origin.of(to);
    if (from.scheme().equals("https") && origin.scheme().equals("http")) {
      throw AttemptFailed.forGood(
          Kind.BAD_ANSWER,
          from + " redirects to " + origin + ", which is not encrypted, expected https",
          null);
    }
    if (request.hosts() == Request.Hosts.OWN && !from.trusts(origin)) {
      throw AttemptFailed.forGood(
          Kind.BAD_ANSWER,
          from
              + " redirects to another server, "
              + origin
              + ", expected an answer of its own (a login page stands before it? Then give it a"
              + " token or a user, or its own address)",
          null);
    }
    if (!request.method().equals("GET") && answer.status() < 307) {
      throw AttemptFailed.forGood(
          Kind.BAD_ANSWER,
          from
              + " answers "
              + request.method()
              + " with the redirect "
              + answer.status()
              + ", which would turn it into GET (use the address it leads to, "
              + origin
              + ")",
          null);
    }
    return request.to(to);
  }

  private static URI target(Request request, String location) throws AttemptFailed {
    try {
      URI to = request.uri().resolve(URI.create(location));
      String scheme = String.valueOf(to.getScheme());
      if (!location.isBlank()
          && to.getHost() != null
          && to.getRawUserInfo() == null
          && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
        return to;
      }
    } catch (IllegalArgumentException noUri) {
      // Told below like every other that leads nowhere.
    }
    throw AttemptFailed.forGood(
        Kind.BAD_ANSWER,
        Origin.of(request.uri()) + " redirects to no address of http or https",
        null);
  }

  private Answer exchange(Request request, Deadline deadline)
      throws AttemptFailed, InterruptedIOException {
    try {
      Duration wait = deadline.atMost(settings.times().response());
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
          client.send(build(request, wait), BodyHandlers.ofPublisher());
      BodyStream body = new BodyStream(settings.times().stall(), deadline);
      response.body().subscribe(body);
      return new Answer(request.uri(), response.statusCode(), response.headers(), body);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (TransferException passed) {
      throw AttemptFailed.forGood(passed.kind(), passed.fact(), passed.getCause());
    } catch (IOException failed) {
      throw failure(request, failed);
    }
  }

  private HttpRequest build(Request request, Duration wait) throws FileNotFoundException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri()).timeout(wait).method(request.method(), body(request));
    request.headers().forEach(builder::header);
    builder.header("Accept-Encoding", "identity");
    if (settings.authorization().isPresent()
        && settings.server().trusts(Origin.of(request.uri()))) {
      builder.header("Authorization", settings.authorization().get());
    }
    return builder.build();
  }

  private static BodyPublisher body(Request request) throws FileNotFoundException {
    Request.Body body = request.body().orElse(null);
    if (body instanceof Request.Body.Json json) {
      return BodyPublishers.ofString(json.text());
    }
    if (body instanceof Request.Body.File file) {
      return BodyPublishers.ofFile(file.path());
    }
    return BodyPublishers.noBody();
  }

  private AttemptFailed failure(Request request, IOException failed) {
    Origin server = Origin.of(request.uri());
    if (failed instanceof FileNotFoundException gone) {
      return AttemptFailed.forGood(Kind.LOCAL, Failures.reason(gone), gone);
    }
    if (failed instanceof SSLHandshakeException untrusted) {
      return AttemptFailed.forGood(
          Kind.BAD_ANSWER,
          "the encryption with "
              + server
              + " failed ("
              + Failures.reason(untrusted)
              + "), expected a certificate that is trusted here",
          untrusted);
    }
    if (failed instanceof ConnectException || failed instanceof HttpConnectTimeoutException) {
      return AttemptFailed.nothingSent(
          server + " cannot be reached (" + Failures.reason(failed) + ")", failed);
    }
    if (failed instanceof HttpTimeoutException) {
      return AttemptFailed.perhapsDone(
          server + " did not answer within " + Durations.words(settings.times().response()),
          failed);
    }
    return AttemptFailed.perhapsDone(
        "the connection to " + server + " broke (" + Failures.reason(failed) + ")", failed);
  }
}
