package dev.slipway.registry.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A file of certificates, as MLflow's {@code MLFLOW_TRACKING_SERVER_CERT_PATH} names one. */
final class TrustedCertificates {

  static final String VARIABLE = "MLFLOW_TRACKING_SERVER_CERT_PATH";

  private TrustedCertificates() {}

  /** Returns what trusts these certificates only. */
  static SSLContext read(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + count++, certificate);
      }
      if (count == 0) {
        throw refused(file, "has no certificate");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException | InvalidPathException unreadable) {
      throw refused(file, "cannot be read (" + unreadable.getMessage() + ")");
    }
  }

  private static InvalidInputException refused(String file, String fact) {
    return new InvalidInputException(
        ErrorCode.INVALID_PARAMETER,
        "Cannot trust the certificates of " + VARIABLE,
        List.of(new Problem(file, fact + ", expected certificates in PEM")));
  }
}
