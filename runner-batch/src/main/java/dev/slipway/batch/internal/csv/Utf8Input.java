package dev.slipway.batch.internal.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of any encoding as UTF-8, without a byte order mark. Not thread-safe. */
public final class Utf8Input extends InputStream {

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final char MARK_CHARACTER = '\ufeff';

  private final Reader reader;
  private final Charset encoding;
  private final CharBuffer characters = CharBuffer.allocate(1 << 13);
  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private boolean first = true;

  private Utf8Input(InputStream in, Charset encoding) {
    this.reader = new InputStreamReader(in, encoding.newDecoder());
    this.encoding = encoding;
  }

  /**
   * Returns a stream of UTF-8.
   *
   * @param in bytes of an encoding; left open
   * @param encoding which; UTF-8 is passed as it is, wrong bytes included
   * @return the same text, where {@code in} begins with a byte order mark without it
   */
  public static InputStream of(InputStream in, Charset encoding) {
    return encoding.equals(StandardCharsets.UTF_8) ? withoutMark(in) : new Utf8Input(in, encoding);
  }

  private static InputStream withoutMark(InputStream in) {
    PushbackInputStream pushback = new PushbackInputStream(in, MARK.length);
    try {
      byte[] start = pushback.readNBytes(MARK.length);
      if (!Arrays.equals(MARK, start)) {
        pushback.unread(start);
      }
      return pushback;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.remaining());
    bytes.get(target, from, count);
    return count;
  }

  private boolean fill() throws IOException {
    while (!bytes.hasRemaining()) {
      try {
        // A pair of surrogates that is cut in two stays in the buffer until it is whole.
        if (reader.read(characters) < 0 && characters.position() == 0) {
          return false;
        }
      } catch (CharacterCodingException wrong) {
        throw new IOException("its bytes are not " + encoding + " (say another encoding)", wrong);
      }
      encode();
    }
    return true;
  }

  private void encode() {
    characters.flip();
    int whole = characters.limit();
    boolean cut = whole > 1 && Character.isHighSurrogate(characters.get(whole - 1));
    CharBuffer ready = characters.slice(0, cut ? whole - 1 : whole);
    if (first && ready.hasRemaining() && ready.charAt(0) == MARK_CHARACTER) {
      ready.get();
    }
    first = false;
    bytes = StandardCharsets.UTF_8.encode(ready);
    characters.position(cut ? whole - 1 : whole);
    characters.compact();
  }
}
