package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uses the page as people do, in a browser. Leaves pictures of it in {@code target/page}. */
@DisplayName("The page, in Chromium,")
@Tag("external")
@Timeout(180)
class PageTest {

  private static final Path PACKAGE =
      Path.of(System.getProperty("slipway.home"), "examples/flight-delay/model");
  private static final Path PICTURES = Path.of("target/page");

  @TempDir static Path folder;

  private static InferenceServer server;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    server =
        InferenceServer.builder()
            .port(0)
            .lameDuckTime(Duration.ZERO)
            .model("flight-delay", PACKAGE.toString())
            .start();
    browser = new Browser(folder);
    browser.resize(1200, 900, "light");
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static void load() {
    browser.open(URI.create("http://127.0.0.1:" + server.port() + "/"));
    browser.awaitText("main", "flight-delay");
  }

  @Test
  @DisplayName("shows the model, its fields, and a golden record to try, which is answered")
  void answers() throws Exception {
    load();
    assertThat(browser.text("section h2")).isEqualTo("flight-delay");
    assertThat(browser.text("section .about")).startsWith("Whether a flight");
    assertThat(browser.text("section table")).contains("distance", "int64", "date-time");
    ObjectMapper json = new ObjectMapper();
    JsonNode golden = json.readTree(Files.readAllLines(PACKAGE.resolve("golden.jsonl")).get(0));
    assertThat(json.readTree(browser.evaluate("document.querySelector('textarea').value")))
        .isEqualTo(golden.get("input"));
    browser.screenshot(PICTURES.resolve("loaded.png"));

    browser.click("section button");

    browser.awaitText("section .time", "200, ");
    JsonNode answer = json.readTree(browser.text("section pre"));
    assertThat(answer.get("late").asBoolean()).isTrue();
    assertThat(answer.get("probability").asDouble()).isBetween(0.4867, 0.4868);
    assertThat(answer.get("model_version").asText()).isEqualTo("1");
    assertThat(browser.text("section .errors")).isEmpty();
    browser.screenshot(PICTURES.resolve("answered.png"));
    browser.resize(420, 1100, "dark");
    browser.screenshot(PICTURES.resolve("narrow-dark.png"));
    assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo("420");
    browser.resize(1200, 900, "light");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  @DisplayName("shows all that is wrong with a request, each with its place")
  void refuses() throws Exception {
    load();
    browser.type(
        "section textarea",
        "{\"date\": \"yesterday\", \"distance\": \"far\", \"origni\": \"LAS\","
            + " \"destination\": \"PHL\"}");
    browser.click("section button");

    browser.awaitText("section .time", "400, ");
    assertThat(browser.text("section .errors li:nth-child(1)")).startsWith("/date is ");
    assertThat(browser.text("section .errors li:nth-child(2)")).startsWith("/distance is 'far'");
    assertThat(browser.text("section .errors li:nth-child(3)"))
        .startsWith("(the whole request) has no 'origin', expected origin: string")
        .endsWith("(did you mean it by 'origni'?)");
    browser.screenshot(PICTURES.resolve("refused.png"));

    browser.type("section textarea", "no JSON");
    browser.click("section button");
    browser.awaitText("section .errors", "is not JSON");
  }

  @Test
  @DisplayName("keeps the digits of numbers that JavaScript cannot hold, and lists in a line")
  void digits() {
    load();
    assertThat(
            browser.evaluate(
                "readable(JSON.parse('{\"a\":[9007199254740993,1.0,-2e-7],\"b\":[\"x\",1]}', exact))"))
        .isEqualTo(
            "{\n  \"a\": [9007199254740993, 1.0, -2e-7],\n  \"b\": [\n    \"x\",\n    1\n  ]\n}");
  }

  @Test
  @DisplayName("asks nothing of any other host, and cannot")
  void staysHere() {
    load();
    assertThat(browser.requested())
        .isNotEmpty()
        .allMatch(
            url ->
                url.startsWith("http://127.0.0.1:" + server.port() + "/")
                    || url.equals("about:blank"));
    String other = "http://127.0.0.2:" + server.port() + "/health";
    assertThat(browser.evaluate("fetch('" + other + "').then(r => r.status, e => 'refused')"))
        .isEqualTo("refused");
    assertThat(browser.evaluate("fetch('/health').then(r => r.status)")).isEqualTo("200");
  }
}
