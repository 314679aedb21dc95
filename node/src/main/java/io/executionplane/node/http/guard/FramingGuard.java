package io.executionplane.node.http.guard;

import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.TLSProtocol.SendBytes;
import org.apache.pekko.stream.TLSProtocol.SessionBytes;
import org.apache.pekko.stream.TLSProtocol.SslTlsInbound;
import org.apache.pekko.stream.TLSProtocol.SslTlsOutbound;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a connection and the HTTP parser. What is well formed passes unchanged. At the
 * first byte that is not, the parser's input ends; once the requests before are answered, a problem
 * is, and the connection is closed.
 */
public final class FramingGuard
    extends GraphStage<BidiShape<SslTlsOutbound, SslTlsOutbound, SslTlsInbound, SslTlsInbound>> {

  /** Longest time until the requests before a malformed one are answered. */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

  /**
   * How long a peer's bytes are still taken, and dropped, after the last answer: closing at once
   * would take the answer away from him (RFC 9112, section 9.6).
   */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private static final String HEAD = "head";
  private static final String CLOSING = "closing";

  private final Inlet<SslTlsInbound> fromPeer = Inlet.create("FramingGuard.fromPeer");
  private final Outlet<SslTlsInbound> toHttp = Outlet.create("FramingGuard.toHttp");
  private final Inlet<SslTlsOutbound> fromHttp = Inlet.create("FramingGuard.fromHttp");
  private final Outlet<SslTlsOutbound> toPeer = Outlet.create("FramingGuard.toPeer");
  private final BidiShape<SslTlsOutbound, SslTlsOutbound, SslTlsInbound, SslTlsInbound> shape =
      BidiShape.of(fromHttp, toPeer, fromPeer, toHttp);

  private final HeadLimits limits;
  private final Duration headWithin;
  private final UpgradeAnswers upgrades;

  /**
   * A guard of one connection.
   *
   * @param parser what the parser behind takes
   * @param headWithin longest time from the first byte of a head to its last
   */
  public FramingGuard(ServerSettings parser, Duration headWithin, UpgradeAnswers upgrades) {
    this.limits = HeadLimits.of(parser.getParserSettings());
    this.headWithin = headWithin;
    this.upgrades = upgrades;
  }

  @Override
  public BidiShape<SslTlsOutbound, SslTlsOutbound, SslTlsInbound, SslTlsInbound> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {

    private final Framing framing = new Framing(limits);
    private ByteString held = ByteString.emptyByteString();
    private @Nullable SSLSession session;
    private Optional<Problem> refusal = Optional.empty();

    /** Whether something was answered since the last request. */
    private boolean isAnswered = true;

    private boolean isDropping;

    Logic() {
      super(shape);
      setHandler(fromPeer, new Received());
      setHandler(toHttp, new Wanted());
      setHandler(fromHttp, new Answered());
      setHandler(toPeer, new Writable());
    }

    @Override
    public void preStart() {
      scheduleOnce(HEAD, headWithin);
      upgrades.listen(createAsyncCallback(this::upgradeAnswered)::invoke);
    }

    @Override
    public void onTimer(Object key) {
      if (key.equals(CLOSING) || (held.isEmpty() && framing.headsPassed() == 0)) {
        completeStage();
      } else {
        refuse(Problem.of(ProblemType.CALL_TIMED_OUT, "the head did not come in time"));
      }
    }

    private void upgradeAnswered(boolean isSwitched) {
      framing.upgradeAnswered(isSwitched);
      if (isAvailable(toHttp)) {
        advance();
      }
    }

    // --- From the peer to the parser

    /** Passes on what may pass, or asks for more. The parser must be waiting. */
    private void advance() {
      var passed = framing.passable(held.toArrayUnsafe());
      watchHead();
      if (passed > 0) {
        pass(passed);
      } else if (framing.objection().isPresent()) {
        refuse(framing.objection().get());
      } else if (isClosed(fromPeer)) {
        inputEnded();
      } else if (!framing.isHolding()) {
        more();
      }
    }

    private void pass(int passed) {
      var bytes = held.take(passed);
      held = held.drop(passed).compact();
      isAnswered = false;
      push(toHttp, new SessionBytes(session, bytes));
    }

    private void more() {
      if (!hasBeenPulled(fromPeer)) {
        pull(fromPeer);
      }
    }

    /** A head that has begun must end in time; so must the first one, which may never begin. */
    private void watchHead() {
      var isAwaited = framing.isInHead() && !framing.isHolding() && !held.isEmpty();
      if (!isAwaited && framing.headsPassed() > 0) {
        cancelTimer(HEAD);
      } else if (isAwaited && !isTimerActive(HEAD)) {
        scheduleOnce(HEAD, headWithin);
      }
    }

    private void inputEnded() {
      if (framing.isInHead() && !held.isEmpty()) {
        refuse(Problem.of(ProblemType.MALFORMED_FRAMING, "the bytes end within a head"));
      } else {
        complete(toHttp);
      }
    }

    // --- The end

    private void refuse(Problem problem) {
      cancelTimer(HEAD);
      refusal = Optional.of(problem);
      held = ByteString.emptyByteString();
      complete(toHttp);
      scheduleOnce(CLOSING, ANSWERED_WITHIN);
      drop();
    }

    /** From now on nothing of the peer counts. */
    private void drop() {
      isDropping = true;
      if (!isClosed(fromPeer)) {
        more();
      }
    }

    private void answersEnded() {
      // Within a body the request is being answered already, unless nothing was.
      var isOwed = refusal.isPresent() && (framing.isInHead() || !isAnswered);
      if (isOwed) {
        var answer = ClosingAnswer.of(refusal.get(), Clock.systemUTC().instant());
        emit(toPeer, new SendBytes(answer), this::linger);
      } else {
        linger();
      }
    }

    private void linger() {
      complete(toPeer);
      if (isClosed(fromPeer)) {
        completeStage();
      } else {
        scheduleOnce(CLOSING, LINGER);
        drop();
      }
    }

    // --- Ports

    private final class Received extends AbstractInHandler {
      @Override
      public void onPush() {
        var element = grab(fromPeer);
        if (isDropping) {
          pull(fromPeer);
        } else if (element instanceof SessionBytes received) {
          session = received.session();
          held = held.concat(received.bytes());
          advance();
        } else {
          more();
        }
      }

      @Override
      public void onUpstreamFinish() {
        if (isDropping && isClosed(toPeer)) {
          completeStage();
        } else if (!isDropping && isAvailable(toHttp)) {
          advance();
        }
      }
    }

    private final class Wanted extends AbstractOutHandler {
      @Override
      public void onPull() {
        advance();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        cancelTimer(HEAD);
        drop();
      }
    }

    private final class Answered extends AbstractInHandler {
      @Override
      public void onPush() {
        isAnswered = true;
        push(toPeer, grab(fromHttp));
      }

      @Override
      public void onUpstreamFinish() {
        answersEnded();
      }
    }

    private final class Writable extends AbstractOutHandler {
      @Override
      public void onPull() {
        if (!isClosed(fromHttp)) {
          pull(fromHttp);
        }
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        // The peer has gone: whatever still works for him is told.
        cancelStage(cause);
      }
    }
  }
}
