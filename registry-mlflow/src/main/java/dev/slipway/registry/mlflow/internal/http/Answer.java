package dev.slipway.registry.mlflow.internal.http;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * What a server answered; closing it lets the connection go, whether the body was read or not.
 *
 * @param uri who answered, after redirects
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body; reading it ends in time or fails with a {@link TransferException}
 */
public record Answer(URI uri, int status, HttpHeaders headers, InputStream body)
    implements AutoCloseable {

  /**
   * Returns a header.
   *
   * @param name its name
   * @return its first value, empty if there is none
   */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (java.io.IOException alreadyBroken) {
      // Nothing more is wanted of this connection.
    }
  }
}
