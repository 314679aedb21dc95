package io.executionplane.node.authority;

import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.node.authority.AuthorityVerdict.Denied;
import io.executionplane.node.authority.AuthorityVerdict.Granted;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Accepts secrets that the configuration lists, for what it lists beside each. For tests and closed
 * systems: such an authority has no end, and whoever has seen it can use it.
 *
 * <p>It recognises the listed secrets and nothing else. Each can be revoked by its name, with
 * {@link #ID} as its issuer.
 */
public final class StaticAllowListVerifier implements AuthorityVerifier {

  /** The verifier's name. */
  public static final String ID = "static-allow-list";

  private final List<AllowedSecret> entries;

  public StaticAllowListVerifier(List<AllowedSecret> entries) {
    this.entries = List.copyOf(entries);
  }

  @Override
  public String verifierId() {
    return ID;
  }

  @Override
  public boolean recognises(AuthorityRef ref) {
    return entryOf(ref).isPresent();
  }

  @Override
  public boolean dependsOnOthers() {
    return false;
  }

  @Override
  public CompletionStage<AuthorityVerdict> verify(AuthorityRef ref, AuthorityContext context) {
    return CompletableFuture.completedStage(
        entryOf(ref)
            .map(entry -> judge(entry, ref, context))
            .orElseGet(() -> Denied.unverified("not_listed", "the authority is not listed")));
  }

  /** Every entry is compared, wherever the right one is. */
  private Optional<AllowedSecret> entryOf(AuthorityRef ref) {
    var presented = Sha256.ofText(ref.ref());
    return entries.stream()
        .filter(entry -> entry.isOf(presented))
        .reduce((one, other) -> one); // No early end, as findFirst would have.
  }

  private static AuthorityVerdict judge(
      AllowedSecret entry, AuthorityRef ref, AuthorityContext context) {
    var evidence = evidence(entry, ref);
    if (!entry.lanes().allows(context.laneId())) {
      return new Denied(
          "lane_not_covered", "the authority does not cover this lane", Optional.of(evidence));
    }
    if (!entry.operations().allows(context.operation())) {
      return new Denied(
          "operation_not_covered",
          "the authority does not cover this operation",
          Optional.of(evidence));
    }
    return new Granted(
        new AuthorityGrant(
            evidence,
            entry.targets(),
            entry.attestationClasses(),
            entry.wallClockMax(),
            entry.outputBytesMax(),
            Optional.empty()));
  }

  private static AuthorityEvidence evidence(AllowedSecret entry, AuthorityRef ref) {
    return new AuthorityEvidence(
        ID,
        Optional.of(ID),
        Optional.of(entry.name()),
        Optional.of(entry.name()),
        Optional.empty(),
        Sha256.ofText(ref.ref()));
  }
}
