package io.executionplane.lanes.process.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Asks an agent behind a Unix socket to sign; forwards it to nobody. */
record SshAgentSocket(Path socket) implements SshAgentFactory {

  @Override
  public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
    return List.of();
  }

  @Override
  public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
    return new Conversation(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  @Override
  public SshAgentServer createServer(ConnectionService service) {
    throw new UnsupportedOperationException("the agent is forwarded to nobody");
  }

  private static final class Conversation extends AbstractAgentProxy {

    private static final int ANSWER_BYTES_MAX = 256 * 1024;

    private final SocketChannel channel;

    Conversation(SocketChannel channel) {
      super(null);
      this.channel = channel;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    /** One message of the agent protocol for another: a length, and as many bytes. */
    @Override
    protected synchronized Buffer request(Buffer buffer) throws IOException {
      var question = ByteBuffer.wrap(buffer.array(), buffer.rpos(), buffer.available());
      while (question.hasRemaining()) {
        channel.write(question);
      }
      var length = read(Integer.BYTES).getInt();
      if (length < 1 || length > ANSWER_BYTES_MAX) {
        throw new IOException("the agent answers with " + length + " bytes");
      }
      return new ByteArrayBuffer(read(length).array());
    }

    private ByteBuffer read(int length) throws IOException {
      var bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new EOFException("the agent closed its socket");
        }
      }
      return bytes.flip();
    }

    @Override
    public void close() throws IOException {
      channel.close();
      super.close();
    }
  }
}
