package dev.slipway.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The documentation")
class DocumentationTest {

  private static final Path ROOT = Repository.root();

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !ROOT.relativize(file).toString().matches(".*(target|lib|/test/).*"))
          .toList();
    }
  }

  @Test
  @DisplayName("shows only Java that is compiled")
  void javaIsCompiled() throws IOException {
    String compiled =
        squeeze(
            Files.readString(
                ROOT.resolve(
                    "verification/src/test/java/dev/slipway/verification/ReadmeSnippets.java")));
    Matcher blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("README.md")));
    int seen = 0;
    while (blocks.find()) {
      String block = squeeze(blocks.group(1).strip().replaceAll("\n}$", ""));
      assertThat(compiled).contains(block);
      seen++;
    }
    assertThat(seen).isEqualTo(2);
  }

  private static String squeeze(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  @Test
  @DisplayName("links only to what is there")
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    Pattern link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    for (Path page : pages()) {
      Matcher matcher = link.matcher(Files.readString(page));
      while (matcher.find()) {
        Path folder = page.getParent();
        if (folder != null && !Files.exists(folder.resolve(matcher.group(1)))) {
          broken.add(ROOT.relativize(page) + " -> " + matcher.group(1));
        }
      }
    }
    assertThat(pages()).hasSizeGreaterThan(8);
    assertThat(broken).isEmpty();
  }

  @Test
  @DisplayName("names only modules that exist, and all of them")
  void contributingNamesEveryModule() throws IOException {
    String contributing = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
    Matcher modules =
        Pattern.compile("<module>(.*?)</module>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    int count = 0;
    while (modules.find()) {
      assertThat(contributing).contains("`" + modules.group(1) + "`");
      count++;
    }
    assertThat(count).isGreaterThan(9);
  }
}
