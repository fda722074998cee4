package dev.slipway.engine.tflite;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Formats what native code hands over as a C format and its arguments. Where the arguments lie is
 * known for 64-bit x86 other than Windows; elsewhere the format itself is the message.
 */
final class NativeText {

  /*
   * The list of arguments, by the System V convention: two offsets into an area of saved registers
   * (whole numbers first, then floating ones), and an area for what did not fit.
   */
  private static final int WHOLE_END = 48;
  private static final int FLOATING_END = 176;
  private static final int FLOATING_WIDTH = 16;
  private static final long LOW = 0xffff_ffffL;

  private static final Pattern CONVERSION =
      Pattern.compile("%[-+ #0]*\\d*(?:\\.\\d+)?(hh|h|ll|l|z|j|t)?([diuxXcsfFgGeEp%])");

  private static final boolean KNOWN =
      System.getProperty("os.arch", "").matches("amd64|x86_64")
          && !System.getProperty("os.name", "").startsWith("Windows");

  private long whole;
  private long floating;
  private long overflow;
  private final long saved;

  private NativeText(LongPointer list) {
    this.whole = list.get(0) & LOW;
    this.floating = list.get(0) >>> Integer.SIZE;
    this.overflow = list.get(1);
    this.saved = list.get(2);
  }

  /** An address that native code gave. */
  private static final class At extends Pointer {
    At(long address) {
      super((Pointer) null);
      this.address = address;
    }
  }

  /**
   * Formats.
   *
   * @param arguments where the address of the list is
   */
  static String format(String format, Pointer arguments) {
    if (!KNOWN || format.indexOf('%') < 0) {
      return format;
    }
    NativeText text = new NativeText(longs(new LongPointer(arguments).get(0)));
    return text.isSound() ? text.format(format) : format;
  }

  private boolean isSound() {
    return whole <= WHOLE_END && whole % Long.BYTES == 0 && floating <= FLOATING_END;
  }

  private String format(String format) {
    StringBuilder text = new StringBuilder();
    Matcher matcher = CONVERSION.matcher(format);
    while (matcher.find()) {
      boolean wide = matcher.group(1) != null && !matcher.group(1).startsWith("h");
      String value = value(matcher.group(2).charAt(0), wide);
      matcher.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(text).toString();
  }

  private String value(char conversion, boolean wide) {
    return switch (conversion) {
      case '%' -> "%";
      case 's' -> string(nextWhole());
      case 'c' -> Character.toString((char) (nextWhole() & 0xff));
      case 'd', 'i' -> Long.toString(wide ? nextWhole() : (int) nextWhole());
      case 'u' -> Long.toUnsignedString(wide ? nextWhole() : nextWhole() & LOW);
      case 'x', 'X', 'p' -> Long.toHexString(nextWhole());
      default -> String.format(Locale.ROOT, "%g", nextFloating());
    };
  }

  private static String string(long address) {
    return address == 0 ? "?" : new BytePointer(new At(address)).getString();
  }

  private long nextWhole() {
    if (whole >= WHOLE_END) {
      return nextOverflow();
    }
    whole += Long.BYTES;
    return longs(saved + whole - Long.BYTES).get(0);
  }

  private double nextFloating() {
    if (floating >= FLOATING_END) {
      return Double.longBitsToDouble(nextOverflow());
    }
    floating += FLOATING_WIDTH;
    return Double.longBitsToDouble(longs(saved + floating - FLOATING_WIDTH).get(0));
  }

  private long nextOverflow() {
    overflow += Long.BYTES;
    return longs(overflow - Long.BYTES).get(0);
  }

  private static LongPointer longs(long address) {
    return new LongPointer(new At(address));
  }
}
