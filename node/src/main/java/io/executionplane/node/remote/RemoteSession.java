package io.executionplane.node.remote;

import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.wire.CancelReason;
import io.executionplane.node.wire.ClientMessage;
import io.executionplane.node.wire.DataFrame;
import io.executionplane.node.wire.EpV1;
import io.executionplane.node.wire.ServerMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What passes between us and an execution somewhere else. Safe for use by many threads. */
public final class RemoteSession implements AutoCloseable {

  private static final long BEGINS_WITHIN_SECONDS = 60;

  private final Line line;
  private final CompletableFuture<ServerMessage> opening = new CompletableFuture<>();
  private final CompletableFuture<ExecutionResult> result = new CompletableFuture<>();
  private final CompletableFuture<ServerMessage.Closed> closed = new CompletableFuture<>();
  private final CompletableFuture<@Nullable IOException> over = new CompletableFuture<>();
  private final Map<StreamName, RemoteOutput> outputs = new ConcurrentHashMap<>();
  private final Map<StreamName, RemoteInput> inputs = new ConcurrentHashMap<>();
  private final Map<Long, CompletableFuture<Optional<NotDone>>> wishes = new ConcurrentHashMap<>();
  private final AtomicLong lastWish = new AtomicLong();

  RemoteSession(Line line) {
    this.line = line;
  }

  /**
   * Nothing was done about a wish.
   *
   * @param code a stable word that says why, for example {@code control_unsupported}
   * @param retryable whether the same wish may be fulfilled a little later
   */
  public record NotDone(String code, boolean retryable) {}

  ServerMessage begin(ClientMessage first) throws IOException {
    line.send(first);
    return begin();
  }

  ServerMessage begin() throws IOException {
    line.tell(new Hearing());
    try {
      return opening.get(BEGINS_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      close();
      throw failed.getCause() instanceof IOException known
          ? known
          : new ConnectionLostException("the session did not begin", failed);
    } catch (TimeoutException late) {
      close();
      throw new ConnectionLostException("the node did not answer in time", late);
    } catch (InterruptedException interrupted) {
      close();
      Thread.currentThread().interrupt();
      throw new ConnectionLostException("interrupted", interrupted);
    }
  }

  // --- What we have in hand

  /** An output that comes by itself, or that is read already. */
  public RemoteOutput output(StreamName stream) {
    return output(stream, 0);
  }

  /**
   * Reads an output; once for each.
   *
   * @param from offset of the first byte wanted
   */
  public RemoteOutput read(StreamName stream, long from) {
    var output = output(stream, from);
    line.send(new ClientMessage.Read(stream, from));
    return output;
  }

  private RemoteOutput output(StreamName stream, long from) {
    var output =
        outputs.computeIfAbsent(
            stream,
            name ->
                new RemoteOutput(from, offset -> line.send(new ClientMessage.Ack(name, offset))));
    ifOver(output::fail);
    return output;
  }

  /** What is begun too late fails at once. */
  private void ifOver(Consumer<IOException> fail) {
    var how = over.getNow(null);
    if (how != null) {
      fail.accept(how);
    }
  }

  /** An input. Writes fail once nobody takes it. */
  public OutputStream input(StreamName stream) {
    var input = inputs.computeIfAbsent(stream, name -> new RemoteInput(name, line));
    ifOver(input::fail);
    return input;
  }

  /** Interrupts, resizes or signals the effect. Empty if that was done. */
  public CompletableFuture<Optional<NotDone>> control(EffectControl wish) {
    var id = lastWish.incrementAndGet();
    var answer = new CompletableFuture<Optional<NotDone>>();
    wishes.put(id, answer);
    ifOver(answer::completeExceptionally);
    line.send(message(id, wish));
    return answer;
  }

  private static ClientMessage message(long id, EffectControl wish) {
    if (wish instanceof EffectControl.Resize resize) {
      return new ClientMessage.Resize(id, resize.cols(), resize.rows());
    } else if (wish instanceof EffectControl.Signal signal) {
      return new ClientMessage.Signal(id, signal.name());
    }
    return new ClientMessage.Interrupt(id);
  }

  /** Asks for the execution to be stopped; its end comes as any other. */
  public void cancel(Optional<CancelReason> reason) {
    line.send(new ClientMessage.Cancel(reason));
  }

  /**
   * Completes with the end of the execution. Fails with an {@link IOException} where that cannot be
   * known any more: the connection was lost, or the attachment is over.
   */
  public CompletableFuture<ExecutionResult> result() {
    return result.copy();
  }

  /** Completes once the attachment is over, with how; fails if the connection was lost before. */
  public CompletableFuture<ServerMessage.Closed> closed() {
    return closed.copy();
  }

  /** Ends the connection. What is open fails. Idempotent. */
  @Override
  public void close() {
    line.close();
    end(new ConnectionLostException("the session was closed"));
  }

  private void end(IOException how) {
    opening.completeExceptionally(how);
    over.complete(how);
    outputs.values().forEach(output -> output.fail(how));
    inputs.values().forEach(input -> input.fail(how));
    wishes.values().forEach(wish -> wish.completeExceptionally(how));
    result.completeExceptionally(how);
    closed.completeExceptionally(how);
  }

  // --- What the node says

  private final class Hearing implements Line.Hearer {

    @Override
    public void heard(String message) {
      try {
        heard(EpV1.serverMessage(message));
      } catch (MalformedJsonException | ContractViolationException unknown) {
        line.close();
        end(new ConnectionLostException("the node said what we do not understand", unknown));
      }
    }

    private void heard(ServerMessage message) {
      if (message instanceof ServerMessage.Accepted some) {
        input(some.stream(), RemoteInput::accepted);
      } else if (message instanceof ServerMessage.InputRefused refused) {
        input(refused.stream(), each -> each.refused(refused.code()));
      } else if (message instanceof ServerMessage.Omitted gap) {
        output(gap.stream()).skip(gap.range());
      } else if (message instanceof ServerMessage.Lagged gap) {
        output(gap.stream()).skip(gap.range());
      } else if (message instanceof ServerMessage.End end) {
        output(end.stream()).end();
      } else {
        heardOfAll(message);
      }
    }

    private void heardOfAll(ServerMessage message) {
      if (message instanceof ServerMessage.Done done) {
        answer(done.id(), Optional.empty());
      } else if (message instanceof ServerMessage.NotDone refused) {
        answer(refused.id(), Optional.of(new NotDone(refused.code(), refused.retryable())));
      } else if (message instanceof ServerMessage.Result end) {
        result.complete(end.result());
      } else if (message instanceof ServerMessage.Closed last) {
        closed.complete(last);
        end(new IOException("the attachment is over: " + last.reason()));
      } else if (message instanceof ServerMessage.Problem refused) {
        var problem = refused.problem().toNode();
        end(new RemoteProblemException(problem.path("status").asInt(), problem));
      } else if (!(message instanceof ServerMessage.InputClosed)) {
        opening.complete(message);
      }
    }

    private void input(StreamName stream, Consumer<RemoteInput> tell) {
      Optional.ofNullable(inputs.get(stream)).ifPresent(tell);
    }

    private RemoteOutput output(StreamName stream) {
      return RemoteSession.this.output(stream);
    }

    private void answer(long id, Optional<NotDone> what) {
      Optional.ofNullable(wishes.remove(id)).ifPresent(wish -> wish.complete(what));
    }

    @Override
    public void heard(DataFrame data) {
      if (!output(data.stream()).deliver(data)) {
        line.close();
        end(new ConnectionLostException("the node sent more than it may"));
      }
    }

    @Override
    public void over(ConnectionLostException how) {
      end(how);
    }
  }
}
