package io.executionplane.lanes.process.guest.agent;

import io.executionplane.lanes.process.guest.bridge.UnixWire;
import io.executionplane.lanes.process.guest.bridge.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** A Unix socket that only its owner can reach: of mode 0600, in a directory of mode 0700. */
public final class UnixDoor implements AgentDoor {

  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;
  private final ServerSocketChannel server;

  private UnixDoor(Path path, ServerSocketChannel server) {
    this.path = path;
    this.server = server;
  }

  /**
   * Opens one. Makes its directory if there is none; takes the place of a socket on which nobody
   * listens any more.
   *
   * @throws IOException when others can reach the directory, or the path is taken
   */
  public static UnixDoor at(Path path) throws IOException {
    var absolute = path.toAbsolutePath();
    prepare(Objects.requireNonNull(absolute.getParent(), "a socket has a directory"));
    removeLeftover(absolute);
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(absolute));
      Files.setPosixFilePermissions(absolute, OWNER_FILE);
      return new UnixDoor(absolute, server);
    } catch (IOException | RuntimeException refused) {
      server.close();
      throw refused;
    }
  }

  private static void prepare(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
    }
    var permissions = Files.getPosixFilePermissions(directory);
    if (!OWNER_DIRECTORY.containsAll(permissions)) {
      throw new IOException(
          directory + " must have mode 0700 and has " + PosixFilePermissions.toString(permissions));
    }
  }

  private static void removeLeftover(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isRegularFile(path) || Files.isDirectory(path) || Files.isSymbolicLink(path)) {
      throw new IOException(path + " is there and is no socket");
    }
    if (isListenedOn(path)) {
      throw new IOException(path + " is in use");
    }
    Files.delete(path);
  }

  private static boolean isListenedOn(Path path) throws IOException {
    try (var probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return probe.connect(UnixDomainSocketAddress.of(path));
    } catch (ConnectException refused) {
      return false;
    }
  }

  @Override
  public String address() {
    return "unix:" + path;
  }

  @Override
  public Caller accept() throws IOException {
    var channel = server.accept();
    return new Caller() {
      @Override
      public Wire shakeHands() {
        return new UnixWire(channel);
      }

      @Override
      public void close() {
        new UnixWire(channel).close();
      }
    };
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
