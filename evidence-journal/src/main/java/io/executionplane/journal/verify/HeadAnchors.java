package io.executionplane.journal.verify;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.ChainHead;
import java.util.List;
import java.util.stream.Stream;

/**
 * Heads of an execution's chain that something outside its rows vouches for, such as the log.
 *
 * <p>A chain alone cannot show that its last event was changed or that its end was cut off.
 */
@FunctionalInterface
public interface HeadAnchors {

  /** Every known head of an execution, in any order. */
  List<ChainHead> of(ExecutionRef ref);

  /** What either of two vouches for. */
  default HeadAnchors and(HeadAnchors other) {
    return ref -> Stream.concat(of(ref).stream(), other.of(ref).stream()).toList();
  }

  /** Nothing vouches for anything: a report then says so. */
  static HeadAnchors none() {
    return ref -> List.of();
  }
}
