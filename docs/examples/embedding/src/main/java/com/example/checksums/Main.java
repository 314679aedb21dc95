package com.example.checksums;

import io.executionplane.node.NodeStartException;
import java.io.IOException;
import java.nio.file.Path;

/** Starts the service, and ends it on SIGTERM or Ctrl-C. */
public final class Main {

  private static final int USAGE = 64;

  private Main() {}

  /** Arguments: the data directory, the directory of files, and the port, or 0 for any. */
  public static void main(String[] arguments) {
    if (arguments.length != 3 || !arguments[2].matches("[0-9]{1,5}")) {
      System.err.println("usage: checksums DATA_DIRECTORY FILES_DIRECTORY PORT");
      System.exit(USAGE);
    }
    try {
      var data = Path.of(arguments[0]);
      var files = Path.of(arguments[1]);
      var service = ChecksumService.start(data, files, Integer.parseInt(arguments[2]));
      // The plane has no hook of its own: who embeds it says when it ends.
      Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
      System.out.println("listening on " + service.url());
    } catch (IOException | NodeStartException | IllegalArgumentException cannot) {
      System.err.println("checksums: " + cannot.getMessage());
      System.exit(1);
    }
  }
}
