package io.executionplane.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A connection on which a test writes what it likes. Every read is bounded. */
final class RawConnection implements AutoCloseable {

  private static final int WITHIN_MILLIS = 20_000;

  private final Socket socket;

  private RawConnection(Socket socket) {
    this.socket = socket;
  }

  static RawConnection to(int port) {
    return on(new Socket(), port);
  }

  /** On a socket that is not connected yet. */
  static RawConnection on(Socket socket, int port) {
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WITHIN_MILLIS);
      socket.setSoTimeout(WITHIN_MILLIS);
      socket.setTcpNoDelay(true);
      return new RawConnection(socket);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  RawConnection send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Sends, and does not mind if nobody takes it any more. */
  boolean trySend(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  RawConnection finishSending() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Everything that comes until the other side closes in order. */
  String readToEnd() {
    return read("", false);
  }

  /** Everything that comes until the connection is gone, in order or not. */
  String readWhatThereIs() {
    return read("", true);
  }

  /** What comes until some text was there. */
  String readTo(String text) {
    return read(text, false);
  }

  /** Whether nothing has come so far. */
  boolean hasNothing() {
    try {
      return socket.getInputStream().available() == 0;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private String read(String until, boolean mayBeReset) {
    var read = new ByteArrayOutputStream();
    try {
      int next;
      while ((next = socket.getInputStream().read()) >= 0) {
        read.write(next);
        if (!until.isEmpty() && text(read).endsWith(until)) {
          break;
        }
      }
    } catch (SocketException reset) {
      if (mayBeReset) {
        return text(read);
      }
      throw new AssertionError("the connection was reset after " + text(read), reset);
    } catch (IOException failed) {
      throw new AssertionError("not closed, after " + text(read), failed);
    }
    return text(read);
  }

  private static String text(ByteArrayOutputStream read) {
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  /** Closes it before the test ends. */
  void hangUp() {
    close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
