package dev.slipway.registry.mlflow.internal.artifacts;

import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.Origin;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import dev.slipway.registry.mlflow.internal.rest.ArtifactApi;
import dev.slipway.registry.mlflow.internal.rest.LoggedModel;
import dev.slipway.registry.mlflow.internal.rest.RegistryApi;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Finds out where the files behind MLflow's artefact URIs are. Thread-safe. */
public final class ArtifactSources {

  private static final String READABLE =
      "expected mlflow-artifacts:, models:/m-…, http(s): or file:";

  private final RegistryApi registry;
  private final ArtifactApi artifacts;

  /**
   * Takes what asks the server.
   *
   * @param registry for logged models
   * @param artifacts for listings
   */
  public ArtifactSources(RegistryApi registry, ArtifactApi artifacts) {
    this.registry = registry;
    this.artifacts = artifacts;
  }

  /**
   * Returns where files are.
   *
   * @param artifactUri as MLflow gives it
   * @param deadline when it must be over
   * @return the source
   * @throws TransferException if nothing here reads such a URI
   * @throws InterruptedIOException if the thread was interrupted; it still is
   */
  public ArtifactSource of(String artifactUri, Deadline deadline)
      throws TransferException, InterruptedIOException {
    String uri = artifactUri.strip();
    int colon = uri.indexOf(':');
    String scheme = colon < 2 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "", "file" -> local(uri);
      case "mlflow-artifacts" -> proxied(parsed(uri));
      case "http", "https" -> web(parsed(uri));
      case "models" -> logged(uri, deadline);
      default -> throw unread(uri, scheme + ":");
    };
  }

  /** Returns the files of a logged model. */
  public ArtifactSource ofLogged(LoggedModel model, Deadline deadline)
      throws TransferException, InterruptedIOException {
    if (!model.isReady()) {
      throw new TransferException(
          Kind.BAD_ANSWER,
          "the logged model "
              + model.id()
              + " is "
              + model.status()
              + ", expected"
              + " LOGGED_MODEL_READY (wait until it is logged, or log it again)",
          null);
    }
    String uri = model.artifactUri();
    boolean direct = uri.matches("(?i)(mlflow-artifacts|https?|file):.*");
    return direct ? of(uri, deadline) : new LoggedArtifacts(artifacts, model.id());
  }

  private ArtifactSource logged(String uri, Deadline deadline)
      throws TransferException, InterruptedIOException {
    if (!uri.matches("models:/m-[A-Za-z0-9_-]{1,200}/?")) {
      throw unread(uri, uri);
    }
    String id = uri.substring("models:/".length()).replace("/", "");
    return ofLogged(registry.loggedModel(id, deadline), deadline);
  }

  private ArtifactSource proxied(URI uri) throws TransferException {
    String root = decoded(uri.getRawPath());
    URI proxy = artifacts.proxy();
    if (uri.getHost() != null) {
      Origin own = Origin.of(proxy);
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      proxy = URI.create(own.scheme() + "://" + uri.getHost() + port + proxy.getRawPath());
    }
    String path =
        root.startsWith("/api/2.0" + ArtifactApi.PROXY) ? afterProxy(root) : trimmed(root);
    return new ProxiedArtifacts(artifacts, proxy, checked(path));
  }

  private ArtifactSource web(URI uri) throws TransferException {
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw unread(uri.toString(), "an address without a host, or with a user in it");
    }
    String path = uri.getRawPath();
    int proxy = path.indexOf(ArtifactApi.PROXY);
    if (proxy >= 0) {
      URI base =
          URI.create(
              uri.getScheme()
                  + "://"
                  + uri.getRawAuthority()
                  + path.substring(0, proxy)
                  + ArtifactApi.PROXY);
      return new ProxiedArtifacts(artifacts, base, checked(afterProxy(decoded(path))));
    }
    String name = decoded(path.substring(path.lastIndexOf('/') + 1));
    if (!name.matches("(?i).*\\.(onnx|tflite|zip)")) {
      throw new TransferException(
          Kind.UNSAFE,
          "its files lie at "
              + Origin.of(uri)
              + path
              + ", which cannot be listed, expected an address of MLflow, or one file of .onnx,"
              + " .tflite or .zip",
          null);
    }
    return new SingleFile(uri, SafePath.child("", name));
  }

  private static ArtifactSource local(String uri) throws TransferException {
    try {
      Path root = uri.startsWith("file:") ? ofFileUri(uri) : Path.of(uri);
      if (root.isAbsolute()) {
        return new LocalArtifacts(root.normalize());
      }
    } catch (IllegalArgumentException noPath) {
      // Told below.
    }
    throw unread(uri, "a path that is not absolute");
  }

  private static Path ofFileUri(String uri) {
    URI parsed = URI.create(uri);
    String host = parsed.getHost();
    if (host != null && !host.equalsIgnoreCase("localhost")) {
      throw new InvalidPathException(uri, "is on another machine");
    }
    return Path.of(URI.create("file://" + parsed.getRawPath()));
  }

  private static String afterProxy(String path) {
    return trimmed(path.substring(path.indexOf(ArtifactApi.PROXY) + ArtifactApi.PROXY.length()));
  }

  private static String trimmed(String path) {
    return path.replaceAll("^/+|/+$", "");
  }

  private static String checked(String path) throws TransferException {
    if (!path.isEmpty()) {
      SafePath.check(path);
    }
    return path;
  }

  private static String decoded(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static URI parsed(String uri) throws TransferException {
    try {
      URI parsed = URI.create(uri);
      if (parsed.getRawPath() != null) {
        return parsed;
      }
    } catch (IllegalArgumentException noUri) {
      // Told below.
    }
    throw unread(uri, "no URI that can be read");
  }

  private static TransferException unread(String uri, String what) {
    String shown = uri.replaceFirst("//[^/@]*@", "//").replaceAll("\\p{Cntrl}", "?");
    return new TransferException(
        Kind.UNSAFE,
        "its files lie at "
            + shown
            + " ("
            + what
            + "), which Slipway does not read, "
            + READABLE
            + " (serve them through MLflow with --serve-artifacts)",
        null);
  }
}
