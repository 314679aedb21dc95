package io.executionplane.node.authority;

/**
 * The text is not a grant of a trusted issuer. Nothing that it says may be believed or repeated.
 */
final class UnreadableGrantException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final String reason;

  UnreadableGrantException(String code, String reason) {
    super(reason);
    this.code = code;
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  String code() {
    return code;
  }
}
