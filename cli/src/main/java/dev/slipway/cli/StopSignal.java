package dev.slipway.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * Waits for Ctrl-C or SIGTERM and then goes on in this thread. A shutdown hook would not do: those
 * of the engines run beside it, and take away what the last requests are answered with. A second
 * signal ends the process at once.
 */
final class StopSignal {

  private static final int INTERRUPTED = 130;

  private final CountDownLatch received = new CountDownLatch(1);

  private StopSignal() {}

  /** Returns one that counts from now. */
  static StopSignal install() {
    StopSignal signal = new StopSignal();
    for (String name : new String[] {"TERM", "INT"}) {
      signal.handle(name);
    }
    return signal;
  }

  /** Uses the JDK's class by its name, which compilers warn of although every JDK has it. */
  private void handle(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler action =
          (self, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  stop();
                  yield null;
                }
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> "stop";
              };
      Object proxy =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(), new Class<?>[] {handler}, action);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException unknown) {
      throw new IllegalStateException("this Java cannot be told of signals", unknown);
    }
  }

  private void stop() {
    if (received.getCount() == 0) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    received.countDown();
  }

  /** Blocks until the first signal. */
  void await() {
    try {
      received.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
