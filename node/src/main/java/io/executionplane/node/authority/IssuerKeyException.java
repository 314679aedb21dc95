package io.executionplane.node.authority;

/** The issuer's key cannot be used. The message is one sentence, fit for an operator. */
public final class IssuerKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IssuerKeyException(String message) {
    super(message);
  }
}
