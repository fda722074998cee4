package dev.slipway.oip.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a server by REST. */
final class RestClient {

  static final String JSON_LENGTH = "Inference-Header-Content-Length";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SHOWN = 200;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;

  RestClient(URI server) {
    this.base = server.toString().replaceFirst("/$", "");
  }

  /** What came back. */
  static final class Answer {

    private final int status;
    private final byte[] body;
    private final String jsonLength;

    Answer(int status, byte[] body, String jsonLength) {
      this.status = status;
      this.body = body;
      this.jsonLength = jsonLength;
    }

    int status() {
      return status;
    }

    byte[] body() {
      return body;
    }

    /** Returns what the header says of the JSON's length; empty if it is not there. */
    String jsonLength() {
      return jsonLength;
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns the answer for a report. */
    String seen() {
      String text = text().strip();
      return "status " + status + ", " + (text.length() > SHOWN ? text.substring(0, SHOWN) : text);
    }

    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    /** Returns the JSON before raw data. */
    JsonNode head() throws IOException {
      int length = jsonLength.isEmpty() ? body.length : Integer.parseInt(jsonLength);
      return JSON.readTree(body, 0, length);
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(base + path)));
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Sends JSON with raw data behind it; the length may be a lie. */
  Answer post(String path, byte[] body, String jsonLength)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("content-type", "application/octet-stream")
            .header(JSON_LENGTH, jsonLength)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(
        response.statusCode(),
        response.body(),
        response.headers().firstValue(JSON_LENGTH).orElse(""));
  }
}
