package io.executionplane.lanes.process.ssh;

import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.lanes.process.stream.Inbox;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.util.ByteString;

/** What a channel says of one command: who it is, that it runs, what it puts out, how it ended. */
final class CommandStreams implements ShellChannel.Listener {

  private static final String LAUNCHED = "launched ";
  private static final String FAILED = "failed ";

  private final ShellChannel channel;
  private final Supplier<RuntimeException> whyGone;
  private final Preamble beforeOutput;
  private final Preamble beforeErrors;
  private final Inbox stdout;
  private final Inbox stderr;
  private final CompletableFuture<RemoteProcess> presented = new CompletableFuture<>();
  private final CompletableFuture<String> launched = new CompletableFuture<>();
  private final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();
  private volatile boolean known;

  /**
   * Nothing was said yet.
   *
   * @param nonce the word that begins what our own scripts say
   * @param whyGone asked when the channel is gone before it said how the command ended
   */
  CommandStreams(ShellChannel channel, String nonce, Supplier<RuntimeException> whyGone) {
    this.channel = channel;
    this.whyGone = whyGone;
    this.beforeOutput = new Preamble(nonce, this::message);
    this.beforeErrors = new Preamble(nonce, begin -> true);
    this.stdout = new Inbox(channel::release, this::closeWhenOver);
    this.stderr = new Inbox(channel::release, this::closeWhenOver);
  }

  private boolean message(String text) {
    if (text.startsWith(LAUNCHED)) {
      launched.complete(text.substring(LAUNCHED.length()));
      return true;
    }
    if (text.startsWith(FAILED)) {
      launched.completeExceptionally(SshFailures.launch(text.substring(FAILED.length())));
      return true;
    }
    RemoteProcess.parse(text).ifPresent(presented::complete);
    return false;
  }

  /** Who it is, before it becomes the command. */
  CompletionStage<RemoteProcess> presented() {
    return presented;
  }

  /** Path of the program, when it runs. */
  CompletionStage<String> launched() {
    return launched;
  }

  /** How it ended; fails when nobody can know. */
  CompletionStage<ProcessExit> exit() {
    return exit;
  }

  boolean hasEnded() {
    return exit.isDone();
  }

  Inbox stdoutInbox() {
    return stdout;
  }

  Inbox stderrInbox() {
    return stderr;
  }

  @Override
  public void stdout(ByteString bytes) {
    pass(beforeOutput, bytes, stdout);
  }

  @Override
  public void stderr(ByteString bytes) {
    pass(beforeErrors, bytes, stderr);
  }

  private void pass(Preamble before, ByteString bytes, Inbox inbox) {
    try {
      var own = before.add(bytes);
      if (own.size() < bytes.size()) {
        channel.release(bytes.size() - own.size());
      }
      if (!own.isEmpty()) {
        inbox.add(own);
      }
    } catch (IllegalStateException noMessage) {
      launched.completeExceptionally(SshFailures.noPosixShell());
      channel.close(true);
    }
  }

  @Override
  public void outputEnded() {
    stdout.end();
    stderr.end();
  }

  @Override
  public void exited(Optional<ProcessExit> told) {
    told.ifPresentOrElse(
        exit::complete, () -> exit.completeExceptionally(SshFailures.exitNotNamed()));
  }

  /** First how it ended, then its streams: what fails with the connection is no longer running. */
  @Override
  public void closed() {
    if (!exit.isDone()) {
      lost(whyGone.get());
    } else {
      outputEnded();
    }
    var nothing = SshFailures.noPosixShell();
    presented.completeExceptionally(nothing);
    launched.completeExceptionally(nothing);
  }

  private void lost(RuntimeException cause) {
    presented.completeExceptionally(cause);
    launched.completeExceptionally(cause);
    exit.completeExceptionally(cause);
    stdout.fail(cause);
    stderr.fail(cause);
  }

  /** All is known of the command that will be. */
  void allIsKnown() {
    known = true;
    closeWhenOver();
  }

  private void closeWhenOver() {
    if (known && stdout.isOver() && stderr.isOver()) {
      channel.close(false);
    }
  }
}
