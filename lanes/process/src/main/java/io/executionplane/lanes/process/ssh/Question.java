package io.executionplane.lanes.process.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.executionplane.contracts.lane.process.ProcessExit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;
import org.apache.sshd.client.session.ClientSession;

/** A script that runs on a target for its one answer. */
final class Question implements ShellChannel.Listener {

  private final ShellChannel channel;
  private final Preamble before;
  private final CompletableFuture<String> answer = new CompletableFuture<>();

  private Question(ShellChannel channel, String nonce) {
    this.channel = channel;
    this.before = new Preamble(nonce, answer::complete);
  }

  /**
   * Asks.
   *
   * @param texts what the script has places for; it has one for the nonce too
   * @return what the script says after the nonce; fails when it ends without
   */
  static CompletionStage<String> ask(
      ClientSession session, String nonce, String script, Map<String, String> texts) {
    var asked = new CompletableFuture<Question>();
    var text = ShellText.script(script, texts);
    return ShellChannel.open(
            session,
            channel -> {
              var question = new Question(channel, nonce);
              asked.complete(question);
              return question;
            })
        .thenCompose(channel -> channel.send(ShellText.toLoad(text, nonce).getBytes(UTF_8)))
        .thenCompose(sent -> asked)
        .thenCompose(question -> question.answer);
  }

  @Override
  public void stdout(ByteString bytes) {
    channel.release(bytes.size());
    before.add(bytes);
  }

  @Override
  public void stderr(ByteString bytes) {
    channel.release(bytes.size());
  }

  @Override
  public void outputEnded() {}

  @Override
  public void exited(Optional<ProcessExit> exit) {}

  @Override
  public void closed() {
    answer.completeExceptionally(SshFailures.noPosixShell());
  }
}
