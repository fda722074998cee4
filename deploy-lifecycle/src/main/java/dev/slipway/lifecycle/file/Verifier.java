package dev.slipway.lifecycle.file;

import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import dev.slipway.lifecycle.VersionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads everything and notes what is wrong, going on after each. One for each run. */
final class Verifier {

  private final RegistryFolder folder;
  private final Models models;
  private final PackageStore store;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, List<String>> users = new TreeMap<>();
  private long entries;
  private int logs;

  Verifier(RegistryFolder folder, Models models, PackageStore store) {
    this.folder = folder;
    this.models = models;
    this.store = store;
  }

  Verification run() throws IOException {
    if (!folder.exists()) {
      return new Verification(0, 0, 0, List.of());
    }
    for (String name : models.allNames()) {
      model(name);
    }
    if (Files.isDirectory(folder.collections())) {
      log("collections", new Model("", new Log(folder.collections())));
    }
    store.digests().forEach(digest -> users.computeIfAbsent(digest, d -> new ArrayList<>()));
    users.forEach(this::packaged);
    return new Verification(logs, entries, users.size(), problems);
  }

  private void model(String name) throws IOException {
    // A fresh reading: what is in memory was checked when it was read, the files may differ now.
    Model model = new Model(name, new Log(folder.model(name)));
    if (log("model " + name, model)) {
      for (VersionRecord version : model.read(ModelState::records)) {
        users
            .computeIfAbsent(version.digest(), digest -> new ArrayList<>())
            .add(name + " " + version.number());
      }
    }
  }

  private boolean log(String where, Model model) throws IOException {
    try {
      entries += model.history().size();
      logs++;
      return true;
    } catch (NewerFormat newer) {
      throw newer;
    } catch (IOException damaged) {
      problems.add(new Problem(where, Faults.reason(damaged)));
      return false;
    }
  }

  private void packaged(String digest, List<String> versions) {
    String where =
        versions.isEmpty()
            ? "unused package " + digest
            : "package of " + String.join(", ", versions);
    try {
      store.verifyAgain(digest, "Cannot verify");
    } catch (InvalidPackageException damaged) {
      damaged.problems().forEach(problem -> problems.add(new Problem(where, problem.toString())));
    } catch (IOException unreadable) {
      problems.add(new Problem(where, Faults.reason(unreadable)));
    }
  }
}
