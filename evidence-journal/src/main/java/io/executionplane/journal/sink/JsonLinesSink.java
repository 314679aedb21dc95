package io.executionplane.journal.sink;

import com.typesafe.config.Config;
import io.executionplane.journal.chain.RecordedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends each event to a file, as a line of exactly its canonical bytes, which hold no line break.
 *
 * <p>Between deliveries nothing is open. At each the file is looked at first: a last line without
 * an end was torn by a crash or a full disk. It was never acknowledged, so it is cut off, and comes
 * again.
 */
public final class JsonLinesSink implements EvidenceSink {

  /** Where the section is. */
  public static final String PATH = SinkSettings.PATH + ".json-lines";

  private static final Logger LOG = LoggerFactory.getLogger(JsonLinesSink.class);

  private static final long ROTATE_MIN = 64 * 1024;
  private static final int SCAN = 64 * 1024;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<OpenOption> APPENDING =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          // A link in its place could lead the record anywhere.
          LinkOption.NOFOLLOW_LINKS);

  private final String sinkId;
  private final Path file;
  private final Sync sync;
  private final long rotateAt;

  /** What a delivery waits for. */
  public enum Sync {
    /** The disk: what was taken over survives a loss of power. */
    BATCH,
    /** The operating system: a loss of power may take lines that are not delivered again. */
    NONE
  }

  /**
   * @param file made with mode 0600 if it is not there, in a directory that is
   * @param rotateAt length in bytes, at least 64 KiB, that the file is not to exceed: before it
   *     would it is renamed, to its name and the first free number. Nothing is ever deleted
   */
  public JsonLinesSink(String sinkId, Path file, Sync sync, long rotateAt) {
    if (rotateAt < ROTATE_MIN) {
      throw new IllegalArgumentException(PATH + ".rotate-at must be at least 64 KiB");
    }
    this.sinkId = sinkId;
    this.file = file.toAbsolutePath();
    this.sync = sync;
    this.rotateAt = rotateAt;
  }

  /**
   * The sink that the section {@link #PATH} of a whole configuration describes; empty if it names
   * no file.
   */
  public static Optional<EvidenceSink> from(Config config) {
    var section = config.getConfig(PATH);
    if (section.getString("file").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new JsonLinesSink(
            section.getString("sink-id"),
            Path.of(section.getString("file")),
            Words.of(Sync.class, section, "sync", PATH),
            section.getBytes("rotate-at")));
  }

  @Override
  public String sinkId() {
    return sinkId;
  }

  @Override
  public CompletionStage<Void> deliver(List<RecordedEvent> batch) {
    try {
      append(lines(batch));
      return CompletableFuture.completedStage(null);
    } catch (IOException failure) {
      return CompletableFuture.failedStage(
          new DeliveryFailedException(
              file + " cannot be written: " + failure.getClass().getSimpleName(), failure));
    }
  }

  private static ByteBuffer lines(List<RecordedEvent> batch) {
    var lines = new ByteArrayOutputStream();
    for (var event : batch) {
      lines.writeBytes(event.canonical());
      lines.write('\n');
    }
    return ByteBuffer.wrap(lines.toByteArray());
  }

  private void append(ByteBuffer lines) throws IOException {
    if (isFullFor(lines.remaining())) {
      Files.move(file, freeName());
    }
    var isNew = Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    try (var channel = FileChannel.open(file, APPENDING, OWNER_ONLY)) {
      cutTornLine(channel);
      while (lines.hasRemaining()) {
        channel.write(lines);
      }
      if (sync == Sync.BATCH) {
        channel.force(true);
      }
    }
    if (isNew && sync == Sync.BATCH) {
      syncDirectory();
    }
  }

  /** Leaves the channel at the end of the last whole line. */
  private void cutTornLine(FileChannel channel) throws IOException {
    var end = endOfLastLine(channel);
    if (end < channel.size()) {
      LOG.warn(
          "{} was torn: its last {} bytes are no whole line. They are cut off, and come again.",
          file,
          channel.size() - end);
      channel.truncate(end);
    }
    channel.position(end);
  }

  private boolean isFullFor(int more) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    var length = Files.size(file);
    return length > 0 && length + more > rotateAt;
  }

  private Path freeName() {
    var number = 1;
    while (Files.exists(numbered(number), LinkOption.NOFOLLOW_LINKS)) {
      number++;
    }
    return numbered(number);
  }

  private Path numbered(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  /** The place behind the last line break; 0 if there is none. */
  private static long endOfLastLine(FileChannel channel) throws IOException {
    var end = channel.size();
    while (end > 0) {
      var length = (int) Math.min(end, end == channel.size() ? 1 : SCAN);
      var start = end - length;
      var last = lastLineBreak(read(channel, start, length));
      if (last >= 0) {
        return start + last + 1;
      }
      end = start;
    }
    return 0;
  }

  private static byte[] read(FileChannel channel, long start, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, start + bytes.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return bytes.array();
  }

  private static int lastLineBreak(byte[] bytes) {
    var at = bytes.length - 1;
    while (at >= 0 && bytes[at] != '\n') {
      at--;
    }
    return at;
  }

  /** Without this the name of a new file may be lost with the power, and the file with it. */
  private void syncDirectory() throws IOException {
    var directory = Objects.requireNonNull(file.getParent());
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
