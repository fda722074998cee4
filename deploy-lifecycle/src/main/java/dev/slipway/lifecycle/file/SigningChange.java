package dev.slipway.lifecycle.file;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Problem;
import dev.slipway.core.PackageSignature;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.RegistryLookup;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Puts a signature into a package that is registered. The bundle comes into its place before the
 * entry of the history is made: a process that is killed between them leaves a version that is
 * signed, and signing again makes the entry.
 *
 * @param models where the version is
 * @param store where its package is
 * @param lock the registry's
 */
record SigningChange(Models models, PackageStore store, RegistryLock lock) {

  HistoryEntry apply(Change.Sign change, ChangeNote note, RegistryLookup lookup, Clock clock)
      throws IOException {
    Model model = models.model(change.model());
    String digest = digest(model, change, lookup);
    PackageSignature signature =
        change.signature().checkedFor(store.verify(digest, ChangeDraft.task(change)));
    checkDigest(change, digest, signature);
    Change.Sign checked = new Change.Sign(change.model(), change.version(), signature);
    ChangeDraft draft = new ChangeDraft(checked, note, lookup, store, Optional.empty());
    try (PackageStore.Staged staged = lock.holding(store::reserve)) {
      BundlePlace place = store.stage(staged, digest, signature.bundle());
      List<LogEntry> entries =
          lock.holding(
              () ->
                  put(place, model, (state, next) -> draft.entries(state, next, clock.instant())));
      return entries.get(entries.size() - 1).history();
    }
  }

  private static List<LogEntry> put(BundlePlace place, Model model, Model.Drafting drafting)
      throws IOException {
    boolean done = false;
    try {
      List<LogEntry> entries =
          model.change(
              (state, next) -> {
                List<LogEntry> drafted = drafting.draft(state, next);
                place.put();
                return drafted;
              });
      done = true;
      return entries;
    } finally {
      if (!done) {
        place.takeBack();
      }
    }
  }

  private static String digest(Model model, Change.Sign change, RegistryLookup lookup)
      throws IOException {
    Optional<String> digest =
        model.read(
            state ->
                state.has(change.version())
                    ? Optional.of(state.digest(change.version()))
                    : Optional.empty());
    if (digest.isEmpty()) {
      throw lookup.unknown(
          "version of " + change.model(),
          Integer.toString(change.version()),
          model.read(ModelState::numbers));
    }
    return digest.get();
  }

  private static void checkDigest(Change.Sign change, String digest, PackageSignature signature) {
    String signed = signature.version().digest();
    if (!signed.equals(digest)) {
      throw new InvalidPackageException(
          ErrorCode.UNTRUSTED_PACKAGE,
          ChangeDraft.task(change),
          List.of(new Problem("signature", "is of the digest " + signed + ", expected " + digest)));
    }
  }
}
