package dev.slipway.core.internal.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MurmurHash3 for 32-bit x86")
class Murmur3Test {

  @ParameterizedTest
  @DisplayName("gives the published hashes of texts")
  @CsvSource({
    "'', 0, 00000000",
    "'', 1, 514e28b7",
    "'', ffffffff, 81f16f39",
    "a, 9747b28c, 7fa09ea6",
    "aa, 9747b28c, 5d211726",
    "aaa, 9747b28c, 283e0130",
    "aaaa, 9747b28c, 5a97808a",
    "ab, 9747b28c, 74875592",
    "abc, 9747b28c, c84a62dd",
    "abcd, 9747b28c, f0478627",
    "abc, 0, b3dd93fa",
    "'Hello, world!', 9747b28c, 24884cba",
    "ππππππππ, 9747b28c, d58063c1",
    "The quick brown fox jumps over the lazy dog, 9747b28c, 2fa826cd"
  })
  void texts(String text, String seed, String expected) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(Murmur3.hash(bytes, bytes.length, Integer.parseUnsignedInt(seed, 16)))
        .isEqualTo(Integer.parseUnsignedInt(expected, 16));
  }

  @ParameterizedTest
  @DisplayName("gives the published hashes of bytes, whatever stands behind them")
  @CsvSource({
    "ffffffff, 0, 76293b50",
    "21436587, 0, f55b516b",
    "21436587, 5082edee, 2362f9de",
    "214365, 0, 7e4a8634",
    "2143, 0, a0f7b07a",
    "21, 0, 72661cf4",
    "00000000, 0, 2362f9de",
    "000000, 0, 85f0b427",
    "0000, 0, 30f4c306",
    "00, 0, 514e28b7"
  })
  void bytes(String hex, String seed, String expected) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (2 * i < hex.length() ? Integer.parseInt(hex, 2 * i, 2 * i + 2, 16) : 99);
    }
    assertThat(Murmur3.hash(bytes, hex.length() / 2, Integer.parseUnsignedInt(seed, 16)))
        .isEqualTo(Integer.parseUnsignedInt(expected, 16));
  }

  @ParameterizedTest
  @DisplayName("gives scikit-learn's hashes of a text")
  @CsvSource({"0, -156908512", "42, -1322301282"})
  void scikitLearn(int seed, int expected) {
    byte[] bytes = "foo".getBytes(StandardCharsets.UTF_8);
    assertThat(Murmur3.hash(bytes, bytes.length, seed)).isEqualTo(expected);
  }
}
