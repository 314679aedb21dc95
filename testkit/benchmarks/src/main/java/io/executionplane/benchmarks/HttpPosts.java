package io.executionplane.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * The same request again and again over connections that stay open, a thread each: little more than
 * writing and reading bytes, so that the server is what is measured.
 *
 * @param waitSeconds how long each answer may wait for the end of its execution; 0 for not at all
 */
record HttpPosts(
    InetSocketAddress server, String token, String body, int waitSeconds, int connections)
    implements Round {

  private static final int HEAD_BYTES_MAX = 16 * 1024;

  @Override
  public Sample run(Duration time) throws Exception {
    var threads = Executors.newFixedThreadPool(connections);
    try {
      var begun = System.nanoTime();
      Callable<List<Long>> connection = () -> post(begun + time.toNanos());
      var all = new ArrayList<Callable<List<Long>>>();
      for (var i = 0; i < connections; i++) {
        all.add(connection);
      }
      var latencies = new ArrayList<Long>();
      for (var done : threads.invokeAll(all)) {
        latencies.addAll(done.get());
      }
      return Sample.of(latencies, System.nanoTime() - begun, 1);
    } finally {
      threads.shutdown();
    }
  }

  private List<Long> post(long untilNanos) throws IOException {
    var request = request();
    var latencies = new ArrayList<Long>();
    try (var socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      while (System.nanoTime() < untilNanos) {
        var begun = System.nanoTime();
        socket.getOutputStream().write(request);
        readAnswer(in);
        latencies.add(System.nanoTime() - begun);
      }
    }
    return latencies;
  }

  private byte[] request() {
    var content = body.getBytes(UTF_8);
    var head =
        "POST /v1/executions HTTP/1.1\r\nHost: 127.0.0.1:"
            + server.getPort()
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + content.length
            + (waitSeconds == 0 ? "" : "\r\nPrefer: wait=" + waitSeconds)
            + "\r\n\r\n";
    return (head + body).getBytes(UTF_8);
  }

  private void readAnswer(InputStream in) throws IOException {
    var head = readHead(in);
    var wanted = waitSeconds == 0 ? "HTTP/1.1 202" : "HTTP/1.1 200";
    if (!head.startsWith(wanted)) {
      throw new IOException("answered " + head.lines().findFirst().orElse("nothing"));
    }
    var lower = head.toLowerCase(Locale.ROOT);
    var at = lower.indexOf("content-length:") + "content-length:".length();
    in.skipNBytes(Long.parseLong(lower.substring(at, lower.indexOf('\r', at)).strip()));
  }

  private static String readHead(InputStream in) throws IOException {
    var head = new byte[HEAD_BYTES_MAX];
    for (var length = 0; length < HEAD_BYTES_MAX; length++) {
      var next = in.read();
      if (next < 0) {
        throw new IOException("the server closed the connection");
      }
      head[length] = (byte) next;
      if (length >= 3
          && head[length] == '\n'
          && head[length - 1] == '\r'
          && head[length - 2] == '\n') {
        return new String(head, 0, length + 1, ISO_8859_1);
      }
    }
    throw new IOException("the head of the answer has no end");
  }
}
