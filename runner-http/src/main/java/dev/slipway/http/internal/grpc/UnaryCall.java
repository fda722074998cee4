package dev.slipway.http.internal.grpc;

import com.google.protobuf.Parser;
import dev.slipway.http.internal.net.StreamLimits;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.grpc.common.GrpcMessage;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.InvalidMessageException;
import io.vertx.grpc.common.MessageSizeOverflowException;
import io.vertx.grpc.server.GrpcServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A call with one message and one answer. Whatever else comes is answered once, too: no message,
 * several, one that is too large, also unpacked, one that is none. Used on its event loop only.
 */
final class UnaryCall<Q, A> {

  private static final long NO_ERROR = 0;

  private final GrpcServerRequest<Q, A> request;
  private final @Nullable HttpServerResponse stream;
  private final Settings<Q> settings;
  private final BiConsumer<UnaryCall<Q, A>, Q> action;
  private final StreamLimits.Waiting arrival;
  private boolean taken;

  /** What messages are, how large, and what bounds the time that they and answers take. */
  record Settings<Q>(Parser<Q> parser, long mostBytes, StreamLimits streams) {}

  UnaryCall(
      GrpcServerRequest<Q, A> request,
      @Nullable HttpServerResponse stream,
      Settings<Q> settings,
      BiConsumer<UnaryCall<Q, A>, Q> action) {
    this.request = request;
    this.stream = stream;
    this.settings = settings;
    this.action = action;
    this.arrival = settings.streams().arriving(System.nanoTime(), this::tooSlow);
  }

  GrpcServerRequest<Q, A> request() {
    return request;
  }

  /** Answers with a message. */
  void end(A message) {
    Future<Void> sent = request.response().end(message);
    if (stream != null) {
      settings.streams().answered(stream, sent);
    }
  }

  /** Runs work when the caller goes before its answer. */
  void onGone(Runnable work) {
    request.errorHandler(cancelled -> work.run());
    request.exceptionHandler(broken -> work.run());
    if (stream != null) {
      stream.closeHandler(closed -> work.run());
    }
  }

  void start() {
    if (stream != null) {
      stream.closeHandler(gone -> arrival.over());
    }
    request.invalidMessageHandler(this::refuse);
    request.messageHandler(
        message -> {
          if (!taken) {
            take(message);
          }
        });
    request.endHandler(
        end -> {
          if (!taken) {
            answer(GrpcStatus.INVALID_ARGUMENT, "there is no whole message, expected one");
          }
        });
  }

  private void take(GrpcMessage message) {
    arrival.over();
    Q read;
    try {
      byte[] bytes = message.payload().getBytes();
      if (message.encoding().equals("gzip")) {
        bytes = unpacked(bytes);
      } else if (!message.encoding().equals("identity")) {
        answer(GrpcStatus.UNIMPLEMENTED, "messages are read plain and with gzip only");
        return;
      }
      if (bytes.length > settings.mostBytes()) {
        tooLarge();
        return;
      }
      read = settings.parser().parseFrom(bytes);
    } catch (IOException garbage) {
      unreadable();
      return;
    }
    taken = true;
    action.accept(this, read);
  }

  /** Returns what was packed, or one byte more than there may be. */
  private byte[] unpacked(byte[] packed) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes((int) Math.min(Integer.MAX_VALUE, settings.mostBytes() + 1));
    }
  }

  private void refuse(InvalidMessageException invalid) {
    if (!taken) {
      if (invalid instanceof MessageSizeOverflowException) {
        tooLarge();
      } else {
        unreadable();
      }
    }
  }

  private void tooLarge() {
    answer(
        GrpcStatus.RESOURCE_EXHAUSTED,
        "the message is larger than " + settings.mostBytes() + " bytes, the limit here");
  }

  /** The rest is not read: the stream ends with the answer. */
  private void tooSlow() {
    answer(
        GrpcStatus.RESOURCE_EXHAUSTED,
        "the message was not there after "
            + settings.streams().request().toMillis()
            + " ms, the limit here");
    if (stream != null) {
      stream.reset(NO_ERROR);
    }
  }

  private void unreadable() {
    answer(GrpcStatus.INVALID_ARGUMENT, "the message cannot be read as what the call takes");
  }

  private void answer(GrpcStatus status, String message) {
    taken = true;
    arrival.over();
    GrpcStatuses.fail(request, status, message);
  }
}
