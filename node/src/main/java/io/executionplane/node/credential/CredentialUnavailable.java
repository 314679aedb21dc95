package io.executionplane.node.credential;

/**
 * There is no value to be had. The message says why in a few words that are fit for the record: it
 * holds nothing of any value.
 */
public final class CredentialUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CredentialUnavailable(String reason) {
    // No stack trace: an answer, not a fault.
    super(reason, null, false, false);
  }
}
