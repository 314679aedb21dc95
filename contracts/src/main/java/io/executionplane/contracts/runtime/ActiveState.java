package io.executionplane.contracts.runtime;

/**
 * Where a running execution stands.
 *
 * <pre>
 * accepted ──▶ running ◀──▶ backpressured
 *     │           │               │
 *     │           └───────┬───────┘
 *     ▼                   ▼
 * failed | cancelled | ambiguous      (completed: only from running or backpressured)
 * </pre>
 *
 * <p>Nothing leaves a terminal state, and nothing moves to where it stands.
 */
public enum ActiveState {
  ACCEPTED(false),
  RUNNING(false),
  BACKPRESSURED(false),
  COMPLETED(true),
  FAILED(true),
  CANCELLED(true),
  /** Whether it had its effect is not known. */
  AMBIGUOUS(true);

  private final boolean terminal;

  ActiveState(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether it ends here. */
  public boolean isTerminal() {
    return terminal;
  }

  /** Whether another state may follow this one. */
  public boolean canBecome(ActiveState next) {
    return switch (this) {
      case ACCEPTED -> next == RUNNING || (next.terminal && next != COMPLETED);
      case RUNNING -> next == BACKPRESSURED || next.terminal;
      case BACKPRESSURED -> next == RUNNING || next.terminal;
      case COMPLETED, FAILED, CANCELLED, AMBIGUOUS -> false;
    };
  }
}
