package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.RegistryException;
import dev.slipway.SlipwayException;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.registry.mlflow.MlflowServer.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A server that answers wrongly")
class HostileServerTest extends WithServer {

  private static final String VERSION = "/model-versions/get";
  private static final String FILES = "/mlflow-artifacts/artifacts";

  @BeforeEach
  void oneVersion() {
    server.state.add("m", flight("one"));
  }

  private VersionRecord find() {
    return registry.find(uri("models:/m/1"));
  }

  private void answer(int times, String part, Reply reply) {
    server.fault(times, seen -> seen.path().endsWith(part), reply);
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call, String... facts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(SlipwayException.class, e -> assertThat(e.code()).isEqualTo(code))
        .message()
        .contains(facts)
        .startsWith("Cannot ");
  }

  @Test
  @DisplayName("with a login page is told from MLflow, for answers and for files")
  void html() {
    answer(1, VERSION, Reply.html(200));
    assertRefused(
        ErrorCode.REGISTRY_FAILURE,
        this::find,
        "answers with a web page, expected JSON of MLflow (does a login page");
    answer(1, VERSION, Reply.html(500));
    assertRefused(ErrorCode.REGISTRY_FAILURE, this::find, "answers 500");
    VersionRecord version = find();
    server.fault(1, seen -> seen.path().endsWith("model.onnx"), Reply.html(200));
    assertRefused(
        ErrorCode.REGISTRY_FAILURE,
        () -> registry.fetch(version),
        "gives a web page for its file model.onnx, expected the file as it is");
  }

  @Test
  @DisplayName("with 500 is not asked again")
  void internalError() {
    answer(
        9,
        VERSION,
        Reply.json(500, "{\"error_code\": \"INTERNAL_ERROR\", \"message\": \"no\\u0007\\ndb\"}"));

    assertRefused(ErrorCode.REGISTRY_FAILURE, this::find, "answers 500 INTERNAL_ERROR: no db");
    assertThat(server.count("GET", VERSION)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  @DisplayName("that is busy is asked again after growing random waits, and then is unavailable")
  void busy(int status) {
    answer(2, VERSION, Reply.status(status, "", ""));
    assertThat(find().number()).isEqualTo(1);
    assertThat(pauses).hasSize(2);
    assertThat(pauses.get(0)).isBetween(Duration.ZERO, Duration.ofMillis(100));
    assertThat(pauses.get(1)).isBetween(Duration.ZERO, Duration.ofMillis(200));

    answer(3, VERSION, Reply.status(status, "", ""));
    assertRefused(ErrorCode.REGISTRY_UNAVAILABLE, this::find, "answers " + status + ", 3 times");
  }

  @Test
  @DisplayName("that says when to ask again is asked then, in seconds or by a date")
  void retryAfter() {
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    registry = builder().clock(Clock.fixed(now, ZoneOffset.UTC)).build();
    answer(1, VERSION, Reply.status(429, "Retry-After", "7"));
    answer(1, VERSION, Reply.status(503, "Retry-After", "Sun, 22 Nov 2026 10:01:30 GMT"));

    assertThat(find().number()).isEqualTo(1);

    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(90));
    answer(1, VERSION, Reply.status(429, "Retry-After", "7200"));
    assertRefused(
        ErrorCode.REGISTRY_UNAVAILABLE,
        this::find,
        "answers 429, and the next attempt would be later than the time limit of 30 min");
  }

  @Test
  @DisplayName("that does not hand files through says so at once")
  void noProxy() {
    VersionRecord version = find();
    String text =
        "Endpoint: /api/2.0/mlflow-artifacts/artifacts disabled due to the mlflow server running"
            + " with `--no-serve-artifacts`. To enable artifacts server functionality, run `mlflow"
            + " server` with `--serve-artifacts`";
    answer(9, FILES, new Reply(503, Map.of(), text.getBytes(StandardCharsets.UTF_8)));

    assertRefused(
        ErrorCode.REGISTRY_FAILURE, () -> registry.fetch(version), "--no-serve-artifacts");
    assertThat(pauses).isEmpty();
  }

  @Test
  @DisplayName("that redirects to another host gets no API answer from there, and no credentials")
  void redirects() {
    MlflowCredentials token = MlflowCredentials.bearer("secret");
    registry = builder().credentials(token).build();
    try (MlflowServer other = new MlflowServer()) {
      answer(1, VERSION, Reply.status(302, "Location", other.address() + "/login?x=1"));
      assertRefused(
          ErrorCode.REGISTRY_FAILURE,
          this::find,
          "redirects to another server, " + other.address() + ", expected an answer of its own");
      assertThat(other.requests).isEmpty();

      VersionRecord version = find();
      other.state.files.put("moved", flight("one").get("model.onnx"));
      String moved = other.address() + "/api/2.0" + FILES + "/moved";
      server.fault(
          1, seen -> seen.path().endsWith("model.onnx"), Reply.status(307, "Location", moved));
      assertFiles(registry.fetch(version).location(), flight("one"));
      assertThat(other.requests).hasSize(1);
      assertThat(other.requests.get(0).headers()).doesNotContainKey("Authorization");
      assertThat(server.requests)
          .allSatisfy(
              seen -> assertThat(seen.headers()).containsEntry("Authorization", "Bearer secret"));
    }
  }

  @Test
  @DisplayName("that redirects to itself is followed, but not in circles, nor to nowhere")
  void redirectsToItself() {
    answer(
        1,
        VERSION,
        Reply.status(308, "Location", "/api/2.0/mlflow" + VERSION + "?name=m&version=1"));
    assertThat(find().number()).isEqualTo(1);
    answer(99, VERSION, Reply.status(301, "Location", "/api/2.0/mlflow" + VERSION));
    assertRefused(ErrorCode.REGISTRY_FAILURE, this::find, "redirects more than 5 times");
    for (String nowhere : new String[] {"file:///etc/passwd", "http://u:p@127.0.0.1/", "::", ""}) {
      server.close();
      server = new MlflowServer();
      registry = builder().build();
      answer(1, VERSION, Reply.status(301, "Location", nowhere));
      assertThatThrownBy(this::find).isInstanceOf(RegistryException.class);
    }
  }

  @Test
  @DisplayName("gets no change that a redirect would turn into a question")
  void redirectedChange() {
    answer(1, "/registered-models/set-tag", Reply.status(302, "Location", server.address() + "/x"));

    assertRefused(
        ErrorCode.REGISTRY_FAILURE,
        () ->
            registry.apply(
                new dev.slipway.lifecycle.Change.SetTag("m", java.util.Optional.empty(), "k", "v"),
                dev.slipway.lifecycle.ChangeNote.by("ann")),
        "answers POST with the redirect 302, which would turn it into GET");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../evil | is not the name of one file or folder",
        "/etc/passwd | is not the name of one file or folder",
        ".. | has the segment '..'",
        ". | has the segment '.'",
        "C:evil | is absolute",
        "a\\\\\\\\b | has a \\",
        "a\\\\u0000b | has a control character",
        "a\\\\nb | has a control character",
        "a\\\\ud800b | has a control character or half a character"
      })
  @DisplayName("lists no path that leads out of the package")
  void unsafePaths(String path, String fact) {
    VersionRecord version = find();
    String file = "{\"path\": \"" + path.replace("\\\\", "\\") + "\", \"is_dir\": false}";
    answer(1, FILES, Reply.json(200, "{\"files\": [" + file + "]}"));

    assertRefused(
        ErrorCode.INVALID_PACKAGE,
        () -> registry.fetch(version),
        "the server lists the file '",
        fact);
    assertNothingOutside();
  }

  private void assertNothingOutside() {
    assertThat(folder.resolve("evil")).doesNotExist();
    assertThat(folder.resolve("cache/contents")).doesNotExist();
  }

  @Test
  @DisplayName("lists no names that some file system takes for one")
  void twins() {
    VersionRecord version = find();
    answer(1, FILES, Reply.json(200, "{\"files\": [{\"path\": \"A\"}, {\"path\": \"a\"}]}"));

    assertRefused(
        ErrorCode.INVALID_PACKAGE,
        () -> registry.fetch(version),
        "differs from another only in case");
  }

  @Test
  @DisplayName("lists no more files, folders, bytes and depth than allowed, and not none")
  void limits() {
    VersionRecord version = find();
    MlflowLimits limits = MlflowLimits.defaults();
    assertTooMuch(limits.withFiles(3), version, "its files are more than 3");
    assertTooMuch(limits.withBytes(1000), version, "its files have more than 1000 bytes");
    assertTooMuch(limits.withDepth(1), version, "its files lie deeper than 1 folders");
    server.fault(
        99,
        seen -> seen.path().endsWith(FILES),
        Reply.json(200, "{\"files\": [{\"path\": \"d\", \"is_dir\": true}]}"));
    assertTooMuch(limits, version, "its files lie deeper than 32 folders");
    server.close();
    server = new MlflowServer();
    server.state.createVersion(server.state.create("m", "").name, "mlflow-artifacts:/none", "");
    registry = builder().build();
    assertRefused(
        ErrorCode.INVALID_PACKAGE,
        () -> registry.fetch(find()),
        "there are no files where the registry says that they are");
  }

  private void assertTooMuch(MlflowLimits limits, VersionRecord version, String fact) {
    MlflowRegistry strict = builder().limits(limits).build();
    assertRefused(ErrorCode.INVALID_PACKAGE, () -> strict.fetch(version), fact);
  }

  @Test
  @DisplayName("lists no pages without end")
  void endlessPages() {
    answer(
        99,
        "/registered-models/search",
        Reply.json(200, "{\"registered_models\": [], \"next_page_token\": \"again\"}"));
    assertRefused(
        ErrorCode.REGISTRY_FAILURE, registry::models, "list has no end", "comes again and again");
    assertThat(server.count("GET", "/registered-models/search")).isEqualTo(2);

    server.close();
    server = new MlflowServer();
    for (int i = 0; i < 5000; i++) {
      server.state.create("m" + i, "");
    }
    MlflowRegistry strict = builder().limits(MlflowLimits.defaults().withPages(3)).build();
    assertRefused(
        ErrorCode.REGISTRY_FAILURE, strict::models, "more than 3 pages (raise the limit of pages)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1] | it is no object",
        "{ | is not JSON as MLflow writes it",
        "{\"a\": 1} x | is not JSON as MLflow writes it",
        "{\"model_version\": {}, \"model_version\": {}} | Duplicate field 'model_version'",
        "{} | model_version of the wrong type (missing), expected an object",
        "{\"model_version\": []} | model_version of the wrong type (array), expected an object",
        "{\"model_version\": {\"version\": \"1\"}} | has no model_version.name",
        "{\"model_version\": {\"name\": 5}} | model_version.name of the wrong type (number)",
        "{\"model_version\": {\"name\": \"m\", \"version\": 1}} | version of the wrong type"
            + " (number)",
        "{\"model_version\": {\"name\": \"m\", \"version\": \"x\"}} | no number of MLflow's",
        "{\"model_version\": {\"name\": \"m\", \"version\": \"99999999999\"}} | no number of"
            + " MLflow's",
        "{\"model_version\": {\"name\": \"m\", \"version\": \"1\", \"creation_timestamp\": 1.5}}"
            + " | creation_timestamp of the wrong type (number), expected a 64-bit integer",
        "{\"model_version\": {\"name\": \"m\", \"version\": \"1\", \"tags\": [\"x\"]}}"
            + " | tags[0] of the wrong type (string), expected an object",
        "{\"model_version\": {\"name\": \"m\", \"version\": \"1\", \"aliases\": {}}}"
            + " | aliases of the wrong type (object), expected a list"
      })
  @DisplayName("with JSON that is none of MLflow's is refused, naming the field")
  void wrongJson(String json, String fact) {
    answer(1, VERSION, Reply.json(200, json));

    assertRefused(ErrorCode.REGISTRY_FAILURE, this::find, fact);
  }

  @Test
  @DisplayName("with JSON that is not UTF-8, too deep or too large is refused")
  void hugeJson() {
    answer(1, VERSION, new Reply(200, Map.of(), new byte[] {'{', '"', (byte) 0xff, '"', '}'}));
    assertRefused(ErrorCode.REGISTRY_FAILURE, this::find, "it is not UTF-8");
    answer(1, VERSION, Reply.json(200, "{\"a\":" + "[".repeat(200_000)));
    assertRefused(ErrorCode.REGISTRY_FAILURE, this::find, "nesting depth");
    answer(1, VERSION, Reply.json(200, "{\"a\": \"" + "x".repeat(33 << 20) + "\"}"));
    assertRefused(ErrorCode.REGISTRY_FAILURE, this::find, "answers with more than 32 MiB");
  }

  @Test
  @DisplayName("with 64-bit integers as strings and fields of a later MLflow is understood")
  void otherJson() {
    answer(
        1,
        VERSION,
        Reply.json(
            200,
            "{\"model_version\": {\"name\": \"m\", \"version\": \"1\", \"creation_timestamp\":"
                + " \"1709196000000\", \"status\": \"READY\", \"current_stage\": \"None\","
                + " \"deployment_job_state\": {\"x\": [1]}, \"run_id\": null}}"));

    assertThat(find().origin().at()).isEqualTo(Instant.ofEpochMilli(1_709_196_000_000L));
  }

  @Test
  @DisplayName("that gives a file of another size than it lists is refused, and leaves nothing")
  void wrongSize() throws Exception {
    VersionRecord version = find();
    server.fault(
        1, seen -> seen.path().endsWith("model.onnx"), new Reply(200, Map.of(), new byte[7]));
    assertRefused(
        ErrorCode.REGISTRY_FAILURE,
        () -> registry.fetch(version),
        "its file model.onnx has 7 bytes, expected the 1655 that are listed");
    server.fault(
        1, seen -> seen.path().endsWith("model.onnx"), new Reply(200, Map.of(), new byte[9000]));
    assertRefused(
        ErrorCode.REGISTRY_FAILURE,
        () -> registry.fetch(version),
        "its file model.onnx has more bytes than the 1655 that are listed");
    assertThat(folder.resolve("cache/contents")).doesNotExist();
    assertFiles(registry.fetch(version).location(), flight("one"));
    try (var left = Files.list(folder.resolve("cache/partial"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  @DisplayName("that lists a file and does not have it is told with the file")
  void missingFile() {
    VersionRecord version = find();
    server.fault(1, seen -> seen.path().endsWith("golden.jsonl"), Reply.status(404, "", ""));

    assertRefused(
        ErrorCode.REGISTRY_FAILURE,
        () -> registry.fetch(version),
        "answers 404 for its file golden.jsonl");
  }

  @Test
  @DisplayName("is refused before it is asked, if a cache cannot be written")
  void cacheIsAFile() throws Exception {
    VersionRecord version = find();
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> builder().cache(file).build().fetch(version))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("the cache " + file + " cannot be used")
        .hasMessageContaining("expected a folder with room that this user can write");
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("format"), "slipway-mlflow-cache/9\n");
    assertThatThrownBy(() -> builder().cache(other).build().fetch(version))
        .isInstanceOf(InvalidPackageException.class.getSuperclass())
        .hasMessageContaining("of the format 'slipway-mlflow-cache/9', expected");
  }
}
