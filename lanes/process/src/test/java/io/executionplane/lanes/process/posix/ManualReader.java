package io.executionplane.lanes.process.posix;

import java.util.concurrent.CompletableFuture;
import org.apache.pekko.util.ByteString;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Reads only when told to, and remembers how much it got and how it ended. */
final class ManualReader implements Subscriber<ByteString> {

  private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private long bytes;

  /** Asks for everything from now on. */
  void readAll() {
    Children.await(subscription).request(Long.MAX_VALUE);
  }

  /** For example "50000 bytes, then held open". */
  String ending() {
    var cause = Children.await(failure.thenApply(ended -> ended == null ? "" : ended.getMessage()));
    return bytes + " bytes" + (cause.isEmpty() ? "" : ", then " + cause);
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription.complete(given);
  }

  @Override
  public void onNext(ByteString chunk) {
    bytes += chunk.size();
  }

  @Override
  public void onError(Throwable cause) {
    failure.complete(cause);
  }

  @Override
  public void onComplete() {
    failure.complete(null);
  }
}
