package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Unpacking native libraries")
class NativeLibrariesTest {

  @TempDir Path folder;

  @Test
  @DisplayName("takes those of this platform out of the engine's jar and keeps everything else")
  void unpacks() throws IOException {
    Path engine = jar("onnxruntime-1.28.0.jar", "ai/onnxruntime/Some.class", libraries());
    Path other = jar("other-1.0.jar", "native/linux-x64/libother.so");

    NativeLibraries.main(new String[] {folder.toString(), folder.resolve("native").toString()});

    assertThat(entries(engine)).containsExactly("ai/onnxruntime/Some.class");
    assertThat(entries(other)).containsExactly("native/linux-x64/libother.so");
    try (var unpacked = Files.list(folder.resolve("native"))) {
      assertThat(unpacked).hasSize(1).allMatch(file -> file.toString().contains("libengine."));
    }
  }

  private static String libraries() {
    return "ai/native/linux-x64/libengine.so,ai/native/linux-aarch64/libengine.so,"
        + "ai/native/osx-aarch64/libengine.dylib,"
        + "ai/native/osx-aarch64/libengine.dylib.dSYM/Contents/Resources/libengine.dylib";
  }

  private Path jar(String name, String... lists) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : String.join(",", lists).split(",", -1)) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(1);
      }
    }
    return jar;
  }

  private static List<String> entries(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }
}
