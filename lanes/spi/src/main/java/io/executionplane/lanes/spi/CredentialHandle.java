package io.executionplane.lanes.spi;

import java.util.List;

/**
 * The name of a credential in a payload, never the credential: {@code credential-handle://file/api}
 * or {@code urn:credential-handle:api}.
 */
public record CredentialHandle(String text) {

  private static final List<String> BEGINNINGS =
      List.of("credential-handle://", "urn:credential-handle:");

  private static final int LENGTH_MAX = 512;

  /**
   * Takes what a payload says.
   *
   * @throws IllegalArgumentException if it is no handle; the message does not repeat it, for it may
   *     be the secret itself
   */
  public CredentialHandle {
    if (text.length() > LENGTH_MAX || BEGINNINGS.stream().noneMatch(text::startsWith)) {
      throw new IllegalArgumentException(
          "must be a handle that begins with " + String.join(" or ", BEGINNINGS));
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
