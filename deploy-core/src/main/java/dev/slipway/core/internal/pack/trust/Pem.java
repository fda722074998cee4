package dev.slipway.core.internal.pack.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the blocks of a PEM text; what stands between them is skipped. */
final class Pem {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private Pem() {}

  /** A block: its label, as {@code PUBLIC KEY}, and the decoded bytes. */
  static final class Block {
    private final String label;
    private final byte[] content;

    private Block(String label, byte[] content) {
      this.label = label;
      this.content = content;
    }

    String label() {
      return label;
    }

    byte[] content() {
      return content;
    }
  }

  /** Returns the blocks in order; one that is not base64 is left out. */
  static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      String base64 = matcher.group(2).replaceAll("\\s+", "");
      Base64Text.decode(base64)
          .ifPresent(content -> blocks.add(new Block(matcher.group(1), content)));
    }
    return blocks;
  }
}
