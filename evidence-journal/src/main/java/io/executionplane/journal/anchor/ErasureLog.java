package io.executionplane.journal.anchor;

import java.util.List;

/** Where it is said of content that it was destroyed, before it is. */
public interface ErasureLog {

  /**
   * Makes it durable, under a signed checkpoint, that content was destroyed. Waits until it is.
   *
   * @param heads the ends of the executions' chains, which are anchored with it where they are not
   * @param contents what is to be destroyed; with the heads at most {@link EvidenceLog#BATCH_MAX}
   * @throws RuntimeException if that is not known to be durable; nothing may be destroyed then
   */
  void declare(List<AnchoredHead> heads, List<ErasedContent> contents);
}
