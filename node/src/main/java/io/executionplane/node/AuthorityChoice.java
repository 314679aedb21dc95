package io.executionplane.node;

import com.typesafe.config.Config;
import io.executionplane.node.authority.AllowedSecret;
import io.executionplane.node.authority.AuthorityVerifier;
import io.executionplane.node.authority.IssuerKey;
import io.executionplane.node.authority.SignedGrantSettings;
import io.executionplane.node.authority.SignedGrantVerifier;
import io.executionplane.node.authority.StaticAllowListVerifier;
import io.executionplane.node.authority.TrustedIssuers;
import io.executionplane.node.authority.VerifierLimits;
import io.executionplane.node.authority.http.PolicyServiceSettings;
import io.executionplane.node.authority.http.PolicyServiceVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who judges authority on a node: the host's own verifiers, and those that the configuration names.
 *
 * @param own the host's; if there are any, the data directory's own key counts for nothing
 */
record AuthorityChoice(
    VerifierLimits limits,
    SignedGrantSettings signedGrants,
    List<AllowedSecret> allowList,
    Optional<PolicyServiceSettings> policyService,
    List<AuthorityVerifier> own) {

  AuthorityChoice {
    allowList = List.copyOf(allowList);
    own = List.copyOf(own);
  }

  /**
   * Reads what was chosen, and the files that it names.
   *
   * @throws com.typesafe.config.ConfigException if a key is of the wrong type
   * @throws IllegalArgumentException if a value is out of its range, or a file is not what it
   *     should be
   */
  static AuthorityChoice from(Config config, NodeSettings node, List<AuthorityVerifier> own) {
    var limits = VerifierLimits.from(config);
    if (limits.answerWithin().compareTo(node.factsWithin()) >= 0) {
      throw new IllegalArgumentException(
          VerifierLimits.PATH
              + ".answer-within must be shorter than execution-plane.node.facts-within");
    }
    return new AuthorityChoice(
        limits,
        SignedGrantSettings.from(config),
        AllowedSecret.listedIn(config),
        PolicyServiceSettings.from(config),
        own);
  }

  /**
   * All of them, in the order in which they are asked whether an authority is theirs to judge: the
   * policy service last, because it takes whatever nobody else does.
   *
   * @param key the data directory's own
   * @param opened keeps what must be closed
   */
  List<AuthorityVerifier> verifiers(IssuerKey key, OpenedResources opened) {
    var verifiers = new ArrayList<>(own);
    if (!allowList.isEmpty()) {
      verifiers.add(new StaticAllowListVerifier(allowList));
    }
    var trusted = trusted(key);
    if (!trusted.keys().isEmpty()) {
      verifiers.add(new SignedGrantVerifier(trusted));
    }
    policyService.ifPresent(
        service -> verifiers.add(opened.add(new PolicyServiceVerifier(service))));
    return verifiers;
  }

  /** Whose signed grants count. */
  TrustedIssuers trusted(IssuerKey key) {
    return signedGrants.trusted(own.isEmpty() ? Optional.of(key) : Optional.empty());
  }
}
