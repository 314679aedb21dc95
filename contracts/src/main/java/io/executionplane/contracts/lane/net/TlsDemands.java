package io.executionplane.contracts.lane.net;

import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Size;
import java.util.List;
import java.util.Optional;

/**
 * What a peer must prove, and what the lane proves to it, beyond the platform's own trust.
 *
 * @param minimumVersion lowest version of TLS that will do; absent means 1.2
 * @param serverName name to ask for and to verify; absent means the host that is connected to
 * @param trustHandle certificates to trust in place of the platform's
 * @param clientCertificateHandle certificate and key by which the lane presents itself
 * @param certificateDigests the peer's certificate (DER) must have one of these digests; none means
 *     any trusted certificate will do
 */
public record TlsDemands(
    Optional<TlsVersion> minimumVersion,
    @NotBlank @Length(max = 253) Optional<String> serverName,
    @Handle Optional<String> trustHandle,
    @Handle({"credential-handle://", "urn:credential-handle:"})
        Optional<String> clientCertificateHandle,
    @Size(max = 16) List<Sha256> certificateDigests) {

  private static final Rules RULES = Rules.of(TlsDemands.class);

  public TlsDemands {
    RULES
        .check(minimumVersion, serverName, trustHandle, clientCertificateHandle, certificateDigests)
        .orThrow();
    certificateDigests = List.copyOf(certificateDigests);
  }
}
