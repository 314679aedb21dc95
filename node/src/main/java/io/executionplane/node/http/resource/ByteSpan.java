package io.executionplane.node.http.resource;

import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemException;
import io.executionplane.node.http.api.ProblemType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which bytes of a stream are wanted.
 *
 * @param from offset of the first
 * @param end offset after the last; {@link Long#MAX_VALUE} if all that follow
 * @param isRange whether it was asked for by {@code Range}, and so is answered as a part
 */
record ByteSpan(long from, long end, boolean isRange) {

  /** One range of RFC 9110, section 14.1.2: from, from to, or the last so many. */
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})?-(\\d{1,18})?");

  static ByteSpan from(long offset) {
    return new ByteSpan(offset, Long.MAX_VALUE, false);
  }

  /**
   * Reads {@code Range}, of a stream that has ended.
   *
   * @return empty for several ranges at once and for what is malformed: the header is ignored then
   *     (RFC 9110, section 14.2)
   * @throws ProblemException if there are no such bytes, or some of them are not stored
   */
  static Optional<ByteSpan> read(String range, StreamRecord record) {
    var match = RANGE.matcher(range);
    if (!match.matches()) {
      return Optional.empty();
    }
    var first = Optional.ofNullable(match.group(1)).map(Long::parseLong);
    var last = Optional.ofNullable(match.group(2)).map(Long::parseLong);
    var total = record.totalBytes();
    if (first.isEmpty()) {
      return last.map(count -> new ByteSpan(Math.max(0, total - count), total, true).in(record));
    }
    var end = Math.min(last.map(offset -> offset + 1).orElse(total), total);
    return last.filter(offset -> offset < first.get()).isPresent()
        ? Optional.empty()
        : Optional.of(new ByteSpan(first.get(), end, true).in(record));
  }

  private ByteSpan in(StreamRecord record) {
    if (from >= end) {
      throw unsatisfiable("the stream has " + record.totalBytes() + " bytes");
    }
    for (var omitted : record.omitted()) {
      if (omitted.range().from() < end && omitted.range().to() > from) {
        throw unsatisfiable(
            "bytes %d to %d are not stored (%s)"
                .formatted(
                    omitted.range().from(),
                    omitted.range().to() - 1,
                    omitted.reason().name().toLowerCase(Locale.ROOT)));
      }
    }
    return this;
  }

  private static ProblemException unsatisfiable(String why) {
    return Problem.of(ProblemType.RANGE_NOT_SATISFIABLE, why).toException();
  }
}
