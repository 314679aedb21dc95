package io.executionplane.lanes.process.ssh;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.session.ClientSession;

/**
 * One connection to a target, with its keeper, used by several commands at once. Its methods may be
 * called from any thread.
 */
final class SshConnection {

  /** After so many intervals without word of the keeper the connection counts as lost. */
  static final int SILENT_INTERVALS_MAX = 3;

  private final ClientSession session;
  private final SshTargetSettings settings;
  private final Keeper keeper;
  private final String hostKey;
  private final ScheduledExecutorService clock;
  private final Future<?> heartbeat;
  private int inUse;
  private boolean closing;

  /**
   * A connection whose keeper is there.
   *
   * @param hostKey fingerprint of the key that the server proved to have
   * @param clock where the heartbeat runs
   */
  SshConnection(
      ClientSession session,
      SshTargetSettings settings,
      Keeper keeper,
      String hostKey,
      ScheduledExecutorService clock) {
    this.session = session;
    this.settings = settings;
    this.keeper = keeper;
    this.hostKey = hostKey;
    this.clock = clock;
    var every = settings.keepalive().toMillis();
    this.heartbeat = clock.scheduleAtFixedRate(this::beat, every, every, TimeUnit.MILLISECONDS);
    keeper.gone().whenComplete((gone, none) -> close());
    session.addCloseFutureListener(closed -> heartbeat.cancel(false));
  }

  /** A connection of which no word came for too long is closed, and so told to all its commands. */
  private void beat() {
    keeper
        .hear()
        .toCompletableFuture()
        .orTimeout(settings.keepalive().toMillis() * SILENT_INTERVALS_MAX, TimeUnit.MILLISECONDS)
        .exceptionally(
            silent -> {
              close();
              return null;
            });
  }

  ClientSession session() {
    return session;
  }

  Keeper keeper() {
    return keeper;
  }

  String hostKey() {
    return hostKey;
  }

  /** Why a channel of it is gone that did not say how its command ended. */
  RuntimeException whyGone() {
    return session.isOpen() && !isClosing()
        ? SshFailures.exitNotTold()
        : SshFailures.connectionLost(settings.address());
  }

  /** Takes a place for one more command, if there is one. */
  synchronized boolean take() {
    if (closing || !session.isOpen() || inUse >= settings.channelsMax()) {
      return false;
    }
    inUse++;
    return true;
  }

  /** Gives a place back. The connection is closed if nobody uses it a while later. */
  void giveBack() {
    if (leave() == 0 && session.isOpen()) {
      var unused =
          clock.schedule(this::closeIfIdle, settings.idleClose().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized int leave() {
    inUse--;
    return inUse;
  }

  private void closeIfIdle() {
    if (isIdle()) {
      close();
    }
  }

  private synchronized boolean isIdle() {
    closing |= inUse == 0; // From now on nobody gets a place.
    return inUse == 0;
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  /** Ends it now; the keeper on the other side ends what it keeps. */
  void close() {
    synchronized (this) {
      closing = true;
    }
    heartbeat.cancel(false);
    session.close(true);
  }

  /** Completes when it is closed, by whomever. */
  void whenClosed(Runnable told) {
    session.addCloseFutureListener(closed -> told.run());
  }
}
