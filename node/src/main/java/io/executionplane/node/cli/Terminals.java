package io.executionplane.node.cli;

/**
 * Which of our standard streams are terminals. Java cannot tell; the launcher can, and says so in a
 * system property: the digits 0, 1 and 2 of those that are.
 */
record Terminals(boolean stdin, boolean stdout, boolean stderr) {

  private static final String PROPERTY = "execution-plane.tty";

  static Terminals fromLauncher() {
    var digits = System.getProperty(PROPERTY, "");
    return new Terminals(digits.contains("0"), digits.contains("1"), digits.contains("2"));
  }
}
