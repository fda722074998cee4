package dev.slipway.registry.mlflow.internal.http;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request, to be sent once or several times.
 *
 * @param method as {@code GET}
 * @param uri where to
 * @param headers by name
 * @param body what to send along, if anything
 * @param effect whether sending it twice does harm
 * @param hosts where a redirect may lead
 */
public record Request(
    String method,
    URI uri,
    Map<String, String> headers,
    Optional<Body> body,
    Effect effect,
    Hosts hosts) {

  /** What a request does when it arrives twice. */
  public enum Effect {
    /** The same as once. */
    REPEATABLE,
    /** Something else, such as a second version: repeated only if the first surely did nothing. */
    ONCE
  }

  /** Where a redirect may lead. */
  public enum Hosts {
    /** To the server that was asked. */
    OWN,
    /** To any server, which then sees no credentials. */
    ANY
  }

  /** What is sent along. */
  public sealed interface Body {
    /**
     * JSON.
     *
     * @param text the JSON
     */
    record Json(String text) implements Body {}

    /**
     * A file, sent as it is.
     *
     * @param path the file
     */
    record File(Path path) implements Body {}
  }

  /** Keeps a copy of the headers, sorted. */
  public Request {
    headers = java.util.Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /**
   * Returns a question.
   *
   * @param uri where to
   * @return a request that changes nothing
   */
  public static Request get(URI uri) {
    return new Request("GET", uri, Map.of(), Optional.empty(), Effect.REPEATABLE, Hosts.OWN);
  }

  /**
   * Returns a request with JSON.
   *
   * @param method as {@code POST}
   * @param uri where to
   * @param json the body
   * @param effect what it does when it arrives twice
   * @return the request
   */
  public static Request json(String method, URI uri, String json, Effect effect) {
    return new Request(
        method,
        uri,
        Map.of("Content-Type", "application/json"),
        Optional.of(new Body.Json(json)),
        effect,
        Hosts.OWN);
  }

  /**
   * Returns a request that stores a file.
   *
   * @param uri where to
   * @param file what to send
   * @return the request
   */
  public static Request put(URI uri, Path file) {
    return new Request(
        "PUT",
        uri,
        Map.of("Content-Type", "application/octet-stream"),
        Optional.of(new Body.File(file)),
        Effect.REPEATABLE,
        Hosts.OWN);
  }

  /**
   * Returns this request, which redirects may lead to any server.
   *
   * @return a request of the same kind
   */
  public Request toAnyHost() {
    return new Request(method, uri, headers, body, effect, Hosts.ANY);
  }

  /**
   * Returns this request with one more header.
   *
   * @param name the header
   * @param value its value
   * @return a request of the same kind
   */
  public Request with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Request(method, uri, more, body, effect, hosts);
  }

  Request to(URI other) {
    return new Request(method, other, headers, body, effect, hosts);
  }

  /** Returns method and address, without the query. */
  @Override
  public String toString() {
    return method + " " + Origin.of(uri) + uri.getPath();
  }
}
