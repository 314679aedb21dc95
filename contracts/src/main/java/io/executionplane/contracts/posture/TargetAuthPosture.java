package io.executionplane.contracts.posture;

import io.executionplane.contracts.json.HyphenAliases;

/** How a target comes by its credentials. Each may also be spelled with hyphens. */
@HyphenAliases
public enum TargetAuthPosture {
  NO_AUTH(Credentials.REFUSED),
  INHERIT_STANDALONE(Credentials.ACCEPTED),
  ASSERT_ONLY(Credentials.REFUSED),
  MATERIALIZE_ON_ATTACH(Credentials.ACCEPTED),
  MOUNT_TOKEN_FILE(Credentials.ACCEPTED),
  INJECT_ENV(Credentials.ACCEPTED),
  NATIVE_PROFILE(Credentials.ACCEPTED),
  REMOTE_BROKER(Credentials.ACCEPTED),
  MULTI_HANDLE(Credentials.ACCEPTED),
  SERVICE_IDENTITY(Credentials.ACCEPTED),
  /** Nobody attaches. */
  FORBIDDEN(Credentials.REFUSED),
  PREINSTALLED(Credentials.ACCEPTED),
  PROXY_ONLY(Credentials.REFUSED),
  NO_CREDENTIAL(Credentials.REFUSED);

  private final Credentials credentials;

  TargetAuthPosture(Credentials credentials) {
    this.credentials = credentials;
  }

  /** Whether an attach may bring credential handles. */
  public boolean acceptsCredentials() {
    return credentials == Credentials.ACCEPTED;
  }

  private enum Credentials {
    ACCEPTED,
    REFUSED
  }
}
