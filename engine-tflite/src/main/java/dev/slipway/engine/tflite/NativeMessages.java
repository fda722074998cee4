package dev.slipway.engine.tflite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.Reporter_Pointer_BytePointer_Pointer;

/** What the native library says about one model or interpreter. Thread-safe. */
final class NativeMessages implements AutoCloseable {

  /*
   * The library can hold only a few callbacks for the whole process, so there is one. It finds the
   * list that a message is for by a number, which travels through native code as an address.
   */

  private static final int MOST = 20;
  private static final Map<Long, NativeMessages> OPEN = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong(1);

  /** The one callback of this process. */
  private static final class Reporter extends Reporter_Pointer_BytePointer_Pointer {

    static final Reporter ONLY = new Reporter();

    @Override
    public void call(Pointer number, BytePointer format, Pointer arguments) {
      NativeMessages messages = OPEN.get(number.address());
      if (messages != null) {
        messages.add(NativeText.format(format.getString(), arguments));
      }
    }
  }

  /** A number in the form of an address, which nobody follows. */
  private static final class Ticket extends Pointer {
    Ticket(long number) {
      super((Pointer) null);
      address = number;
    }
  }

  private final long number = NUMBERS.getAndIncrement();
  private final Pointer address = new Ticket(number);
  private final List<String> texts = new ArrayList<>();

  NativeMessages() {
    OPEN.put(number, this);
  }

  static Reporter_Pointer_BytePointer_Pointer reporter() {
    return Reporter.ONLY;
  }

  /** Returns what the reporter is to be given with each message. */
  Pointer address() {
    return address;
  }

  private synchronized void add(String text) {
    if (texts.size() < MOST) {
      texts.add(text.strip());
    }
  }

  /** Returns what was said since the last call, and forgets it. */
  synchronized String take() {
    String taken = String.join("; ", texts);
    texts.clear();
    return taken.isEmpty() ? "the native library does not say why" : taken;
  }

  @Override
  public void close() {
    OPEN.remove(number);
  }
}
