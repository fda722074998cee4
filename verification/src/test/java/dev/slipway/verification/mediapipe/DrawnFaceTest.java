package dev.slipway.verification.mediapipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.verification.Repository;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The drawn face")
class DrawnFaceTest {

  /** The committed picture. */
  static final Path FILE = Repository.root().resolve("verification/src/test/resources/face.png");

  @Test
  @DisplayName("is the committed one")
  void committedIsDrawn() throws IOException {
    BufferedImage committed = ImageIO.read(FILE.toFile());

    assertThat(pixels(committed)).isEqualTo(pixels(DrawnFace.image()));
  }

  private static int[] pixels(BufferedImage image) {
    int[] pixels = image.getRGB(0, 0, DrawnFace.SIZE, DrawnFace.SIZE, null, 0, DrawnFace.SIZE);
    return Arrays.stream(pixels).map(pixel -> pixel & 0xffffff).toArray();
  }
}
