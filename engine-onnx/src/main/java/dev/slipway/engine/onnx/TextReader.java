package dev.slipway.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Copies texts out of the runtime, also those that its Java interface cuts. */
final class TextReader implements AutoCloseable {

  /*
   * The interface decodes UTF-8 with the JVM's modified decoder. A character beyond U+FFFF, which
   * has four bytes, comes as four chars with the values of the bytes; and since the length is
   * counted in characters, three chars are missing at the end for each. So where a text may have
   * such a character, it is read once more with padding behind it, long enough that only padding
   * is cut: then all bytes are there, and the first length tells how many characters they are.
   */

  private static final char PADDING = '\u0001';
  private static final int MISSING_PER_CHARACTER = 3;

  private final OrtEnvironment environment;
  private final OrtSession append;

  private TextReader(OrtEnvironment environment, OrtSession append) {
    this.environment = environment;
    this.append = append;
  }

  static TextReader open(OrtEnvironment environment) throws OrtException {
    return new TextReader(environment, HelperModels.open(environment, HelperModels.append()));
  }

  /** Returns the texts of a tensor, row-major. */
  String[] read(OnnxTensor tensor) throws OrtException {
    String[] plain = flat(tensor);
    int longest = 0;
    for (String text : plain) {
      if (mayBeCut(text)) {
        longest = Math.max(longest, text.length());
      }
    }
    return longest == 0 ? plain : readPadded(tensor, plain, longest);
  }

  private String[] readPadded(OnnxTensor tensor, String[] plain, int longest) throws OrtException {
    String padding = String.valueOf(PADDING).repeat(MISSING_PER_CHARACTER * longest);
    try (OnnxTensor suffix =
            OnnxTensor.createTensor(environment, new String[] {padding}, new long[0]);
        OrtSession.Result result =
            append.run(Map.of(HelperModels.INPUT, tensor, HelperModels.SUFFIX, suffix))) {
      String[] padded = flat((OnnxTensor) result.get(0));
      for (int i = 0; i < plain.length; i++) {
        plain[i] = mayBeCut(plain[i]) ? decode(padded[i], plain[i].length()) : plain[i];
      }
      return plain;
    }
  }

  /** Returns whether a char may be the first byte of four. */
  private static boolean mayBeCut(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isFirst(text.charAt(i)) && (i + 1 == text.length() || isNext(text.charAt(i + 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFirst(char value) {
    return value >= 0xf0 && value <= 0xf4;
  }

  private static boolean isNext(char value) {
    return value >= 0x80 && value <= 0xbf;
  }

  /** Decodes so many characters of a text with padding behind it. */
  private static String decode(String padded, int characters) {
    if (padded.chars().skip(characters).allMatch(next -> next == PADDING)) {
      return padded.substring(0, characters);
    }
    StringBuilder text = new StringBuilder();
    int place = 0;
    for (int i = 0; i < characters; i++) {
      if (isFirst(padded.charAt(place)) && areNext(padded, place + 1)) {
        text.appendCodePoint(codePoint(padded, place));
        place += MISSING_PER_CHARACTER + 1;
      } else {
        text.append(padded.charAt(place));
        place++;
      }
    }
    if (text.indexOf(String.valueOf(PADDING)) >= 0) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE,
          "Cannot read a text beginning with '%s': ONNX Runtime's Java interface gives it in a form that has two meanings"
              .formatted(padded.charAt(0)),
          null);
    }
    return text.toString();
  }

  private static boolean areNext(String padded, int from) {
    for (int i = from; i < from + MISSING_PER_CHARACTER; i++) {
      if (i >= padded.length() || !isNext(padded.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int codePoint(String bytes, int place) {
    int point = bytes.charAt(place) & 0x07;
    for (int i = 1; i <= MISSING_PER_CHARACTER; i++) {
      point = point << 6 | (bytes.charAt(place + i) & 0x3f);
    }
    return point;
  }

  private static String[] flat(OnnxTensor tensor) throws OrtException {
    List<String> texts = new ArrayList<>();
    flatten(tensor.getValue(), texts);
    return texts.toArray(String[]::new);
  }

  /** Appends the texts of a single one or of nested arrays, which is how the runtime gives them. */
  private static void flatten(Object value, List<String> texts) {
    if (value instanceof Object[] array) {
      for (Object element : array) {
        flatten(element, texts);
      }
    } else {
      texts.add((String) value);
    }
  }

  @Override
  public void close() throws OrtException {
    append.close();
  }
}
