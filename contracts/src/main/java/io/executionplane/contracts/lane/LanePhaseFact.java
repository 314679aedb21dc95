package io.executionplane.contracts.lane;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.runtime.CredentialNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One phase of an exchange as a lane reports it across a boundary: sizes, digests and shapes, never
 * content.
 *
 * <p>Names travel, so names that say where to find a credential are refused: as a property of the
 * payload, and anywhere within a ref. Names such as {@code stdout} are no secret and may be told;
 * what stands under them never travels.
 *
 * @param sequence position among the facts of its transport
 * @param outputByteSize bytes of output so far
 * @param maxOutputBytes most bytes of output that are allowed
 * @param payloadShape names of the payload's properties, sorted
 */
@ContractVersion("ExecutionPlane.LaneFact.v1")
public record LanePhaseFact(
    FactPhase phase,
    @Handle String factRef,
    @Handle String transportRef,
    @Range(min = 0) long sequence,
    @Range(min = 0) long outputByteSize,
    @Range(min = 0) long maxOutputBytes,
    @Handle Optional<String> outputHashRef,
    @Handle Optional<String> outputRef,
    @Handle Optional<String> previewRef,
    @NotBlank @Length(max = 256) @Size(max = 1_000) List<String> payloadShape) {

  public static final Contract<LanePhaseFact> CONTRACT = Contract.of(LanePhaseFact.class);

  private static final Rules RULES = Rules.of(LanePhaseFact.class);

  public LanePhaseFact {
    RULES
        .check(
            phase,
            factRef,
            transportRef,
            sequence,
            outputByteSize,
            maxOutputBytes,
            outputHashRef,
            outputRef,
            previewRef,
            payloadShape)
        .and(
            () -> outputByteSize <= maxOutputBytes,
            "outputByteSize",
            "must be at most max_output_bytes")
        .and(() -> !CredentialNames.isMentionedIn(factRef), "factRef", "must not name a credential")
        .and(
            () -> !CredentialNames.isMentionedIn(transportRef),
            "transportRef",
            "must not name a credential")
        .and(() -> namesNone(outputHashRef), "outputHashRef", "must not name a credential")
        .and(() -> namesNone(outputRef), "outputRef", "must not name a credential")
        .and(() -> namesNone(previewRef), "previewRef", "must not name a credential")
        .and(payloadShape, LanePhaseFact::namesNone, "payloadShape", "must not name a credential")
        .and(
            payloadShape, LanePhaseFact::isSorted, "payloadShape", "must be sorted, each name once")
        .orThrow();
    payloadShape = List.copyOf(payloadShape);
  }

  /**
   * The fact of a payload, of which only the shape is kept.
   *
   * @throws io.executionplane.contracts.json.ContractViolationException if the payload has a
   *     property that names a credential, or one without a name
   */
  public static LanePhaseFact of(
      FactPhase phase,
      String factRef,
      String transportRef,
      long sequence,
      long outputByteSize,
      long maxOutputBytes,
      JsonObject payload) {
    return new LanePhaseFact(
        phase,
        factRef,
        transportRef,
        sequence,
        outputByteSize,
        maxOutputBytes,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        shapeOf(payload));
  }

  /** The names of an object's own properties, sorted; not those of what it holds. */
  public static List<String> shapeOf(JsonObject payload) {
    return payload.toNode().properties().stream().map(Map.Entry::getKey).sorted().toList();
  }

  /** The same fact, with where its output can be found. */
  public LanePhaseFact withOutput(
      String hashRef, Optional<String> fullRef, Optional<String> shortRef) {
    return new LanePhaseFact(
        phase,
        factRef,
        transportRef,
        sequence,
        outputByteSize,
        maxOutputBytes,
        Optional.of(hashRef),
        fullRef,
        shortRef,
        payloadShape);
  }

  private static boolean isSorted(List<String> names) {
    return names.equals(names.stream().sorted().distinct().toList());
  }

  private static boolean namesNone(List<String> names) {
    return names.stream()
        .noneMatch(
            name -> CredentialNames.isCredential(name) || CredentialNames.isMentionedIn(name));
  }

  private static boolean namesNone(Optional<String> ref) {
    return ref.filter(CredentialNames::isMentionedIn).isEmpty();
  }
}
