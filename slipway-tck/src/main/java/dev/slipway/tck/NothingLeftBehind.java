package dev.slipway.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** After every test: what it opened is closed, no thread is left, and nobody logged a warning. */
final class NothingLeftBehind implements BeforeEachCallback, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(NothingLeftBehind.class);
  private static final long THREAD_END_MILLIS = 10_000;

  /** Takes what is logged at warning level and above. */
  private static final class Warnings extends Handler {

    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord logged) {
      if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
        messages.add(logged.getLoggerName() + ": " + logged.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Warnings warnings = new Warnings();
    Logger.getLogger("").addHandler(warnings);
    context.getStore(NAMESPACE).put(Warnings.class, warnings);
    context.getStore(NAMESPACE).put(Thread.class, threads());
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    Warnings warnings = context.getStore(NAMESPACE).get(Warnings.class, Warnings.class);
    Logger.getLogger("").removeHandler(warnings);
    EngineContract contract =
        context.getRequiredTestInstances().findInstance(EngineContract.class).orElseThrow();
    assertThat(contract.open().left()).as("left open").isEmpty();
    assertThat(warnings.messages).as("logged").isEmpty();
    assertThat(startedSince(context.getStore(NAMESPACE).get(Thread.class, Set.class)))
        .as("threads left")
        .isEmpty();
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet();
  }

  private static Set<Thread> startedSince(Set<?> before) throws InterruptedException {
    Set<Thread> started =
        threads().stream()
            .filter(thread -> !before.contains(thread) && !isOfJvm(thread))
            .collect(Collectors.toSet());
    for (Thread thread : started) {
      thread.join(THREAD_END_MILLIS);
    }
    started.removeIf(thread -> !thread.isAlive());
    return started;
  }

  private static boolean isOfJvm(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group == null
        || group.getName().equals("system")
        || group.getName().equals("InnocuousThreadGroup");
  }
}
