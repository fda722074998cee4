package dev.slipway.core.internal.pack.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidPackageException;
import dev.slipway.core.internal.pack.Problems;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** YAML that is meant to exhaust or to confuse its reader. */
class YamlLimitsTest {

  private static YamlNode.Mapping read(String text) {
    return YamlReader.read(
        "f.yaml",
        text.getBytes(StandardCharsets.UTF_8),
        YamlReader.Tags.REFUSED,
        new Problems("Cannot read it"));
  }

  private static void refused(String text, String problem) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessage("Cannot read it: f.yaml" + problem);
  }

  @Test
  @DisplayName("a billion laughs end at the sixteenth alias")
  void bomb() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    refused(
        bomb.toString(),
        ":10:10: is one alias to a collection too many, expected at most 16 in a file");
  }

  @Test
  @DisplayName("sixteen aliases expand to at most a hundred thousand values")
  void expansion() {
    StringBuilder bomb = new StringBuilder("s:\n  a0: &a0 [" + "x,".repeat(2000) + "x]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("  a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    Problems problems = new Problems("Cannot read it");
    YamlNode.Mapping root = read(bomb.toString());
    assertThatThrownBy(() -> new PlainValues("f.yaml", problems).of(root))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageEndingWith("repeats too much by aliases");
  }

  @Test
  @DisplayName("an alias inside what it names")
  void recursion() {
    refused("a: &a [*a]\n", ":1:8: names an anchor that is not finished before it");
  }

  @Test
  @DisplayName("nesting without end")
  void nesting() {
    refused("a: " + "[".repeat(100_000), ":1:35: is nested deeper than 32 levels");
    refused("a: " + "{b: ".repeat(100_000), ":1:128: is nested deeper than 32 levels");
  }

  @Test
  @DisplayName("a number of a million digits is a text, not an afternoon")
  void longNumber() {
    String digits = "9".repeat(1_000_000);
    YamlNode value = read("a: " + digits + "\n").entries().get("a").value();
    assertThat(((YamlNode.Scalar) value).value()).isEqualTo(digits);
  }

  @Test
  @DisplayName("a second document")
  void documents() {
    refused("a: 1\n---\nb: 2\n", ":2:1: starts a second document, expected one");
  }

  @Test
  @DisplayName("a merge key")
  void merge() {
    refused("a: &a {x: 1}\nb:\n  <<: *a\n", ":3:3: has '<<' as a key, expected a word");
  }

  @Test
  @DisplayName("a mapping as a key")
  void complexKey() {
    refused("? {a: 1}\n: 2\n", ":1:3: has a mapping as a key, expected a word");
  }

  @Test
  @DisplayName("a Java type")
  void javaType() {
    refused(
        "a: !!javax.script.ScriptEngineManager []\n",
        ":1:4: has a tag (!…), which slipway/1 does not have");
  }

  @Test
  @DisplayName("scalars have the types of YAML's core schema")
  void scalars() {
    assertThat(
            new PlainValues("f", new Problems(""))
                .of(
                    read(
                        "{a: 1, b: -2.5, c: true, d: text, e: '1', f: 0x1F, g: .inf, h: 1e3, i: no, j: ~}")))
        .hasToString("{a=1, b=-2.5, c=true, d=text, e=1, f=31, g=Infinity, h=1000.0, i=no}");
  }
}
