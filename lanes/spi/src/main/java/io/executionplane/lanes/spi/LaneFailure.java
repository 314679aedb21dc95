package io.executionplane.lanes.spi;

import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.FailureClass;

/** A lane could not do its work, or not to the end. Its message is fit for evidence. */
public final class LaneFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public LaneFailure(Failure failure) {
    super(failure.reason());
    this.failure = failure;
  }

  public LaneFailure(FailureClass failureClass, String code, String reason) {
    this(new Failure(failureClass, code, reason));
  }

  public Failure failure() {
    return failure;
  }
}
