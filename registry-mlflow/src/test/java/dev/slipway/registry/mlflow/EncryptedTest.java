package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.RegistryException;
import dev.slipway.lifecycle.Registries;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An encrypted server")
class EncryptedTest extends WithServer {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private HttpsServer encrypted;
  private Path certificate;
  private volatile String redirect = "";

  @BeforeEach
  void startEncrypted() throws Exception {
    Path keys = folder.resolve("keys.p12");
    certificate = folder.resolve("ca.pem");
    keytool(
        "-genkeypair -alias k -keyalg EC -dname CN=127.0.0.1 -ext san=ip:127.0.0.1 -validity 2"
            + " -storetype PKCS12 -storepass changeit -keystore "
            + keys);
    keytool(
        "-exportcert -rfc -alias k -storepass changeit -keystore "
            + keys
            + " -file "
            + certificate);
    encrypted = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    encrypted.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    encrypted.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body =
                "{\"registered_models\": [{\"name\": \"m\"}]}".getBytes(StandardCharsets.UTF_8);
            if (redirect.isEmpty()) {
              exchange.sendResponseHeaders(200, body.length);
              try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
              }
            } else {
              exchange.getResponseHeaders().set("Location", redirect);
              exchange.sendResponseHeaders(307, -1);
            }
          }
        });
    encrypted.start();
  }

  @AfterEach
  void stopEncrypted() {
    encrypted.stop(0);
  }

  private static void keytool(String arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as(arguments).isZero();
  }

  private static SSLContext context(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private String address() {
    return "https://127.0.0.1:" + encrypted.getAddress().getPort();
  }

  private MlflowRegistryBuilder trusting() {
    return at(address()).tls(TrustedCertificates.read(certificate.toString()));
  }

  @Test
  @DisplayName("is trusted by the certificates that MLflow's variable names, and by no others")
  void trust() {
    assertThat(trusting().build().models()).containsExactly("m");
    Registries registries =
        Registries.of(
            List.of(new MlflowRegistryProvider()),
            Map.of("MLFLOW_TRACKING_SERVER_CERT_PATH", certificate.toString()));
    assertThat(registries.open("mlflow+" + address()).models()).containsExactly("m");
    assertThatThrownBy(() -> at(address()).build().models())
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("the encryption with " + address() + " failed")
        .hasMessageContaining("expected a certificate that is trusted here");
    assertThat(pauses).as("not asked again").isEmpty();
  }

  @Test
  @DisplayName("does not lead to one that is not encrypted")
  void downgrade() {
    redirect = server.address() + "/api/2.0/mlflow/registered-models/search";
    assertThatThrownBy(() -> trusting().credentials(MlflowCredentials.bearer("x")).build().models())
        .hasMessageContaining(
            address() + " redirects to " + server.address() + ", which is not encrypted");
    assertThat(server.requests).isEmpty();
  }
}
