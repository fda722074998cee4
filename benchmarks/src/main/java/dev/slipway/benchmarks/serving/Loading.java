package dev.slipway.benchmarks.serving;

import java.nio.file.Path;
import java.util.Optional;

/** A server and what asks it, each on a processor of its own where there are two. */
final class Loading {

  private Loading() {}

  /** What is done with a server that is ready. */
  interface Action {
    void with(ServerProcess server) throws Exception;
  }

  /** Starts a server, does something with it on this thread, and ends it. */
  static void run(Contender contender, Path folder, Action action) throws Exception {
    Optional<Cores> cores = Cores.find();
    try (ServerProcess server = ServerProcess.start(contender, folder, cores)) {
      if (cores.isEmpty()) {
        action.with(server);
        return;
      }
      try (Cores.Pinned pinned = cores.get().pinCaller()) {
        action.with(server);
      }
    }
  }
}
