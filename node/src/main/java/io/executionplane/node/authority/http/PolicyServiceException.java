package io.executionplane.node.authority.http;

import org.jspecify.annotations.Nullable;

/** The policy service gave no decision. The message holds nothing of what was asked. */
final class PolicyServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PolicyServiceException(String message) {
    super(message);
  }

  PolicyServiceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
