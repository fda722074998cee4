package dev.slipway.registry.mlflow.internal.rest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Addresses under that of a server. */
final class Address {

  private final StringBuilder text;
  private boolean hasQuery;

  Address(URI server, String path) {
    this.text = new StringBuilder(server.toString()).append(path);
  }

  /** Appends a path, its segments encoded; slashes stay. */
  Address path(String path) {
    text.append('/')
        .append(
            Arrays.stream(path.split("/", -1))
                .map(Address::encoded)
                .collect(Collectors.joining("/")));
    return this;
  }

  /** Appends a parameter of the query. */
  Address with(String name, String value) {
    text.append(hasQuery ? '&' : '?').append(name).append('=').append(encoded(value));
    hasQuery = true;
    return this;
  }

  URI uri() {
    return URI.create(text.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
