package io.executionplane.node.cli;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.replay.Asciicast;
import io.executionplane.journal.replay.Asciicast.Screen;
import io.executionplane.journal.replay.KnownState;
import io.executionplane.journal.replay.Piece;
import io.executionplane.journal.replay.StreamReplay;
import io.executionplane.journal.verify.EvidenceSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.util.ByteString;

/**
 * One stream of an execution as a terminal recording. Of one that ran in a terminal it has that
 * terminal's sizes, unless somebody wants it on another screen.
 *
 * @param stream absent means what was put out in the terminal or, without one, standard output
 * @param screen absent means as it was or, where it was none, 80 by 24
 */
record TerminalRecording(
    Asciicast.Version version, Optional<StreamName> stream, Optional<Screen> screen) {

  private static final Screen USUAL = new Screen(80, 24, false);

  void write(EvidenceSource source, KnownState known, OutputStream out) throws IOException {
    var replay = new StreamReplay(source, known.state());
    var name = stream.orElseGet(() -> preferred(replay));
    var inTerminal = name.equals(StreamName.PTY);
    var sizes = TerminalSizes.of(source, known.state());
    var begun = screen.or(() -> inTerminal ? sizes.first() : Optional.empty()).orElse(USUAL);
    var cast = new Asciicast(version, new Screen(begun.columns(), begun.rows(), inTerminal), out);
    cast.begin(known.state().startedAt(), known.ref() + " " + name);
    if (screen.isPresent() || !inTerminal) {
      sizes.changes().clear();
    }
    var end = 0L;
    for (var pieces = replay.pieces(Set.of(name)); pieces.hasNext(); ) {
      var piece = pieces.next();
      cast.write(resizedWithin(piece, sizes, cast));
      end = piece.atMicros();
    }
    for (var change : sizes.changes()) {
      cast.resize(change.atMicros(), change.screen());
    }
    cast.end(end, known.result().map(ExitStatus::of));
  }

  private static StreamName preferred(StreamReplay replay) {
    return replay.streams().contains(StreamName.PTY) ? StreamName.PTY : StreamName.STDOUT;
  }

  /** Writes the changes that came before the end of a piece, and returns what follows the last. */
  private static Piece resizedWithin(Piece piece, TerminalSizes sizes, Asciicast cast)
      throws IOException {
    var rest = piece;
    for (var next = sizes.changes().peek();
        next != null && next.offset() < endOf(piece);
        next = sizes.changes().peek()) {
      rest = writtenUntil(next.offset(), rest, cast);
      // It was recorded later than it was; it is not told later than what it shows in.
      cast.resize(Math.min(next.atMicros(), piece.atMicros()), next.screen());
      sizes.changes().remove();
    }
    return rest;
  }

  private static Piece writtenUntil(long offset, Piece piece, Asciicast cast) throws IOException {
    if (!(piece instanceof Piece.Output output) || offset <= output.offset()) {
      return piece;
    }
    var size = (int) (offset - output.offset());
    cast.write(part(output, output.offset(), output.bytes().take(size)));
    return part(output, offset, output.bytes().drop(size));
  }

  private static Piece part(Piece.Output of, long offset, ByteString bytes) {
    return new Piece.Output(of.stream(), of.atMicros(), offset, bytes);
  }

  private static long endOf(Piece piece) {
    return piece instanceof Piece.Output output ? output.end() : ((Piece.Gap) piece).range().to();
  }
}
