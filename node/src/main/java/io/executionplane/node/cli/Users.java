package io.executionplane.node.cli;

/** Who is at the command line. */
final class Users {

  private Users() {}

  /** The user of the operating system, as grants name a person. */
  static String subject() {
    return "user:" + System.getProperty("user.name");
  }
}
