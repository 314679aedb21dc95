package io.executionplane.node.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Entry point of {@code ep}. */
public final class Main {

  private static final String LOGGING = "logback.configurationFile";

  private Main() {}

  /** Before anything logs: the command line is quiet, and never logs to its standard output. */
  private static void quietLogging() {
    if (System.getProperty(LOGGING) == null) {
      var isJson = "json".equals(System.getenv("EP_LOG"));
      System.setProperty(LOGGING, isJson ? "json-logback.xml" : "cli-logback.xml");
    }
  }

  public static void main(String[] args) {
    quietLogging();
    var console =
        new Console(
            new PrintWriter(System.out, false, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            Terminals.fromLauncher());
    System.exit(Ep.run(console, args));
  }
}
