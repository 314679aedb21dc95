package io.executionplane.lanes.process.stream;

import java.util.concurrent.CompletionStage;

/** The way to a remote command's standard input. Its methods may be called from any thread. */
public interface InputChannel {

  /**
   * Sends bytes after what was sent before.
   *
   * @return completes when there is room for more; fails with {@link InputClosed} when the command
   *     will read no more
   */
  CompletionStage<?> send(byte[] bytes);

  /** No more will come. */
  void endInput();
}
