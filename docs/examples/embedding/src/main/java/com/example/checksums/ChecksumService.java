package com.example.checksums;

import com.sun.net.httpserver.HttpServer;
import io.executionplane.node.ExecutionPlane;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The plane, and a server in front of it; closed together. */
final class ChecksumService implements AutoCloseable {

  private static final int THREADS = 32;
  private static final int WAITING_MAX = 64;
  private static final int BACKLOG = 0; // 0: what the system thinks right
  private static final int ANSWERED_WITHIN_SECONDS = 1;

  private final ExecutionPlane plane;
  private final HttpServer server;
  private final ExecutorService threads;

  private ChecksumService(ExecutionPlane plane, HttpServer server, ExecutorService threads) {
    this.plane = plane;
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts it, on this machine's loopback address only: it asks nobody who he is.
   *
   * @param data where the record and the keys live
   * @param files whose checksums may be asked for
   * @param port 0 takes one that is free
   * @throws io.executionplane.node.NodeStartException saying in one sentence why it cannot start
   */
  static ChecksumService start(Path data, Path files, int port) throws IOException {
    var shared = SharedFiles.in(files);
    var loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    var server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    try {
      var plane = ExecutionPlane.builder().dataDirectory(data).purpose("checksums").start();
      var threads =
          new ThreadPoolExecutor(
              THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX));
      var checksums = new Checksums(plane, shared);
      server.createContext("/", new Api(checksums, shared, server.getAddress().getPort()));
      server.setExecutor(threads);
      server.start();
      return new ChecksumService(plane, server, threads);
    } catch (RuntimeException cannotStart) {
      server.stop(0);
      throw cannotStart;
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/checksums");
  }

  /**
   * Takes no more requests, gives those that are nearly answered a moment, and then closes the
   * plane: it stops what runs, and records how that ended, before it lets go of its directory.
   */
  @Override
  public void close() {
    server.stop(ANSWERED_WITHIN_SECONDS);
    threads.shutdownNow();
    plane.close();
  }
}
