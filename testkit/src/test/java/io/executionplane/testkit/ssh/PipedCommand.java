package io.executionplane.testkit.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** A command of the embedded server, each of its streams copied by a thread of its own. */
final class PipedCommand implements Command {

  private final String line;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private OutputStream err = OutputStream.nullOutputStream();
  private ExitCallback exit = (code, message, close) -> {};
  private Process process;

  PipedCommand(String line) {
    this.line = line;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    process = new ProcessBuilder("/bin/sh", "-c", line).start();
    var read = new CountDownLatch(2);
    copy(in, process.getOutputStream(), true, () -> {});
    copy(process.getInputStream(), out, false, read::countDown);
    copy(process.getErrorStream(), err, false, read::countDown);
    inBackground(() -> tell(read));
  }

  private void tell(CountDownLatch read) {
    try {
      var code = process.waitFor();
      read.await();
      exit.onExit(code);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(InputStream from, OutputStream to, boolean close, Runnable done) {
    inBackground(
        () -> {
          try {
            pass(from, to);
            if (close) {
              to.close();
            }
          } catch (IOException gone) {
            // The other end went first: that is an end too.
          } finally {
            done.run();
          }
        });
  }

  private static void pass(InputStream from, OutputStream to) throws IOException {
    var buffer = new byte[16 * 1024];
    for (var count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
      to.flush();
    }
  }

  private static void inBackground(Runnable task) {
    var thread = new Thread(task, "embedded-ssh-command");
    thread.setDaemon(true);
    thread.start();
  }

  /** As other servers do it: what runs sees the end of its input, and is not killed. */
  @Override
  public void destroy(ChannelSession channel) throws IOException {
    in.close();
    process.getOutputStream().close();
    process.getInputStream().close();
    process.getErrorStream().close();
  }
}
