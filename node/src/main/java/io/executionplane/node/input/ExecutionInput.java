package io.executionplane.node.input;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;

/**
 * The input of a running execution, for one who hands it in.
 *
 * <p>An answer comes once what was handed in is stored, so whoever waits for it before he goes on
 * never fills a buffer. All of a call is taken, or nothing. Several may hand in at once: each call
 * stays in one piece. The stages do not fail for a reason that {@link InputRefusal} names.
 */
public interface ExecutionInput {

  /** Hands in bytes, after whatever was handed in before. A retry may double them. */
  CompletionStage<InputReply> append(ByteString bytes);

  /**
   * Hands in bytes, if they are the next. The same bytes again at the same offset, as a retry
   * brings them, are acknowledged again and not taken twice, as long as nothing else was handed in
   * since.
   *
   * @param expectedOffset of the first of them
   */
  CompletionStage<InputReply> append(long expectedOffset, ByteString bytes);

  /** Closes the input. Closing it again changes nothing. */
  CompletionStage<InputReply> end();
}
