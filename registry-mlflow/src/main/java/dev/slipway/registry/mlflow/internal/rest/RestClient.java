package dev.slipway.registry.mlflow.internal.rest;

import dev.slipway.registry.mlflow.internal.http.Answer;
import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.PatientClient;
import dev.slipway.registry.mlflow.internal.http.Request;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;

/** Asks one MLflow server, whose answers are JSON. Thread-safe. */
public final class RestClient {

  private static final String API = "/api/2.0";

  private final URI server;
  private final PatientClient http;
  private final int mostPages;

  /**
   * Creates a client.
   *
   * @param server the server's address, without a slash at the end
   * @param http makes the requests
   * @param mostPages how many pages a list may have
   */
  public RestClient(URI server, PatientClient http, int mostPages) {
    this.server = server;
    this.http = http;
    this.mostPages = mostPages;
  }

  /**
   * Returns the server's address.
   *
   * @return without a slash at the end
   */
  public URI server() {
    return server;
  }

  Address api(String path) {
    return new Address(server, API + path);
  }

  Address address(String path) {
    return new Address(server, path);
  }

  Fields ask(Request request, Deadline deadline) throws TransferException, InterruptedIOException {
    try (Answer answer = http.send(request, deadline)) {
      return JsonAnswer.read(answer);
    }
  }

  Fields get(Address address, Deadline deadline) throws TransferException, InterruptedIOException {
    return ask(Request.get(address.uri()), deadline);
  }

  /** Takes one page of a list. */
  interface PageTaker {
    void take(Fields page) throws TransferException;
  }

  /** Makes the address of the first page. */
  interface FirstPage {
    Address address();
  }

  /** Asks for all pages; one that comes twice, or too many of them, are an error. */
  void pages(FirstPage first, PageTaker taker, Deadline deadline)
      throws TransferException, InterruptedIOException {
    Set<String> seen = new HashSet<>();
    String token = "";
    do {
      Address address = first.address();
      Fields page = get(token.isEmpty() ? address : address.with("page_token", token), deadline);
      taker.take(page);
      token = page.text("next_page_token");
      if (!token.isEmpty() && !seen.add(token)) {
        throw new TransferException(
            Kind.BAD_ANSWER,
            "the server's list has no end: its page " + seen.size() + " comes again and again",
            null);
      }
      if (seen.size() >= mostPages) {
        throw new TransferException(
            Kind.BAD_ANSWER,
            "the server's list has more than " + mostPages + " pages (raise the limit of pages)",
            null);
      }
    } while (!token.isEmpty());
  }
}
