package dev.slipway.http;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with one page, driven by its DevTools protocol. */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private @Nullable String session;

  /** Starts a browser that knows no host but this one; its files are in a folder of the test. */
  Browser(Path folder) throws IOException {
    Path profile = folder.resolve("profile");
    ProcessBuilder command =
        new ProcessBuilder(
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--no-proxy-server",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile());
    command.environment().put("TMPDIR", folder.toString());
    process = command.start();
    Path port = profile.resolve("DevToolsActivePort");
    await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(port) && Files.readAllLines(port).size() == 2);
    List<String> address = Files.readAllLines(port);
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + address.get(0) + address.get(1)), new Listener())
            .join();
    String target = call("Target.createTarget", "url", "about:blank").get("targetId").asText();
    session =
        call("Target.attachToTarget", "targetId", target, "flatten", true)
            .get("sessionId")
            .asText();
    for (String domain : new String[] {"Page", "Runtime", "Network", "Log"}) {
      call(domain + ".enable");
    }
  }

  /** Takes what the browser says. */
  private final class Listener implements WebSocket.Listener {

    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        take(parts.toString());
        parts.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void take(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      CompletableFuture<JsonNode> waiting =
          message.has("id") ? asked.remove(message.get("id").asInt()) : null;
      if (waiting == null) {
        events.add(message);
      } else if (message.has("error")) {
        waiting.completeExceptionally(new IllegalStateException(text));
      } else {
        waiting.complete(message.get("result"));
      }
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Calls a method of the protocol with parameters: names and values in turn. */
  JsonNode call(String method, Object... parameters) {
    int number = numbers.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", number).put("method", method);
    if (session != null) {
      message.put("sessionId", session);
    }
    ObjectNode given = message.putObject("params");
    for (int i = 0; i < parameters.length; i += 2) {
      given.set((String) parameters[i], JSON.valueToTree(parameters[i + 1]));
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(number, answer);
    socket.sendText(message.toString(), true).join();
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /**
   * Opens an address, and forgets what was before it; returns when the page is there and its
   * scripts have run.
   */
  void open(URI address) {
    events.clear();
    call("Page.navigate", "url", address.toString());
    await().atMost(PATIENCE).until(() -> evaluate("document.readyState").equals("complete"));
  }

  /** Returns what an expression, or its promise, is, as a text. */
  String evaluate(String expression) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            "expression",
            "(async () => String(await (" + expression + ")))()",
            "awaitPromise",
            true);
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(result.toString());
    }
    return result.get("result").get("value").asText();
  }

  /** Returns the text of an element. */
  String text(String selector) {
    return evaluate("document.querySelector('" + selector + "').textContent");
  }

  /** Waits until an element's text has a part; returns the text. */
  String awaitText(String selector, String part) {
    await().atMost(PATIENCE).until(() -> text(selector).contains(part));
    return text(selector);
  }

  /** Clicks into the middle of an element, as a mouse does. */
  void click(String selector) {
    String[] place =
        evaluate(
                "(() => { const e = document.querySelector('"
                    + selector
                    + "'); e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
                    + " return (r.x + r.width / 2) + ',' + (r.y + r.height / 2); })()")
            .split(",", 2);
    for (String type : new String[] {"mousePressed", "mouseReleased"}) {
      call(
          "Input.dispatchMouseEvent",
          "type",
          type,
          "x",
          Double.parseDouble(place[0]),
          "y",
          Double.parseDouble(place[1]),
          "button",
          "left",
          "clickCount",
          1);
    }
  }

  /** Types a text in the place of what an element has, as a keyboard does. */
  void type(String selector, String text) {
    click(selector);
    evaluate("document.querySelector('" + selector + "').select()");
    call("Input.insertText", "text", text);
  }

  /** Shows the page as a screen of a size and a scheme of colours would. */
  void resize(int width, int height, String scheme) {
    call(
        "Emulation.setDeviceMetricsOverride",
        "width",
        width,
        "height",
        height,
        "deviceScaleFactor",
        1,
        "mobile",
        false);
    call(
        "Emulation.setEmulatedMedia",
        "features",
        List.of(Map.of("name", "prefers-color-scheme", "value", scheme)));
  }

  /** Writes what the page looks like to a file. */
  void screenshot(Path file) throws IOException {
    String image = call("Page.captureScreenshot", "format", "png").get("data").asText();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(image));
  }

  /** Returns the addresses that the page asked for. */
  List<String> requested() {
    return events.stream()
        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").asText())
        .toList();
  }

  /** Returns what the page complained of. */
  List<String> complaints() {
    return events.stream()
        .filter(
            event ->
                event.path("method").asText().equals("Runtime.exceptionThrown")
                    || event.at("/params/entry/level").asText().equals("error"))
        .map(JsonNode::toString)
        .toList();
  }

  @Override
  public void close() {
    socket.sendText("{\"id\":0,\"method\":\"Browser.close\"}", true).join();
    process.onExit().completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
