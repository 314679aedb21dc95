package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.Optional;

/** The name of a credential, never the credential. Rotation happens behind it. */
@ContractVersion("credential_handle_ref.v1")
public record CredentialHandleRef(
    @Handle String handleRef,
    @Ref String kind,
    @Ref String audience,
    Optional<Instant> expiresAt,
    @Ref Optional<String> rotationPolicy) {

  public static final Contract<CredentialHandleRef> CONTRACT =
      Contract.of(CredentialHandleRef.class);

  private static final Rules RULES = Rules.of(CredentialHandleRef.class);

  public CredentialHandleRef {
    RULES.check(handleRef, kind, audience, expiresAt, rotationPolicy).orThrow();
    expiresAt = expiresAt.map(Timestamps::micros);
  }
}
