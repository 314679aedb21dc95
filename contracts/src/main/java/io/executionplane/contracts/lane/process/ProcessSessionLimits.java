package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * What a session keeps at most. Sizes are in bytes.
 *
 * @param maxBufferSize longest unfinished line in memory; longer ones spill to disk. Absent means 1
 *     048 576
 * @param oversizeLineChunkBytes size of the pieces in which a line spills; absent means 131 072
 * @param maxRecoverableLineBytes longest line that is delivered whole; the session fails beyond it.
 *     Absent means 16 777 216
 * @param maxStderrBufferSize how much of the end of the error output is kept; absent means 262 144
 * @param maxBufferedEvents how many events wait for the first subscriber, the oldest dropped first;
 *     absent means 128
 */
public record ProcessSessionLimits(
    @Range(min = 1, max = 67_108_864) Optional<Integer> maxBufferSize,
    @Range(min = 1, max = 67_108_864) Optional<Integer> oversizeLineChunkBytes,
    @Range(min = 1, max = 1_073_741_824) Optional<Integer> maxRecoverableLineBytes,
    @Range(min = 1, max = 67_108_864) Optional<Integer> maxStderrBufferSize,
    @Range(min = 1, max = 100_000) Optional<Integer> maxBufferedEvents) {

  public static final int MAX_BUFFER_SIZE_DEFAULT = 1_048_576;
  public static final int OVERSIZE_LINE_CHUNK_BYTES_DEFAULT = 131_072;
  public static final int MAX_RECOVERABLE_LINE_BYTES_DEFAULT = 16_777_216;
  public static final int MAX_STDERR_BUFFER_SIZE_DEFAULT = 262_144;
  public static final int MAX_BUFFERED_EVENTS_DEFAULT = 128;

  private static final Rules RULES = Rules.of(ProcessSessionLimits.class);

  public ProcessSessionLimits {
    RULES
        .check(
            maxBufferSize,
            oversizeLineChunkBytes,
            maxRecoverableLineBytes,
            maxStderrBufferSize,
            maxBufferedEvents)
        .and(
            () ->
                maxBufferSize.orElse(MAX_BUFFER_SIZE_DEFAULT)
                    <= maxRecoverableLineBytes.orElse(MAX_RECOVERABLE_LINE_BYTES_DEFAULT),
            "maxRecoverableLineBytes",
            "must be at least max_buffer_size")
        .and(
            () ->
                oversizeLineChunkBytes.orElse(OVERSIZE_LINE_CHUNK_BYTES_DEFAULT)
                    <= maxRecoverableLineBytes.orElse(MAX_RECOVERABLE_LINE_BYTES_DEFAULT),
            "oversizeLineChunkBytes",
            "must be at most max_recoverable_line_bytes")
        .orThrow();
  }
}
