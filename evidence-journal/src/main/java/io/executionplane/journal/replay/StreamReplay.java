package io.executionplane.journal.replay;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.verify.EvidenceSource;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.pekko.NotUsed;
import org.apache.pekko.dispatch.Dispatchers;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The stored streams of one execution, as they were: bytes in their order, at their time, and gaps
 * where bytes are missing.
 *
 * <p>A replay holds one page of chunks of each stream (256 KiB at most), however long the streams
 * are. It ends with what was stored when its end was reached.
 */
public final class StreamReplay {

  /** Most streams at once. */
  public static final int STREAMS_MAX = 32;

  private final EvidenceSource source;
  private final ExecutionState state;

  /**
   * Replays streams of an execution.
   *
   * @param state what its events say: which streams there are and what is omitted
   */
  public StreamReplay(EvidenceSource source, ExecutionState state) {
    this.source = source;
    this.state = state;
  }

  /** Every stream that an event speaks of or of which something is stored, but the request. */
  public SortedSet<StreamName> streams() {
    var names = new TreeSet<>(state.streams().recorded().keySet());
    names.addAll(state.streams().closed().keySet());
    source.streams(ref()).stream()
        .filter(StreamName::isName)
        .map(StreamName::new)
        .forEach(names::add);
    names.remove(StreamName.REQUEST);
    return names;
  }

  /**
   * Pieces of some streams by time; at the same moment by the name of the stream. To be walked over
   * by one thread, which reads the database as it goes.
   *
   * <p>Throws {@link UnreplayableException} where stored chunks cannot have been recorded so.
   *
   * @param streams at most {@link #STREAMS_MAX}; one of which nothing is known has no pieces
   */
  public Iterator<Piece> pieces(Collection<StreamName> streams) {
    var distinct = new TreeSet<>(streams);
    if (distinct.size() > STREAMS_MAX) {
      throw new UnreplayableException(
          ref().text(), "has " + distinct.size() + " streams; at once go " + STREAMS_MAX);
    }
    return new MergedPieces(distinct.stream().map(this::piecesOf).toList());
  }

  private Iterator<Piece> piecesOf(StreamName stream) {
    return new StreamPieces(
        ref() + " " + stream, stream, source.chunks(ref(), stream.text()), recordOf(stream));
  }

  private Optional<StreamRecord> recordOf(StreamName stream) {
    return stream.equals(StreamName.REQUEST)
        ? state.request()
        : Optional.ofNullable(state.streams().closed().get(stream));
  }

  /**
   * The same as a stream that gives each piece when it is due.
   *
   * <p>Time begins when it is run. A reader that is slower than the replay gets what it is late for
   * at once.
   */
  public Source<Piece, NotUsed> source(Collection<StreamName> streams, Speed speed) {
    var read =
        Source.fromIterator(() -> pieces(streams))
            .withAttributes(
                ActorAttributes.dispatcher(Dispatchers.DefaultBlockingDispatcherId())
                    .and(Attributes.inputBuffer(1, 4)));
    return speed.factor().isEmpty() ? read : paced(read, speed);
  }

  private static Source<Piece, NotUsed> paced(Source<Piece, NotUsed> read, Speed speed) {
    return Source.fromMaterializer(
            (Materializer materializer, Attributes attributes) -> {
              var pace = new Pace(speed, System.nanoTime());
              return read.mapAsync(1, piece -> pace.due(piece, materializer.system()));
            })
        .mapMaterializedValue(ignored -> NotUsed.getInstance());
  }

  private ExecutionRef ref() {
    return state.ref();
  }
}
