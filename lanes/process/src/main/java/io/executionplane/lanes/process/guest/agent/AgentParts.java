package io.executionplane.lanes.process.guest.agent;

import io.executionplane.lanes.process.LocalCommands;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.pekko.stream.Materializer;

/**
 * What the sessions of an agent share.
 *
 * @param outputAfterExit how long output may be held open after a command has ended
 */
record AgentParts(
    GuestAgentSettings settings,
    LocalCommands commands,
    Materializer materializer,
    ScheduledExecutorService clock,
    Duration outputAfterExit) {}
