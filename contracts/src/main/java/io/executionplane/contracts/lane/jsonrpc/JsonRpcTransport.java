package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;
import io.executionplane.contracts.json.WithoutNul;
import io.executionplane.contracts.lane.net.HttpUrl;
import io.executionplane.contracts.lane.net.RequestHeader;
import io.executionplane.contracts.lane.net.TlsDemands;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.websocket.WebSocketHandshake;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** How a peer is reached. */
@Tagged("kind")
public sealed interface JsonRpcTransport {

  /** Whether it carries bytes without boundaries, so that messages need a framing. */
  default boolean isByteStream() {
    return true;
  }

  /**
   * A child that reads messages from its standard input and writes them to its standard output. Its
   * error output is output of the execution.
   *
   * @param process the command; it has neither input of its own nor a terminal, because the pipes
   *     are the lane's
   */
  @Tag("stdio")
  record Stdio(ProcessRun process) implements JsonRpcTransport {

    private static final Rules RULES = Rules.of(Stdio.class);

    public Stdio {
      RULES
          .check(process)
          .and(() -> process.stdin().isEmpty(), "process", "must have no stdin: the lane writes it")
          .and(
              () -> !process.stderr().equals(Optional.of(ProcessRun.StderrMode.STDOUT)),
              "process",
              "must keep stderr separate: its standard output carries messages")
          .and(() -> process.pty().isEmpty(), "process", "must have no pty: a terminal echoes")
          .orThrow();
    }
  }

  /**
   * A TCP connection.
   *
   * @param host a name or an IP address
   * @param tls absent means that the connection is not encrypted
   */
  @Tag("tcp")
  record Tcp(
      @NotBlank @Length(max = 253) String host,
      @Range(min = 1, max = 65_535) int port,
      Optional<TlsDemands> tls)
      implements JsonRpcTransport {

    private static final Rules RULES = Rules.of(Tcp.class);

    public Tcp {
      RULES
          .check(host, port, tls)
          .and(() -> isOneWord(host), "host", "must be visible ASCII without slash and at sign")
          .orThrow();
    }

    private static boolean isOneWord(String host) {
      return host.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/' && c != '@');
    }
  }

  /**
   * A Unix domain socket of the target.
   *
   * @param path absolute path, at most 107 bytes of UTF-8 (what Linux takes: unix(7))
   */
  @Tag("unix")
  record UnixSocket(@WithoutNul String path) implements JsonRpcTransport {

    /** Longest path in bytes. */
    public static final int PATH_BYTES_MAX = 107;

    private static final Rules RULES = Rules.of(UnixSocket.class);

    public UnixSocket {
      RULES
          .check(path)
          .and(() -> path.startsWith("/"), "path", "must be absolute")
          .and(
              () -> path.getBytes(StandardCharsets.UTF_8).length <= PATH_BYTES_MAX,
              "path",
              "must have at most 107 bytes")
          .orThrow();
    }
  }

  /**
   * Messages as bodies of POST requests; a response comes as a body or as server-sent events
   * ("streamable HTTP").
   *
   * @param headers header lines of every request, in order
   * @param tls absent means the platform's trust and no client certificate
   */
  @Tag("http")
  record Http(HttpUrl url, @Size(max = 256) List<RequestHeader> headers, Optional<TlsDemands> tls)
      implements JsonRpcTransport {

    private static final Rules RULES = Rules.of(Http.class);

    public Http {
      RULES
          .check(url, headers, tls)
          .and(
              () -> tls.isEmpty() || url.isEncrypted(),
              "tls",
              "must be absent where the URL is not https")
          .orThrow();
      headers = List.copyOf(headers);
    }

    @Override
    public boolean isByteStream() {
      return false;
    }
  }

  /** Messages as text frames of a WebSocket connection. */
  @Tag("websocket")
  record WebSocket(@Inline WebSocketHandshake handshake) implements JsonRpcTransport {

    private static final Rules RULES = Rules.of(WebSocket.class);

    public WebSocket {
      RULES.check(handshake).orThrow();
    }

    @Override
    public boolean isByteStream() {
      return false;
    }
  }
}
