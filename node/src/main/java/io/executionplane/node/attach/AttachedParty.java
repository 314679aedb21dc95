package io.executionplane.node.attach;

/** One who is attached, as his execution sees him. Answers at once, on any thread. */
public interface AttachedParty {

  /** Bytes of output that were handed to him. */
  long deliveredBytes();

  /** Bytes of his input that were acknowledged. */
  long acceptedBytes();

  /** The execution has ended, and that is recorded. */
  void executionOver();
}
