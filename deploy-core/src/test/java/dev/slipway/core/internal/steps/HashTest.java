package dev.slipway.core.internal.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Table;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The step hash")
class HashTest {

  private static final Table TEXTS = Table.builder().strings("s", "foo", "a".repeat(300)).build();
  private static final Table MISSING = Table.builder().strings("s", null, "").build();

  @Test
  @DisplayName("takes the absolute value of the hash modulo the buckets")
  void code() {
    Table codes = StepRun.of("hash", Map.of("column", "s", "buckets", 1000L), TEXTS).on(TEXTS);
    assertThat(codes.names()).containsExactly("s_hash");
    assertThat(codes.column("s_hash").longAt(0)).isEqualTo(156908512 % 1000);
    Map<String, Object> seeded = Map.of("column", "s", "buckets", 1L << 30, "seed", 42L);
    assertThat(StepRun.of("hash", seeded, TEXTS).on(TEXTS).column("s_hash").longAt(0))
        .isEqualTo(1322301282 % (1 << 30));
  }

  @Test
  @DisplayName("as one-hot puts minus one for a negative hash, unless signs are off")
  void oneHot() {
    Map<String, Object> settings = Map.of("column", "s", "buckets", 3L, "output", "one-hot");
    assertThat(StepRun.of("hash", settings, TEXTS).on(TEXTS).column("s_hash").valueAt(0))
        .isEqualTo(List.of(0f, -1f, 0f));
    Map<String, Object> plain =
        Map.of("column", "s", "buckets", 3L, "output", "one-hot", "signs", "none");
    assertThat(StepRun.of("hash", plain, TEXTS).on(TEXTS).column("s_hash").valueAt(0))
        .isEqualTo(List.of(0f, 1f, 0f));
  }

  @Test
  @DisplayName("gives the vectors of scikit-learn 1.9's FeatureHasher for texts and mappings")
  void featureHasher() {
    Map<String, Object> ofTexts = Map.of("column", "s", "buckets", 3L, "output", "one-hot");
    assertThat(StepRun.of("hash", ofTexts, TEXTS).on(TEXTS).column("s_hash").valueAt(0))
        .isEqualTo(List.of(0f, -1f, 0f));
    Map<String, Object> ofMappings =
        Map.of("column", "s", "buckets", 7L, "output", "one-hot", "prefix", "s=");
    assertThat(StepRun.of("hash", ofMappings, TEXTS).on(TEXTS).column("s_hash").valueAt(0))
        .isEqualTo(List.of(0f, 1f, 0f, 0f, 0f, 0f, 0f));
  }

  @Test
  @DisplayName("hashes integers as their digits, behind a prefix")
  void integers() {
    Table numbers =
        Table.builder()
            .column("i", Column.ofValues(ElementType.INT64, 0, 1234, -7, Long.MIN_VALUE))
            .column(
                "u",
                Column.ofValues(
                    ElementType.UINT64,
                    0,
                    1234,
                    7,
                    BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)))
            .strings("i text", "i=0", "i=1234", "i=-7", "i=-9223372036854775808")
            .strings("u text", "i=0", "i=1234", "i=7", "i=18446744073709551615")
            .build();
    for (String name : List.of("i", "u")) {
      Map<String, Object> settings =
          Map.of("column", name, "buckets", 1_000_003L, "prefix", "i=", "into", "code");
      Map<String, Object> ofText =
          Map.of("column", name + " text", "buckets", 1_000_003L, "into", "code");
      assertThat(StepRun.values(StepRun.of("hash", settings, numbers).on(numbers).column("code")))
          .isEqualTo(
              StepRun.values(StepRun.of("hash", ofText, numbers).on(numbers).column("code")));
    }
  }

  @Test
  @DisplayName("refuses a null or hashes it as the empty text")
  void missing() {
    StepRun run = StepRun.of("hash", Map.of("column", "s", "buckets", 8L), MISSING);
    run.on(MISSING);
    assertThat(run.rejections()).containsExactly("0: column 's' is null, expected a value");
    Map<String, Object> settings = Map.of("column", "s", "buckets", 8L, "missing", "empty");
    assertThat(StepRun.values(StepRun.of("hash", settings, MISSING).on(MISSING).column("s_hash")))
        .containsExactly(0L, 0L);
  }

  @Test
  @DisplayName("reports all mistakes at once")
  void problems() {
    assertThat(
            StepRun.problems(
                "hash",
                Map.of("column", "s", "buckets", 0L, "seed", 1L << 32, "signs", "none"),
                TEXTS))
        .containsExactly(
            "steps[0].buckets: is 0, expected a whole number from 1 to 2147483647",
            "steps[0].seed: is 4294967296, expected a whole number from 0 to 4294967295",
            "steps[0].signs: has no effect (set output: one-hot too)");
    assertThat(StepRun.problems("hash", Map.of("column", "s", "output", "one-hot"), TEXTS))
        .containsExactly("steps[0].buckets: is required");
    assertThat(
            StepRun.problems(
                "hash", Map.of("column", "s", "output", "one-hot", "buckets", 1L << 20), TEXTS))
        .containsExactly("steps[0].buckets: is 1048576, expected a whole number from 1 to 65536");
  }
}
