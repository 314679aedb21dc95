package io.executionplane.node.http;

import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.NodeStartException;
import io.executionplane.node.http.api.Router;
import io.executionplane.node.http.caller.Callers;
import io.executionplane.node.http.resource.Readiness;
import io.executionplane.node.http.tls.Tls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Tcp;

/** The HTTP endpoint of a plane, listening. Close it before the plane. */
public final class HttpEndpoint implements AutoCloseable {

  private static final int BACKLOG = 128;
  private static final Duration BOUND_WITHIN = Duration.ofSeconds(10);

  private final InetSocketAddress address;
  private final Tcp.ServerBinding binding;
  private final boolean isTls;
  private final Readiness readiness;
  private final SharedKillSwitch open;
  private final OpenCalls calls;

  private HttpEndpoint(
      Tcp.ServerBinding binding,
      boolean isTls,
      Readiness readiness,
      SharedKillSwitch open,
      OpenCalls calls) {
    this.address = binding.localAddress();
    this.binding = binding;
    this.readiness = readiness;
    this.isTls = isTls;
    this.open = open;
    this.calls = calls;
  }

  /**
   * Begins to listen.
   *
   * @param callers who may call
   * @throws NodeStartException if it cannot listen there, or must not without TLS
   * @throws IllegalArgumentException if keys or certificates cannot be used
   */
  public static HttpEndpoint start(ExecutionPlane plane, HttpSettings settings, Callers callers) {
    var readiness = new Readiness();
    var router =
        new Router(
            Operations.of(plane, settings, readiness),
            Router.Authentication.by(callers),
            plane.system());
    var tls = settings.tls().map(Tls::of);
    requireReach(settings);
    var open = KillSwitches.shared("http");
    var calls = new OpenCalls();
    var connections = new Connections(plane.system(), settings, tls, router);
    var binding = bind(plane, settings, connections, open, calls);
    return new HttpEndpoint(binding, tls.isPresent(), readiness, open, calls);
  }

  /** Tokens in the clear are for this machine. */
  private static void requireReach(HttpSettings settings) {
    var address = new InetSocketAddress(settings.host(), settings.port());
    if (address.isUnresolved()) {
      throw new NodeStartException(
          "cannot listen at " + settings.host() + ": there is no such address");
    }
    var isLocal = address.getAddress().isLoopbackAddress();
    if (!isLocal && settings.tls().isEmpty() && !settings.isPlainBeyondLoopback()) {
      throw new NodeStartException(
          settings.host()
              + " can be reached from elsewhere, where tokens need TLS: name a keystore-file in"
              + " execution-plane.http.tls, or allow it with"
              + " execution-plane.http.plain-beyond-loopback");
    }
  }

  private static Tcp.ServerBinding bind(
      ExecutionPlane plane,
      HttpSettings settings,
      Connections connections,
      SharedKillSwitch open,
      OpenCalls calls) {
    var system = plane.system();
    var bound =
        Tcp.get(system)
            .bind(
                settings.host(),
                settings.port(),
                BACKLOG,
                List.of(),
                true,
                Optional.of(settings.idleWithin()))
            .mapAsyncUnordered(
                settings.connectionsMax(),
                connection -> {
                  var own = calls.new OfConnection();
                  return connection
                      .flow()
                      .via(open.flow())
                      .watchTermination(Keep.right())
                      .join(connections.flow(own))
                      .run(system)
                      .handle(
                          (done, gone) -> {
                            own.over();
                            return Done.getInstance();
                          });
                })
            .to(Sink.ignore())
            .run(system);
    try {
      return bound.toCompletableFuture().get(BOUND_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException refused) {
      throw new NodeStartException(
          "cannot listen at " + settings.host() + ":" + settings.port(), refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NodeStartException("the start was interrupted", interrupted);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** How it is asked: http or https. */
  public String scheme() {
    return isTls ? "https" : "http";
  }

  /** How many calls are being answered. */
  public int calls() {
    return calls.count();
  }

  /** Completes when no call is being answered, at once if that is so. */
  public CompletionStage<Done> unused() {
    return calls.none();
  }

  /** Takes nothing new from now on; what runs goes on. */
  public void drain() {
    readiness.drain();
  }

  /** Listens no longer, and ends what is open. */
  @Override
  public void close() {
    drain();
    var unused = binding.unbind();
    open.shutdown();
  }
}
