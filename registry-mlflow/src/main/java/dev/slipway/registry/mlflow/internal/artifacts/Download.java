package dev.slipway.registry.mlflow.internal.artifacts;

import dev.slipway.registry.mlflow.internal.artifacts.ArtifactSource.Place;
import dev.slipway.registry.mlflow.internal.http.Answer;
import dev.slipway.registry.mlflow.internal.http.Deadline;
import dev.slipway.registry.mlflow.internal.http.Failures;
import dev.slipway.registry.mlflow.internal.http.Origin;
import dev.slipway.registry.mlflow.internal.http.PatientClient;
import dev.slipway.registry.mlflow.internal.http.Request;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import dev.slipway.registry.mlflow.internal.rest.ListedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/**
 * Brings one file after the other into a folder. What broke off goes on where it was, in this
 * process or a later one, if the server has a name for the content (an {@code ETag} or a date) and
 * still gives it the same; otherwise the file begins anew. Not thread-safe.
 */
public final class Download {

  private static final int BUFFER = 1 << 16;

  /** An attempt that brought as much is no failure: the next one counts as the first again. */
  private static final int PROGRESS = 1 << 16;

  private final PatientClient http;
  private final Unfinished unfinished;

  /**
   * Downloads into a folder.
   *
   * @param http makes the requests
   * @param folder where the unfinished file is kept
   */
  public Download(PatientClient http, Path folder) {
    this.http = http;
    this.unfinished = Unfinished.in(folder);
  }

  /**
   * A file that is here.
   *
   * @param path from the top
   * @param bytes its size
   * @param sha256 of its content, in hexadecimal digits
   */
  public record Received(String path, long bytes, String sha256) {}

  /**
   * Brings a file.
   *
   * @param file what to bring
   * @param place where it is
   * @param target where to; its folder exists
   * @param mostBytes how large it may be
   * @param deadline when it must be over
   * @return what came
   * @throws IOException as {@link TransferException} if it cannot come; any other is a failure of
   *     this machine's disk, or an interruption
   */
  public Received receive(
      ListedFile file, Place place, Path target, long mostBytes, Deadline deadline)
      throws IOException {
    long limit = file.bytes().orElse(mostBytes);
    MessageDigest digest = Sha256.digest();
    if (place instanceof Place.Local local) {
      copy(file, local.path(), limit, digest);
    } else if (place instanceof Place.Remote remote) {
      fetch(file, remote.request(), new Target(limit, digest), deadline);
    }
    long bytes = unfinished.bytes();
    if (file.bytes().isPresent() && file.bytes().getAsLong() != bytes) {
      unfinished.drop();
      throw wrongSize(file, bytes);
    }
    Files.move(unfinished.part(), target);
    unfinished.drop();
    return new Received(file.path(), bytes, HexFormat.of().formatHex(digest.digest()));
  }

  /** How many bytes a file may have, and the digest of those that are here. */
  private record Target(long limit, MessageDigest digest) {}

  private void copy(ListedFile file, Path from, long limit, MessageDigest digest)
      throws IOException {
    unfinished.drop();
    try (InputStream in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS)) {
      append(file, in, new Target(limit, digest));
    }
  }

  private void fetch(ListedFile file, Request request, Target target, Deadline deadline)
      throws IOException {
    int attempt = 1;
    while (true) {
      long before = unfinished.bytes();
      try {
        attempt(file, request, target, deadline);
        return;
      } catch (LocalFailure local) {
        throw local.failure();
      } catch (TransferException | InterruptedIOException told) {
        if (!(told instanceof TransferException stalled) || stalled.kind() != Kind.UNREACHABLE) {
          throw told;
        }
        deadline.remaining();
        http.pauseBeforeNext(attempt, stalled, deadline);
      } catch (IOException broken) {
        http.pauseBeforeNext(attempt, broken, deadline);
      }
      attempt = unfinished.bytes() - before >= PROGRESS ? 1 : attempt + 1;
    }
  }

  private void attempt(ListedFile file, Request request, Target target, Deadline deadline)
      throws IOException {
    String validator = unfinished.validator(file.path());
    long have = validator.isEmpty() ? 0 : unfinished.bytes();
    Request asked =
        have == 0
            ? request
            : request.with("Range", "bytes=" + have + "-").with("If-Range", validator);
    try (Answer answer = http.send(asked, deadline)) {
      target.digest().reset();
      if (answer.status() == 206 && have > 0 && isRest(answer, have, validator)) {
        Sha256.update(target.digest(), unfinished.part());
      } else if (answer.status() == 200) {
        refusePage(file, answer);
        unfinished.begin(file.path(), validator(answer));
      } else if (answer.status() == 206 || answer.status() == 416) {
        unfinished.drop();
        throw new IOException("the server no longer has the same content");
      } else {
        throw refused(file, answer);
      }
      append(file, answer.body(), target);
    }
  }

  private static void refusePage(ListedFile file, Answer answer) throws TransferException {
    boolean isPage =
        answer.header("Content-Type").contains("text/html")
            && !file.path().toLowerCase(Locale.ROOT).matches(".*\\.html?");
    String encoding = answer.header("Content-Encoding");
    if (isPage || !(encoding.isEmpty() || encoding.equals("identity"))) {
      throw new TransferException(
          Kind.BAD_ANSWER,
          Origin.of(answer.uri())
              + " gives "
              + (isPage ? "a web page" : "the encoding " + encoding)
              + " for its file "
              + file.path()
              + ", expected the file as it is",
          null);
    }
  }

  /** Returns the server's name for the content; weak names do not promise the same bytes. */
  private static String validator(Answer answer) {
    String tag = answer.header("ETag");
    if (tag.matches("\"[\\x21\\x23-\\x7e]{1,500}\"")) {
      return tag;
    }
    String date = answer.header("Last-Modified");
    return tag.isEmpty() && date.matches("[\\x20-\\x7e]{1,100}") ? date : "";
  }

  private static boolean isRest(Answer answer, long have, String validator) {
    String tag = answer.header("ETag");
    boolean same = tag.isEmpty() || !validator.startsWith("\"") || tag.equals(validator);
    return same && answer.header("Content-Range").matches("bytes " + have + "-[0-9]+/([0-9]+|\\*)");
  }

  private void append(ListedFile file, InputStream in, Target target) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (FileChannel out =
        FileChannel.open(unfinished.part(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      long bytes = out.size();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes += count;
        if (bytes > target.limit()) {
          throw tooLarge(file, target.limit());
        }
        write(out, ByteBuffer.wrap(buffer, 0, count));
        target.digest().update(buffer, 0, count);
      }
      write(out, ByteBuffer.allocate(0));
    }
  }

  private static void write(FileChannel out, ByteBuffer bytes) throws LocalFailure {
    try {
      if (!bytes.hasRemaining()) {
        out.force(true);
      }
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException full) {
      throw new LocalFailure(full);
    }
  }

  /** A failure of this machine's disk, told apart from one of the connection. */
  private static final class LocalFailure extends IOException {
    private static final long serialVersionUID = 1L;

    LocalFailure(IOException cause) {
      super(cause);
    }

    TransferException failure() {
      Throwable cause = Objects.requireNonNullElse(getCause(), this);
      return new TransferException(
          Kind.LOCAL, "writing to the cache failed (" + Failures.reason(cause) + ")", cause);
    }
  }

  private static TransferException refused(ListedFile file, Answer answer) {
    return TransferException.refused(
        answer.status(),
        "",
        Origin.of(answer.uri()) + " answers " + answer.status() + " for its file " + file.path());
  }

  private TransferException tooLarge(ListedFile file, long limit) throws IOException {
    unfinished.drop();
    return file.bytes().isPresent()
        ? new TransferException(
            Kind.BAD_ANSWER,
            "its file " + file.path() + " has more bytes than the " + limit + " that are listed",
            null)
        : new TransferException(
            Kind.UNSAFE,
            "its file "
                + file.path()
                + " has more than "
                + limit
                + " bytes, which is above the"
                + " limit (raise the limit)",
            null);
  }

  private static TransferException wrongSize(ListedFile file, long bytes) {
    return new TransferException(
        Kind.BAD_ANSWER,
        "its file "
            + file.path()
            + " has "
            + bytes
            + " bytes, expected the "
            + file.bytes().orElseThrow()
            + " that are listed",
        null);
  }
}
