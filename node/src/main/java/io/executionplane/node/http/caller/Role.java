package io.executionplane.node.http.caller;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a caller may do over HTTP. None of them is an authority: a request still brings its own. */
public enum Role {
  /** Submit requests, hand in input, cancel: what is his tenant's. */
  SUBMIT,
  /** Attach to executions of his tenant without a grant. */
  ATTACH,
  /** See executions of his tenant, and what the node can do. */
  READ,
  /** See what all tenants have, evidence and the log. */
  AUDIT,
  /** Run the node: targets, drain, metrics; and whatever the others may. */
  OPERATE;

  /** As it is written in settings. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of a name; empty if there is none. */
  public static Optional<Role> named(String text) {
    return Stream.of(values()).filter(role -> role.text().equals(text)).findFirst();
  }
}
