package io.executionplane.lanes.process.ssh;

import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.lanes.process.stream.InputChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.common.io.IoOutputStream;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * One shell on a target that runs what it is sent ({@link ShellText#LOADER}), and its streams.
 *
 * <p>What comes is handed over at once, on a thread that must not be held; the other side may send
 * only as much as {@link #release} makes room for, both streams together (RFC 4254, 5.2).
 */
final class ShellChannel extends ChannelExec implements InputChannel {

  private static final String EXIT_STATUS = "exit-status";
  private static final String EXIT_SIGNAL = "exit-signal";

  /** Modes of a terminal (RFC 4254, 8) that neither answers nor takes anything for an order. */
  private static final Map<PtyMode, Integer> PASSING_EVERYTHING_ON =
      Map.ofEntries(
          Map.entry(PtyMode.ECHO, 0),
          Map.entry(PtyMode.ICANON, 0),
          Map.entry(PtyMode.ISIG, 0),
          Map.entry(PtyMode.IEXTEN, 0),
          Map.entry(PtyMode.ICRNL, 0),
          Map.entry(PtyMode.INLCR, 0),
          Map.entry(PtyMode.IGNCR, 0),
          Map.entry(PtyMode.ISTRIP, 0),
          Map.entry(PtyMode.IXON, 0),
          Map.entry(PtyMode.IXOFF, 0),
          Map.entry(PtyMode.OPOST, 0),
          Map.entry(PtyMode.CS8, 1));

  /** Who is told what the other side says. */
  interface Listener {

    void stdout(ByteString bytes);

    void stderr(ByteString bytes);

    /** No more of either stream. */
    void outputEnded();

    /**
     * How the shell, or what it became, ended.
     *
     * @param exit empty when the server says it in a way that cannot be told truthfully
     */
    void exited(Optional<ProcessExit> exit);

    /** Nothing will be told any more. */
    void closed();
  }

  private final Listener listener;
  private CompletionStage<?> sending = CompletableFuture.completedStage(null);

  private ShellChannel(Optional<ProcessPty> terminal, Function<ShellChannel, Listener> listener) {
    super(ShellText.COMMAND_LINE, null, Map.of());
    this.listener = listener.apply(this);
    terminal.ifPresent(this::want);
    setStreaming(Streaming.Async);
    addCloseFutureListener(closed -> this.listener.closed());
  }

  private void want(ProcessPty terminal) {
    setUsePty(true);
    setPtyType(terminal.term().orElse(ProcessPty.TERM_DEFAULT));
    setPtyColumns(terminal.cols());
    setPtyLines(terminal.rows());
    setPtyModes(PASSING_EVERYTHING_ON);
  }

  /** Opens one with pipes; fails when the server does not have it. */
  static CompletionStage<ShellChannel> open(
      ClientSession session, Function<ShellChannel, Listener> listener) {
    return open(session, Optional.empty(), listener);
  }

  /** Opens one in a terminal, if one is wanted, that changes nothing of what it carries. */
  static CompletionStage<ShellChannel> open(
      ClientSession session,
      Optional<ProcessPty> terminal,
      Function<ShellChannel, Listener> listener) {
    var opened = new CompletableFuture<ShellChannel>();
    try {
      var channel = new ShellChannel(terminal, listener);
      session.getService(ConnectionService.class).registerChannel(channel);
      channel.open().addListener(open -> settle(opened, channel, open.getException()));
    } catch (IOException | RuntimeException refused) {
      opened.completeExceptionally(refused);
    }
    return opened;
  }

  private static void settle(
      CompletableFuture<ShellChannel> opened, ShellChannel channel, Throwable failure) {
    if (failure == null) {
      opened.complete(channel);
    } else {
      opened.completeExceptionally(failure);
    }
  }

  @Override
  protected void doWriteData(byte[] data, int offset, long length) {
    listener.stdout(ByteString.fromArray(data, offset, (int) length));
  }

  @Override
  protected void doWriteExtendedData(byte[] data, int offset, long length) {
    listener.stderr(ByteString.fromArray(data, offset, (int) length));
  }

  @Override
  public void handleEof() throws IOException {
    super.handleEof();
    listener.outputEnded();
  }

  @Override
  protected void handleChannelRequest(String request, boolean wantReply, Buffer buffer)
      throws IOException {
    if (request.equals(EXIT_STATUS)) {
      listener.exited(RemoteExit.status(buffer.getUInt()));
    } else if (request.equals(EXIT_SIGNAL)) {
      listener.exited(RemoteExit.signal(buffer.getString(), buffer.getBoolean()));
    } else {
      super.handleChannelRequest(request, wantReply, buffer);
    }
  }

  /** Sends after what was asked to be sent before; completes when it is on its way. */
  @Override
  public synchronized CompletionStage<?> send(byte[] bytes) {
    sending = sending.thenCompose(before -> write(bytes));
    return sending;
  }

  private CompletionStage<?> write(byte[] bytes) {
    var written = new CompletableFuture<Void>();
    try {
      input()
          .writeBuffer(new ByteArrayBuffer(bytes))
          .addListener(
              write -> {
                if (write.isWritten()) {
                  written.complete(null);
                } else {
                  written.completeExceptionally(write.getException());
                }
              });
    } catch (IOException | RuntimeException closed) {
      written.completeExceptionally(closed);
    }
    return written;
  }

  private IoOutputStream input() {
    return getAsyncIn();
  }

  /** End of file, after what was sent before. */
  @Override
  public synchronized void endInput() {
    sending =
        sending.thenRun(
            () -> {
              try {
                sendEof();
              } catch (IOException closed) {
                throw new UncheckedIOException(closed);
              }
            });
  }

  /** Makes its terminal another size; false when it cannot be told. */
  boolean resize(int columns, int rows) {
    try {
      sendWindowChange(columns, rows);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** The other side may send as many bytes more. */
  void release(int bytes) {
    if (!isClosing()) {
      try {
        getLocalWindow().release(bytes);
      } catch (IOException broken) {
        close(true); // Without room nothing comes any more, so nobody must wait for it.
      }
    }
  }
}
