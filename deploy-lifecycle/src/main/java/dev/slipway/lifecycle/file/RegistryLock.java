package dev.slipway.lifecycle.file;

import java.io.IOException;
import java.time.Duration;

/** The right to change a registry, held by one thread on the machine at a time. Thread-safe. */
final class RegistryLock {

  private final RegistryFolder folder;
  private final Duration patience;

  RegistryLock(RegistryFolder folder, Duration patience) {
    this.folder = folder;
    this.patience = patience;
  }

  /** Waits for the right, makes the registry if it is not there, and does some work. */
  <T> T holding(Faults.Work<T> work) throws IOException {
    folder.create();
    ProcessLock lock = ProcessLock.take(folder.lock(), patience);
    try {
      return work.run();
    } finally {
      lock.close();
    }
  }
}
