package dev.slipway.core.internal.pack.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.Signing;
import dev.slipway.core.TrustPolicy;
import dev.slipway.core.fixtures.Forge;
import dev.slipway.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a statement may not say, though somebody trusted signed it. */
@DisplayName("A signed statement")
class ForgedStatementTest {

  private static final KeyPair KEYS = TestCertificate.newKeys("secp256r1");
  private static final TrustPolicy TRUST =
      TrustPolicy.builder().key("release", KEYS.getPublic()).build();

  @TempDir Path temp;
  private SmallModel model;

  @BeforeEach
  void makeModel() throws IOException {
    model = SmallModel.in(temp);
  }

  private static Forge forge() {
    return Forge.with(KEYS);
  }

  private void assertRefused(Forge forge, String problem) throws IOException {
    assertThat(model.signed(forge).refusal(TRUST)).startsWith("Cannot read it: " + problem);
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @MethodSource
  @DisplayName("that is wrong in its form is refused for what is wrong")
  void statement(String from, String to, String problem) throws IOException {
    assertRefused(forge().statement(from, to), problem);
  }

  static Stream<Arguments> statement() {
    String at = "model.sig payload.";
    return Stream.of(
        Arguments.of("Statement/v1", "Statement/v0.1", at + "_type: is 'https://in-toto.io/State"),
        Arguments.of("signature/v1.0", "signature/v2.0", at + "predicateType: is 'https://model"),
        Arguments.of("\"predicate\":", "\"predicat\":", "model.sig payload.predicat: is an unkno"),
        Arguments.of(
            "\"_type\"", "\"_type\": \"x\", \"_type\"", "model.sig payload: is not JSON: has the"),
        Arguments.of("\"method\": \"files\"", "\"method\": \"shards\"", at + "predicate.seriali"),
        Arguments.of(
            "\"hash_type\": \"sha256\"",
            "\"hash_type\": \"blake3\"",
            at
                + "predicate.serialization.hash_type: is 'blake3', which is not supported, expected"),
        Arguments.of(
            "\"allow_symlinks\": false",
            "\"allow_symlinks\": \"no\"",
            at + "predicate.serialization.allow_symlinks: is 'no', expected true or false"),
        Arguments.of(
            "\"hash_type\"", "\"shard_size\": 1, \"hash_type\"", at + "predicate.serialization.sh"),
        Arguments.of("\"name\": \"model\"", "\"name\": \"\"", at + "subject[0].name: is ''"),
        Arguments.of(
            "\"predicateType\"",
            "\"more\": 1, \"predicateType\"",
            at + "more: is an unknown key, nearest is '_type'"));
  }

  @Test
  @DisplayName("with a subject that is not the digest of its files is refused")
  void otherSubject() throws IOException {
    assertRefused(
        forge()
            .statement(
                text ->
                    text.replaceFirst(
                        "\"sha256\": \"[0-9a-f]{64}", "\"sha256\": \"" + "0".repeat(64))),
        "model.sig payload.subject: has the digest 000");
    assertRefused(
        forge().statement(text -> text.replaceFirst("\"subject\": \\[.*?}}]", "\"subject\": []")),
        "model.sig payload.subject: has 0 entries, expected exactly 1");
    assertRefused(
        forge()
            .statement(
                text ->
                    text.replaceFirst(
                        "\"sha256\": \"[0-9a-f]{64}", "\"sha256\": \"" + "A".repeat(64))),
        "model.sig payload.subject[0].digest.sha256: is no SHA-256 digest, expected 64 lower-case");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "/etc/passwd",
        "a/../b",
        "./a",
        "a//b",
        "a/",
        ".",
        "C:x",
        "a\\\\b",
        "a\\u0000"
      })
  @DisplayName("with a path that leads out of the package, or is none, is refused")
  void unsafePath(String path) throws IOException {
    assertRefused(
        forge().statement("\"config.json\"", "\"" + path + "\""),
        "model.sig payload.predicate.resources[0].name: ");
  }

  @Test
  @DisplayName("with no file, or one name for two files, is refused")
  void names() throws IOException {
    assertRefused(
        forge().statement(text -> text.replaceFirst("\"resources\": \\[.*?]", "\"resources\": []")),
        "model.sig payload.predicate.resources: are 0, expected 1 to 10000");
    assertRefused(
        forge().statement("\"sub/weights.bin\"", "\"config.json\""),
        "model.sig payload.predicate.resources[1].name: 'config.json' stands twice");
    assertRefused(
        forge().statement("\"sub/weights.bin\"", "\"Config.json\""),
        "model.sig payload.predicate.resources[1].name: 'Config.json' and config.json differ only");
  }

  @Test
  @DisplayName("is trusted in whatever order its files stand, as the reference orders by segments")
  void order() throws IOException {
    model.put("sub.txt", "beside");
    Map<String, byte[]> bySegment = new LinkedHashMap<>(model.files());
    assertThat(bySegment).hasSize(3);
    assertThat(model.signed(forge().make(bySegment)).check(TRUST).state())
        .isEqualTo(Signing.State.TRUSTED);
  }

  @Test
  @DisplayName("tells every file that is missing or more, and every one that was changed")
  void allAtOnce() throws IOException {
    model.put("a.bin", "1").put("b.bin", "2").signed(forge());
    Files.delete(temp.resolve("a.bin"));
    model.put("c.bin", "3");
    assertThat(model.refusal(TRUST))
        .isEqualTo(
            """
            Cannot read it: 2 problems
              - c.bin: is not signed, expected only signed files (remove it, or sign again)
              - a.bin: is signed and not there, expected all signed files\
            """);
    Files.delete(temp.resolve("c.bin"));
    model.put("a.bin", "x").put("b.bin", "y");
    assertThat(model.refusal(TRUST))
        .startsWith("Cannot read it: 2 problems\n  - a.bin: was changed after signing: its SHA-256")
        .contains("\n  - b.bin: was changed after signing: ");
  }
}
