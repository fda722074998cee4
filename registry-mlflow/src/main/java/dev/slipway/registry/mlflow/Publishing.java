package dev.slipway.registry.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.ModelVersion;
import dev.slipway.Problem;
import dev.slipway.RegistryException;
import dev.slipway.core.ModelPackage;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.registry.mlflow.internal.artifacts.UploadFolder;
import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import dev.slipway.registry.mlflow.internal.http.Waiting;
import dev.slipway.registry.mlflow.internal.rest.RegistryApi.NewVersion;
import dev.slipway.registry.mlflow.internal.rest.VersionAnswer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Registers packages: uploads the files through the server, to a place that their content names,
 * and makes the version last, so that nobody sees a version without its files. Thread-safe.
 *
 * @param catalogue what the server says
 * @param waiting lets time pass while the server still works on a version
 */
record Publishing(Catalogue catalogue, Waiting waiting) {

  private static final String FOLDER = "slipway";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int LONGEST_NAME = 250;
  private static final int LONGEST_KEY = 250;
  private static final int LONGEST_VALUE = 5000;

  VersionRecord register(Registration registration) {
    Connection server = catalogue.server();
    String task =
        "Cannot register "
            + registration.source()
            + " as "
            + registration.name()
            + " in "
            + server.location();
    refuseBadNames(task, registration);
    try (UploadFolder folder = UploadFolder.create();
        ModelPackage source = ModelPackage.read(registration.source())) {
      source.copyTo(folder.path());
      ModelVersion version = source.version();
      Optional<String> run = registration.lineage().run().or(source::mlflowRunId);
      return server.run(
          task,
          deadline -> publish(new Draft(registration, folder, version.digest(), run), deadline));
    } catch (IOException failed) {
      throw new RegistryException(
          ErrorCode.REGISTRY_FAILURE,
          task + ": temporary files cannot be written (" + failed.getMessage() + ")",
          failed);
    }
  }

  /** A package that was read, verified and copied. */
  private record Draft(
      Registration registration, UploadFolder folder, String digest, Optional<String> run) {}

  private VersionRecord publish(Draft draft, Deadline deadline)
      throws TransferException, InterruptedIOException {
    String place = FOLDER + "/" + draft.folder().contentDigest();
    for (String path : draft.folder().files()) {
      catalogue
          .server()
          .artifacts()
          .upload(place + "/" + path, draft.folder().path().resolve(path), deadline);
    }
    makeModel(draft.registration().name(), deadline);
    String request = UUID.randomUUID().toString();
    NewVersion wanted =
        new NewVersion(
            draft.registration().name(),
            "mlflow-artifacts:/" + place,
            draft.run().orElse(""),
            draft.registration().description(),
            tags(draft, request));
    return catalogue.record(ready(make(wanted, request, deadline), deadline));
  }

  private void makeModel(String name, Deadline deadline)
      throws TransferException, InterruptedIOException {
    try {
      catalogue.server().registry().model(name, deadline);
    } catch (TransferException absent) {
      if (!absent.errorCode().equals("RESOURCE_DOES_NOT_EXIST")) {
        throw absent;
      }
      try {
        catalogue.server().registry().createModel(name, deadline);
      } catch (TransferException refused) {
        // Another process, or an attempt whose answer was lost, made it meanwhile.
        if (!refused.errorCode().equals("RESOURCE_ALREADY_EXISTS")) {
          throw refused;
        }
      }
    }
  }

  /** Makes the version; if the answer was lost, looks for it instead of making a second one. */
  private VersionAnswer make(NewVersion wanted, String request, Deadline deadline)
      throws TransferException, InterruptedIOException {
    try {
      return catalogue.server().registry().createVersion(wanted, deadline);
    } catch (TransferException lost) {
      if (lost.kind() != Kind.UNREACHABLE) {
        throw lost;
      }
      for (VersionAnswer version :
          catalogue.server().registry().versions(wanted.name(), deadline)) {
        if (request.equals(version.tags().get(Records.REQUEST))) {
          return version;
        }
      }
      throw new TransferException(
          Kind.UNREACHABLE, lost.fact() + ", and no version was made (register it again)", lost);
    }
  }

  private VersionAnswer ready(VersionAnswer made, Deadline deadline)
      throws TransferException, InterruptedIOException {
    VersionAnswer version = made;
    while (!version.isReady()) {
      VersionRecord record = catalogue.record(version);
      if (!version.status().startsWith("PENDING")) {
        throw Catalogue.notReady("Cannot register " + version.name(), record);
      }
      try {
        waiting.pause(deadline.atMost(POLL));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
      version =
          catalogue
              .server()
              .registry()
              .version(made.name(), Integer.toString(made.number()), deadline);
    }
    return version;
  }

  private static Map<String, String> tags(Draft draft, String request) {
    Registration registration = draft.registration();
    Map<String, String> tags = new TreeMap<>(registration.tags());
    tags.put(Records.DIGEST, draft.digest());
    tags.put(Records.BYTES, Long.toString(draft.folder().bytes()));
    tags.put(Records.BY, registration.note().who());
    tags.put(Records.REQUEST, request);
    registration.note().why().ifPresent(why -> tags.put(Records.WHY, why));
    registration.lineage().data().ifPresent(data -> tags.put(Records.DATA, data));
    registration
        .lineage()
        .parent()
        .ifPresent(parent -> tags.put(Records.PARENT, Integer.toString(parent)));
    return tags;
  }

  private static void refuseBadNames(String task, Registration registration) {
    List<Problem> problems = new ArrayList<>();
    String name = registration.name();
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(c -> c == '/' || c == ':' || Character.isISOControl(c))
        || name.startsWith(".")
        || (name.contains("'") && name.contains("\""))) {
      problems.add(
          new Problem(
              "name",
              "'"
                  + name.replaceAll("\\p{Cntrl}", "?")
                  + "' is none that MLflow takes, expected 1"
                  + " to "
                  + LONGEST_NAME
                  + " characters without / and :, not beginning with ."));
    }
    registration
        .tags()
        .forEach(
            (key, value) -> {
              if (!isKey(key)) {
                problems.add(new Problem("tag", refusedKey(key)));
              } else if (value.length() > LONGEST_VALUE) {
                problems.add(
                    new Problem("tag " + key, "has more than " + LONGEST_VALUE + " characters"));
              }
            });
    if (!problems.isEmpty()) {
      throw new InvalidInputException(ErrorCode.INVALID_PARAMETER, task, problems);
    }
  }

  static boolean isKey(String key) {
    return key.matches("(?U)[\\w.\\- /]{1," + LONGEST_KEY + "}") && !key.startsWith(Records.OWN);
  }

  static String refusedKey(String key) {
    return "'"
        + key.replaceAll("\\p{Cntrl}", "?")
        + "' is none to set, expected letters, digits, spaces and . - _ /, not beginning with"
        + " slipway.";
  }
}
