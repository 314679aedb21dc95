package io.executionplane.node.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** How many calls are being answered, and word of when none is. */
final class OpenCalls {

  private final List<CompletableFuture<Done>> waiting = new ArrayList<>();
  private int open;

  private synchronized void begin() {
    open++;
  }

  private void end(int calls) {
    leave(calls).forEach(each -> each.complete(Done.getInstance()));
  }

  private synchronized List<CompletableFuture<Done>> leave(int calls) {
    open -= calls;
    if (open > 0) {
      return List.of();
    }
    var told = List.copyOf(waiting);
    waiting.clear();
    return told;
  }

  synchronized int count() {
    return open;
  }

  /** Completes when none is being answered, at once if that is so. */
  synchronized CompletionStage<Done> none() {
    if (open == 0) {
      return CompletableFuture.completedStage(Done.getInstance());
    }
    var told = new CompletableFuture<Done>();
    waiting.add(told);
    return told;
  }

  /** The calls of one connection, all of which are over when it is. */
  final class OfConnection {

    private int mine;
    private boolean isOver;

    synchronized void begin() {
      if (!isOver) {
        mine++;
        OpenCalls.this.begin();
      }
    }

    synchronized void end() {
      if (mine > 0) {
        mine--;
        OpenCalls.this.end(1);
      }
    }

    synchronized void over() {
      isOver = true;
      OpenCalls.this.end(mine);
      mine = 0;
    }
  }
}
