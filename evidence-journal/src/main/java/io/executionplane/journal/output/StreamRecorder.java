package io.executionplane.journal.output;

import io.executionplane.contracts.execution.StreamRecord;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * Records streams of bytes on their way through: hashed, counted, stored, and only then passed on.
 */
public final class StreamRecorder {

  private final OutputStore store;
  private final SaltSource salts;
  private final Path spoolDirectory;
  private final LiveStreams live;
  private final Patience patience;

  /**
   * A recorder for any number of streams.
   *
   * @param store where chunks go
   * @param salts gives each chunk its salt
   * @param spoolDirectory an existing directory for the tails of long streams; the files in it have
   *     no name while they are used, so nothing is left behind, however this process ends
   * @param live where others find the streams while they go on
   */
  public StreamRecorder(
      OutputStore store, SaltSource salts, Path spoolDirectory, LiveStreams live) {
    this(store, salts, spoolDirectory, live, Patience.DEFAULT);
  }

  /** A recorder of streams that nobody follows. */
  public StreamRecorder(OutputStore store, SaltSource salts, Path spoolDirectory) {
    this(store, salts, spoolDirectory, LiveStreams.unseen(), Patience.DEFAULT);
  }

  StreamRecorder(
      OutputStore store,
      SaltSource salts,
      Path spoolDirectory,
      LiveStreams live,
      Patience patience) {
    this.store = store;
    this.salts = salts;
    this.spoolDirectory = spoolDirectory;
    this.live = live;
    this.patience = patience;
  }

  /**
   * A flow that records one stream, once.
   *
   * <p>Upstream's bytes are cut or merged into chunks: a lone small element is stored at once, and
   * what arrives while a write is under way shares the next one. A byte is passed on once it is
   * durable, or once it is certain that it need not be: beyond the first half of the capture limit,
   * where only the end of the stream will be stored, it is passed on once it is in the spool file.
   * Where nothing is to be stored and nobody can follow, it is passed on at once.
   *
   * <p>Memory is bounded, and a slow store or a slow reader slows upstream. A reader that cancels
   * does not end the recording: it goes on to the end of upstream, and passes nothing on.
   *
   * <ul>
   *   <li>Upstream completes: everything is stored, then the record completes, then the flow.
   *   <li>Upstream fails: as above, but the flow fails with the same cause.
   *   <li>The budget is exceeded: upstream is cancelled, what fits is stored and passed on, then
   *       the flow fails with {@link OutputBudgetExceeded}.
   *   <li>Storing fails: upstream is cancelled, what is durable is passed on, then the flow fails
   *       with the cause. The record declares what is not stored as {@code STORE_FAILED}. A store
   *       that is overloaded is tried again, and one that does not answer waited for, up to half a
   *       minute.
   * </ul>
   *
   * @return materialises the record, which completes as soon as all is stored, in each of these
   *     cases, without waiting for the reader; it fails only if the stream is torn down from
   *     outside
   */
  public Flow<ByteString, ByteString, CompletionStage<StreamRecord>> flow(Recording recording) {
    return Flow.fromGraph(new RecorderStage(this, recording));
  }

  OutputStore store() {
    return store;
  }

  SaltSource salts() {
    return salts;
  }

  Path spoolDirectory() {
    return spoolDirectory;
  }

  LiveStreams live() {
    return live;
  }

  Patience patience() {
    return patience;
  }
}
