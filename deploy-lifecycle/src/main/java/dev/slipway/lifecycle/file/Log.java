package dev.slipway.lifecycle.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/*
 * Two files: log.jsonl, to which lines are added, and head.json, which says how many of its bytes
 * count. A change writes its lines behind those that count, synchronises, and replaces the head:
 * that move makes it. What a writer that died left behind the counted bytes is cut off by the next.
 * Readers take the head, then that many bytes: they never see a change that is not whole, and need
 * no lock.
 */
/** A log in a folder. Reading is safe at any time; adding is for the holder of the lock. */
final class Log {

  static final String HEAD = "head.json";
  static final String LINES = "log.jsonl";

  private static final String NEW_HEAD = "head.json.new";

  private final Path folder;

  Log(Path folder) {
    this.folder = folder;
  }

  /** Returns the bytes of the head, empty if there is no log. */
  byte[] headBytes() throws IOException {
    try {
      return Files.readAllBytes(folder.resolve(HEAD));
    } catch (NoSuchFileException none) {
      return new byte[0];
    }
  }

  /** Returns the head that bytes mean. */
  Head head(byte[] bytes) throws IOException {
    try {
      return bytes.length == 0 ? Head.NONE : Head.read(bytes);
    } catch (NewerFormat newer) {
      throw newer;
    } catch (IOException damaged) {
      throw new IOException(folder.resolve(HEAD) + " is damaged: " + reason(damaged), damaged);
    }
  }

  /**
   * Reads the entries behind one head up to another, checking the chain.
   *
   * @param from what was read before
   * @param to a head that was read from this log
   */
  void read(Head from, Head to, Consumer<LogEntry> each) throws IOException {
    byte[] bytes = bytes(from.bytes(), to.bytes());
    long sequence = from.sequence();
    String hash = from.hash();
    int start = 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      sequence++;
      try {
        JsonObject line = new JsonObject(Json.read(bytes, start, end - start));
        LogEntry entry = LogEntry.of(line);
        hash = Chain.check(bytes, start, end - start, line, hash);
        if (entry.history().sequence() != sequence) {
          throw new IOException("its sequence is " + entry.history().sequence());
        }
        each.accept(entry);
      } catch (NewerFormat newer) {
        throw newer;
      } catch (IOException damaged) {
        throw damaged(sequence, reason(damaged), damaged);
      }
      start = end + 1;
    }
    if (sequence != to.sequence() || !hash.equals(to.hash())) {
      throw damaged(sequence, "the log ends otherwise than " + HEAD + " says", null);
    }
  }

  private IOException damaged(long sequence, String fact, @Nullable Throwable cause) {
    return new IOException(
        "entry " + sequence + " of " + folder.resolve(LINES) + " is damaged: " + fact, cause);
  }

  private static String reason(IOException failed) {
    String message = String.valueOf(failed.getMessage());
    int line = message.indexOf('\n');
    return line < 0 ? message : message.substring(0, line);
  }

  private byte[] bytes(long from, long to) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.max(0, to - from)));
    if (bytes.capacity() == 0) {
      return bytes.array();
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(LINES), StandardOpenOption.READ)) {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, from + bytes.position()) < 0) {
          throw new EOFException(
              folder.resolve(LINES) + " has less than the " + to + " bytes that count");
        }
      }
    }
    return bytes.array();
  }

  /** What was added. */
  static final class Added {
    private final Head head;
    private final byte[] headBytes;

    private Added(Head head, byte[] headBytes) {
      this.head = head;
      this.headBytes = headBytes;
    }

    Head head() {
      return head;
    }

    byte[] headBytes() {
      return headBytes;
    }
  }

  /**
   * Adds entries as one change.
   *
   * @param before the head that the entries continue
   * @param deleted whether the model is deleted with them
   * @return the new head
   * @throws IOException if it cannot be written; the log is as it was before
   */
  Added add(Head before, byte[] beforeBytes, List<LogEntry> entries, Deletion deleted)
      throws IOException {
    Path lines = folder.resolve(LINES);
    boolean made = !Files.exists(lines, LinkOption.NOFOLLOW_LINKS);
    try (FileChannel channel =
        FileChannel.open(lines, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      cutTo(channel, before.bytes());
      boolean done = false;
      try {
        Head after = append(channel, before, entries, deleted);
        if (made) {
          DurableFiles.sync(folder);
        }
        byte[] bytes = after.write();
        publish(bytes, beforeBytes);
        done = true;
        return new Added(after, bytes);
      } finally {
        if (!done) {
          undo(channel, before.bytes());
        }
      }
    }
  }

  /** Whether the model is there after a change. */
  enum Deletion {
    /** It is there. */
    PRESENT,
    /** It was deleted. */
    DELETED
  }

  private void cutTo(FileChannel channel, long counted) throws IOException {
    if (channel.size() < counted) {
      throw new IOException(
          folder.resolve(LINES)
              + " has "
              + channel.size()
              + " bytes, expected "
              + counted
              + " or more (it was cut off)");
    }
    channel.truncate(counted);
  }

  private static Head append(
      FileChannel channel, Head before, List<LogEntry> entries, Deletion deleted)
      throws IOException {
    List<byte[]> lines = new ArrayList<>();
    String hash = before.hash();
    int length = 0;
    for (LogEntry entry : entries) {
      Chain.Line line = Chain.line(entry.members(), hash);
      lines.add(line.bytes());
      hash = line.hash();
      length += line.bytes().length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    lines.forEach(all::put);
    channel.position(before.bytes());
    DurableFiles.writeAll(channel, all.array());
    channel.force(true);
    return new Head(
        before.sequence() + entries.size(),
        before.bytes() + length,
        hash,
        deleted == Deletion.DELETED);
  }

  private void publish(byte[] head, byte[] before) throws IOException {
    Path fresh = folder.resolve(NEW_HEAD);
    DurableFiles.replace(folder.resolve(HEAD), fresh, head);
    try {
      DurableFiles.sync(folder);
    } catch (IOException unknown) {
      // It is there and may not last: take it back, so that the error means what it says.
      if (before.length > 0) {
        DurableFiles.replace(folder.resolve(HEAD), fresh, before);
      } else {
        Files.delete(folder.resolve(HEAD));
      }
      throw unknown;
    }
  }

  /** The next writer does the same where this fails. */
  private static void undo(FileChannel channel, long counted) {
    try {
      channel.truncate(counted);
    } catch (IOException leftToTheNext) {
      assert leftToTheNext != null;
    }
  }

  /** Returns whether two heads are the same bytes. */
  static boolean same(byte[] one, byte[] other) {
    return Arrays.equals(one, other);
  }
}
