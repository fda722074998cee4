package dev.slipway.core.internal.pack.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.core.TrustPolicy;
import dev.slipway.core.fixtures.Forge;
import dev.slipway.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles with bytes changed at random: refused, or the same bundle in another spelling. */
@DisplayName("A mutated bundle")
class BundleMutationTest {

  private static final int ROUNDS = Boolean.getBoolean("slipway.full") ? 200_000 : 800;

  @TempDir Path temp;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  @DisplayName("is refused as untrusted, with no other error, and never proves other files")
  void mutated(long seed) throws IOException {
    Random random = new Random(seed);
    TestCertificate root = TestCertificate.authority("CN=Root").selfSigned();
    TestCertificate leaf = TestCertificate.signing("CN=Leaf").email("a@b.c").issuedBy(root);
    TrustPolicy trust =
        TrustPolicy.builder()
            .key("release", leaf.keys().getPublic())
            .root(root.certificate(), Set.of())
            .build();
    SmallModel model = SmallModel.in(temp);
    byte[] byKey = Forge.with(leaf.keys()).make(model.files());
    byte[] byCertificate = Forge.with(leaf, root).make(model.files());
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutated = mutate(round % 2 == 0 ? byKey : byCertificate, random);
      try {
        model.signed(mutated).check(trust);
      } catch (InvalidPackageException error) {
        assertThat(error.code()).isEqualTo(ErrorCode.UNTRUSTED_PACKAGE);
        refused++;
      }
    }
    // What is left is spaces, key ids, and certificates that the way up does not need.
    assertThat(refused).isGreaterThan(ROUNDS * 7 / 10);
    assertThat(model.signed(byKey).refusal(trust)).isNull();
    assertThat(model.signed(byCertificate).refusal(trust)).isNull();
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes = Arrays.copyOf(bytes, at);
      default -> {
        int length = Math.min(1 + random.nextInt(40), bytes.length - at);
        int from = random.nextInt(bytes.length - length + 1);
        System.arraycopy(original, from, bytes, at, length);
      }
    }
    return bytes;
  }
}
