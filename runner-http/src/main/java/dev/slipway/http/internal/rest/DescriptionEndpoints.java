package dev.slipway.http.internal.rest;

import dev.slipway.http.internal.openapi.OpenApi;
import dev.slipway.http.internal.serving.ServedModels;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/** {@code /openapi.json}, and {@code /}, a page to try the models on. */
final class DescriptionEndpoints implements Endpoints {

  private static final String PAGE_TYPE = "text/html; charset=utf-8";
  private static final String PAGE_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src"
          + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final ServedModels models;
  private final byte[] page = page();
  private final OpenApi openApi = new OpenApi(answer -> RecordAnswer.write(answer, false));

  DescriptionEndpoints(ServedModels models) {
    this.models = models;
  }

  private static byte[] page() {
    try (InputStream page = DescriptionEndpoints.class.getResourceAsStream("page.html")) {
      return Objects.requireNonNull(page, "page.html").readAllBytes();
    } catch (IOException broken) {
      throw new IllegalStateException("cannot read the page", broken);
    }
  }

  @Override
  public Optional<Endpoint> find(Path path) {
    if (path.length() == 0) {
      return Optional.of(
          Endpoint.get(
              exchange -> {
                exchange.answerHeaders().set("content-security-policy", PAGE_POLICY);
                exchange.answer(HttpStatus.OK, PAGE_TYPE, page);
              }));
    }
    return path.is("openapi.json")
        ? Optional.of(Endpoint.get(exchange -> exchange.json(openApi.write(models))))
        : Optional.empty();
  }
}
