package com.example.checksums;

/** A request that cannot be served, with what to answer. */
final class Refused extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  Refused(int status, String error) {
    this(Reply.problem(status, error));
  }

  Refused(Reply reply) {
    super("HTTP " + reply.status(), null, false, false);
    this.reply = reply;
  }

  Reply reply() {
    return reply;
  }
}
