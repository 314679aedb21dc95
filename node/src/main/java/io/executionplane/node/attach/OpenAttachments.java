package io.executionplane.node.attach;

import io.executionplane.contracts.evidence.AttachPayload.AttachClosed;
import io.executionplane.contracts.evidence.AttachPayload.AttachEnd;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.state.ExecutionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is attached in this JVM. An execution whose actor starts anew finds them here again. Safe for
 * use by many threads.
 */
public final class OpenAttachments {

  private final Map<ExecutionRef, Map<Long, AttachedParty>> open = new ConcurrentHashMap<>();
  private final int perExecutionMax;

  /**
   * Nobody yet.
   *
   * @param perExecutionMax most who may be attached to one execution at once
   */
  public OpenAttachments(int perExecutionMax) {
    this.perExecutionMax = perExecutionMax;
  }

  /** What speaks against one more who attaches to an execution, whoever he is. */
  public Optional<AttachDenial> objection(ExecutionState state) {
    return AttachJudgement.standing(state)
        .or(
            () ->
                state.attachments().open().size() < perExecutionMax
                    ? Optional.empty()
                    : Optional.of(AttachDenial.ATTACHMENTS_EXHAUSTED));
  }

  /** Somebody has attached, and that is recorded. */
  public void opened(ExecutionRef ref, long attachment, AttachedParty party) {
    open.compute(
        ref,
        (key, before) -> {
          var parties = new HashMap<>(before == null ? Map.of() : before);
          parties.put(attachment, party);
          return parties;
        });
  }

  /** Somebody is attached no more, and that is recorded. */
  public void closed(ExecutionRef ref, long attachment) {
    open.computeIfPresent(
        ref,
        (key, before) -> {
          var parties = new HashMap<>(before);
          parties.remove(attachment);
          return parties.isEmpty() ? null : parties;
        });
  }

  /** The execution has ended, and that is recorded: nobody is attached any more. */
  public void over(ExecutionRef ref) {
    var parties = open.remove(ref);
    if (parties != null) {
      parties.values().forEach(AttachedParty::executionOver);
    }
  }

  /** What is recorded of those whose attachments nobody here knows of: their node is gone. */
  public List<AttachClosed> lost(ExecutionState state) {
    var known = open.getOrDefault(state.ref(), Map.of());
    return state.attachments().open().keySet().stream()
        .filter(attachment -> !known.containsKey(attachment))
        .map(attachment -> new AttachClosed(attachment, AttachEnd.LOST, 0, 0))
        .toList();
  }

  /** The same payloads; before a terminal one, the end of every attachment. */
  public List<? extends EvidencePayload> closing(
      ExecutionState state, List<? extends EvidencePayload> payloads) {
    if (state.attachments().open().isEmpty()
        || payloads.stream().noneMatch(Terminal.class::isInstance)) {
      return payloads;
    }
    var all = new ArrayList<EvidencePayload>();
    for (var payload : payloads) {
      if (payload instanceof Terminal) {
        all.addAll(lost(state));
        all.addAll(ended(state));
      }
      all.add(payload);
    }
    return all;
  }

  private List<AttachClosed> ended(ExecutionState state) {
    var known = open.getOrDefault(state.ref(), Map.of());
    return known.entrySet().stream()
        .filter(each -> state.attachments().open().containsKey(each.getKey()))
        .map(each -> ended(each.getKey(), each.getValue()))
        .toList();
  }

  private static AttachClosed ended(long attachment, AttachedParty party) {
    return new AttachClosed(
        attachment, AttachEnd.EXECUTION_ENDED, party.deliveredBytes(), party.acceptedBytes());
  }
}
