package io.executionplane.journal.replay;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Pieces of several streams, the earliest first. Holds the next piece of each stream. */
final class MergedPieces implements Iterator<Piece> {

  private final PriorityQueue<Ahead> ahead =
      new PriorityQueue<>(
          Comparator.comparingLong((Ahead each) -> each.piece().atMicros())
              .thenComparing(each -> each.piece().stream()));

  MergedPieces(List<Iterator<Piece>> streams) {
    streams.forEach(this::advance);
  }

  private void advance(Iterator<Piece> stream) {
    if (stream.hasNext()) {
      ahead.add(new Ahead(stream.next(), stream));
    }
  }

  @Override
  public boolean hasNext() {
    return !ahead.isEmpty();
  }

  @Override
  public Piece next() {
    var earliest = ahead.poll();
    if (earliest == null) {
      throw new NoSuchElementException();
    }
    advance(earliest.rest());
    return earliest.piece();
  }

  private record Ahead(Piece piece, Iterator<Piece> rest) {}
}
