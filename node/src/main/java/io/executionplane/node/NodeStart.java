package io.executionplane.node;

import static com.typesafe.config.ConfigValueFactory.fromAnyRef;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.journal.anchor.Anchoring;
import io.executionplane.journal.anchor.AnchoringPace;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.erasure.ContentErasure;
import io.executionplane.journal.erasure.Retaining;
import io.executionplane.journal.erasure.Retention;
import io.executionplane.journal.erasure.RetentionSettings;
import io.executionplane.journal.grant.GrantLedger;
import io.executionplane.journal.output.JdbcOutputStore;
import io.executionplane.journal.output.SaltSource;
import io.executionplane.journal.store.DataDirectory;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.JournalStoreExtension;
import io.executionplane.journal.store.StoreSettings;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.journal.view.ViewFeeder;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneProvider;
import io.executionplane.lanes.spi.TargetVerifier;
import io.executionplane.node.NodeGuardian.Doors;
import io.executionplane.node.attach.AttachDesk;
import io.executionplane.node.authority.AttachGrants;
import io.executionplane.node.authority.AuthorityVerifiers;
import io.executionplane.node.authority.GrantIssuer;
import io.executionplane.node.authority.IssuerKey;
import io.executionplane.node.authority.KeptGrants;
import io.executionplane.node.credential.CredentialSettings;
import io.executionplane.node.note.NodeNotes;
import io.executionplane.node.simulation.Simulations;
import io.executionplane.node.simulation.UnusableScriptException;
import io.executionplane.node.target.TargetStanding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * The way from a description to a running node: directory, key, store, lanes, actors. What was
 * opened before a step fails is closed again.
 */
final class NodeStart {

  /** Lanes are told where the data directory is, whoever has named it. */
  private static final String DATA_DIRECTORY = "execution-plane.store.directory";

  private static final Duration WIRED_WITHIN = Duration.ofSeconds(20);

  private final ExecutionPlaneBuilder described;
  private final Config config;
  private final NodeSettings settings;
  private final StoreSettings store;
  private final StorePosture posture;
  private final SinkChoice sinks;
  private final AuthorityChoice authority;
  private final RetentionSettings retention;
  private final CredentialSettings credentials;
  private final OpenedResources opened = new OpenedResources();

  private NodeStart(
      ExecutionPlaneBuilder described, Config config, NodeSettings settings, StoreSettings store) {
    this.described = described;
    this.config = config;
    this.settings = settings;
    this.store = store;
    this.posture = StorePosture.from(config, described.persistenceProfile());
    this.sinks = SinkChoice.from(config, described.evidenceSinks(), settings.audience());
    this.retention = RetentionSettings.from(config);
    this.credentials = CredentialSettings.from(config);
    this.authority = AuthorityChoice.from(config, settings, described.authorityVerifiers());
  }

  /** A node with an actor system and a data directory of its own. */
  static RunningNode withOwnSystem(ExecutionPlaneBuilder described) {
    var start = of(described, NodeConfiguration.of(described.config()));
    start.requireStore();
    return start.startOwn();
  }

  /** A node inside a host's actor system, whose configuration names the data directory. */
  static RunningNode inside(ActorSystem<?> system, ExecutionPlaneBuilder described) {
    SettingsCheck.requireKnown(system.settings().config());
    var start = of(described, system.settings().config());
    start.requireStore();
    return start.startInside(system);
  }

  /** Asked before anything is opened, so a store that falls short has nothing written to it. */
  private void requireStore() {
    posture.of(store.kind(), store.kind().capabilities());
  }

  private static NodeStart of(ExecutionPlaneBuilder described, Config config) {
    try {
      return new NodeStart(
          described, config, NodeSettings.from(config), StoreSettings.from(config));
    } catch (ConfigException | IllegalArgumentException wrong) {
      throw NodeConfiguration.wrong(wrong);
    }
  }

  private RunningNode startOwn() {
    try {
      var directory =
          opened.add(DataDirectory.open(described.dataDirectory(), described.purpose()));
      var store = opened.add(JournalStore.open(this.store.withDirectory(directory.path())));
      var system = opened.add(OwnSystem.create(config, store));
      return start(system.system(), directory.path(), store);
    } catch (RuntimeException failure) {
      opened.closeAll(failure);
      throw failure;
    }
  }

  private RunningNode startInside(ActorSystem<?> system) {
    try {
      var journal = JournalStoreExtension.get(system).store();
      return start(system, store.directory(), journal);
    } catch (RuntimeException failure) {
      opened.closeAll(failure);
      throw failure;
    }
  }

  /** Opened before anything can be recorded. Closed before the system, which closes the store. */
  private Anchoring anchoring(JournalStore journal, Path directory) {
    var database = journal.dataSource();
    return Anchoring.start(
        () -> EvidenceLog.open(database, directory, described.clock()),
        database,
        described.clock(),
        AnchoringPace.standard());
  }

  private RunningNode start(ActorSystem<?> system, Path directory, JournalStore journal) {
    var promised = posture.of(journal.kind(), journal.capabilities());
    var key = IssuerKey.loadOrCreate(IssuerKey.fileIn(directory));
    var anchoring = opened.add(anchoring(journal, directory));
    var outputs = opened.add(JdbcOutputStore.start(journal.dataSource()));
    var parts = parts(system, directory, key, journal, outputs, anchoring);
    var unfinished = journal.recover();
    var guardian =
        system.systemActorOf(NodeGuardian.create(parts), "execution-plane", Props.empty());
    var doors = doors(system, guardian);
    var feeders = opened.add(sinks.start(journal, described.clock()));
    opened.add(ViewFeeder.start(journal.view(), journal::isOpen));
    opened.add(retaining(journal, parts.erasure()));
    return new RunningNode(
        settings,
        system,
        guardian,
        doors,
        Recovery.of(unfinished, doors, system),
        StoreLoss.watch(journal, doors, guardian, anchoring, system),
        outputs,
        journal,
        new GrantIssuer(IssuerKey.LOCAL_ISSUER, key),
        parts,
        promised,
        feeders,
        opened);
  }

  private Retaining retaining(JournalStore journal, ContentErasure erasure) {
    var due = new Retention(journal.dataSource(), retention, described.clock());
    return Retaining.start(erasure, due, retention);
  }

  private NodeParts parts(
      ActorSystem<?> system,
      Path directory,
      IssuerKey key,
      JournalStore journal,
      JdbcOutputStore outputs,
      Anchoring anchoring) {
    var lanes = new LinkedHashMap<String, Lane<? extends LanePayload>>();
    var verifiers = new ArrayList<TargetVerifier>();
    var settled = config.withValue(DATA_DIRECTORY, fromAnyRef(directory.toString()));
    for (var provider : described.lanes()) {
      var lane = lane(provider, settled);
      lanes.put(provider.laneId(), lane);
      verifiers.addAll(provider.targetVerifiers(lane, settled));
    }
    var simulations = simulations(lanes, journal);
    verifiers.addAll(simulations.verifiers());
    verifiers.addAll(described.targetVerifiers());
    requireEachTargetOnce(verifiers);
    var salts = SaltSource.secure();
    var notes = new NodeNotes(settings.nodeId(), described.clock(), anchoring::record);
    var remembered = new LogReader(journal.dataSource()).entriesOfNoExecution();
    var grants = new KeptGrants(ledger(journal)::use, notes, remembered);
    return new NodeParts(
        settings,
        lanes,
        simulations,
        verifiers,
        TargetStanding.recalled(remembered, settings.nodeId()),
        authorityVerifiers(system, key, grants),
        grants,
        described.directOwners(),
        notes,
        outputs,
        journal.reader(),
        live(),
        attachDesk(key, grants),
        opened.add(credentials.desk(described.credentialResolvers())),
        anchoring,
        new ContentErasure(journal.dataSource(), anchoring),
        new CopyOnWriteArrayList<>(),
        salts,
        directory,
        described.clock());
  }

  private Simulations simulations(
      Map<String, Lane<? extends LanePayload>> lanes, JournalStore journal) {
    try {
      return Simulations.from(
          config, lanes, journal.reader(), new JdbcEvidenceSource(journal.dataSource()));
    } catch (UnusableScriptException | ConfigException wrong) {
      throw new NodeStartException("the configuration is wrong: " + wrong.getMessage(), wrong);
    }
  }

  private static void requireEachTargetOnce(List<TargetVerifier> verifiers) {
    var seen = new HashSet<String>();
    for (var verifier : verifiers) {
      if (!seen.add(verifier.targetId())) {
        throw new NodeStartException("the target " + verifier.targetId() + " is registered twice");
      }
    }
  }

  private GrantLedger ledger(JournalStore journal) {
    return opened.add(GrantLedger.open(journal.dataSource(), described.clock()));
  }

  private AuthorityVerifiers authorityVerifiers(
      ActorSystem<?> system, IssuerKey key, KeptGrants grants) {
    return opened.add(
        new AuthorityVerifiers(
            authority.verifiers(key, opened), authority.limits(), system, grants));
  }

  private LiveParts live() {
    var live = LiveParts.of(settings);
    opened.add(live.wakeups());
    return live;
  }

  /** Whose grants to run count, his grants to attach count too. */
  private AttachDesk attachDesk(IssuerKey key, KeptGrants grants) {
    return new AttachDesk(
        new AttachGrants(authority.trusted(key)),
        grants,
        described.attachRules(),
        settings.audience(),
        described.clock());
  }

  private Lane<? extends LanePayload> lane(LaneProvider provider, Config settled) {
    var lane = provider.create(settled);
    opened.add(lane::close);
    return lane;
  }

  private static Doors doors(ActorSystem<?> system, ActorRef<NodeGuardian.Command> guardian) {
    try {
      return AskPattern.<NodeGuardian.Command, Doors>ask(
              guardian, NodeGuardian.Enter::new, WIRED_WITHIN, system.scheduler())
          .toCompletableFuture()
          .get(WIRED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new NodeStartException("the node's actors did not start", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NodeStartException("the start was interrupted", interrupted);
    }
  }
}
