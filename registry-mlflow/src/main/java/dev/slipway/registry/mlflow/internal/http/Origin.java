package dev.slipway.registry.mlflow.internal.http;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port: what tells one server from another.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case
 * @param port never left to the scheme
 */
public record Origin(String scheme, String host, int port) {

  /**
   * Returns the origin of a URI.
   *
   * @param uri with the scheme http or https and a host
   * @return its origin
   */
  public static Origin of(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
  }

  /**
   * Returns whether something meant for this server may be shown to another: to itself only, or to
   * the encrypted side of the same host on the usual ports.
   *
   * @param other where it would go
   * @return whether that is the same server
   */
  public boolean trusts(Origin other) {
    boolean encrypted =
        scheme.equals("http") && port == 80 && other.scheme.equals("https") && other.port == 443;
    return equals(other) || (encrypted && host.equals(other.host));
  }

  /** Returns the origin as the start of a URI, without a port that the scheme implies. */
  @Override
  public String toString() {
    boolean implied = port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + host + (implied ? "" : ":" + port);
  }
}
