package io.executionplane.journal.output;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/** A store that does what a test tells it: at once, on demand, or not at all. */
final class MemoryStore implements OutputStore {

  private final List<Chunk> chunks = new ArrayList<>();
  private final BlockingQueue<Call> held = new LinkedBlockingQueue<>();
  private final int promptCalls;
  private final IntFunction<@Nullable Throwable> failures;
  private int calls;

  private MemoryStore(int promptCalls, IntFunction<@Nullable Throwable> failures) {
    this.promptCalls = promptCalls;
    this.failures = failures;
  }

  /** Stores at once. */
  static MemoryStore prompt() {
    return new MemoryStore(Integer.MAX_VALUE, call -> null);
  }

  /** Keeps every call waiting until {@link #next} hands it out. */
  static MemoryStore holding() {
    return holdingAfter(0);
  }

  /** Stores some calls at once, and keeps all others waiting. */
  static MemoryStore holdingAfter(int promptCalls) {
    return new MemoryStore(promptCalls, call -> null);
  }

  /** Fails the calls, counted from 1, for which there is a cause. */
  static MemoryStore failing(IntFunction<@Nullable Throwable> failures) {
    return new MemoryStore(Integer.MAX_VALUE, failures);
  }

  /** A call that waits. */
  record Call(List<Chunk> chunks, CompletableFuture<Done> stored, MemoryStore store) {

    void succeed() {
      store.keep(chunks);
      stored.complete(Done.getInstance());
    }

    void fail(Throwable cause) {
      stored.completeExceptionally(cause);
    }

    long size() {
      return chunks.stream().mapToLong(chunk -> chunk.bytes().size()).sum();
    }
  }

  @Override
  public synchronized CompletionStage<Done> append(List<Chunk> appended) {
    calls++;
    var failure = failures.apply(calls);
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    var call = new Call(List.copyOf(appended), new CompletableFuture<>(), this);
    if (calls > promptCalls) {
      held.add(call);
    } else {
      call.succeed();
    }
    return call.stored();
  }

  @Override
  public Source<Chunk, NotUsed> read(ExecutionRef ref, StreamName stream, long offset) {
    return Source.from(chunks()).filter(chunk -> chunk.end() > offset);
  }

  @Override
  public Source<Chunk, NotUsed> readFromIndex(ExecutionRef ref, StreamName stream, long index) {
    return Source.from(chunks()).filter(chunk -> chunk.index() >= index);
  }

  private synchronized void keep(List<Chunk> durable) {
    chunks.addAll(durable);
  }

  /** What is stored, in order. */
  synchronized List<Chunk> chunks() {
    return List.copyOf(chunks);
  }

  /** How often it was called. */
  synchronized int calls() {
    return calls;
  }

  /** The next call that waits; comes within a bounded time. */
  Call next() throws InterruptedException {
    var call = held.poll(10, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("nothing was stored");
    }
    return call;
  }
}
