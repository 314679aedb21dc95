package io.executionplane.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.posture.PersistenceProfile;
import io.executionplane.contracts.posture.TargetPosture;
import io.executionplane.journal.sink.EvidenceSink;
import io.executionplane.lanes.spi.LaneProvider;
import io.executionplane.lanes.spi.TargetVerifier;
import io.executionplane.node.attach.AttachRules;
import io.executionplane.node.authority.AuthorityVerifier;
import io.executionplane.node.credential.CredentialResolver;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Describes a node, and starts it. What is declared here is frozen once it has started.
 *
 * <p>Defaults: the lanes on the class path, grants signed by the data directory's own key, an actor
 * system of its own.
 */
public final class ExecutionPlaneBuilder {

  private Path dataDirectory = Path.of(".execution-plane");
  private String purpose = "an embedded node";
  private Config config = ConfigFactory.empty();
  private Optional<List<LaneProvider>> lanes = Optional.empty();
  private final List<AuthorityVerifier> authorityVerifiers = new ArrayList<>();
  private final List<TargetVerifier> targetVerifiers = new ArrayList<>();
  private final List<CredentialResolver> credentialResolvers = new ArrayList<>();
  private final Set<String> directOwners = new TreeSet<>();
  private final Map<String, Set<AttachDirection>> attachRoles = new HashMap<>();
  private final Map<String, TargetPosture> targetPostures = new HashMap<>();
  private final List<EvidenceSink> evidenceSinks = new ArrayList<>();
  private Optional<PersistenceProfile> persistenceProfile = Optional.empty();
  private Clock clock = Clock.systemUTC();

  ExecutionPlaneBuilder() {}

  /**
   * Where the record and the keys live. Made if it is not there; owned by one process at a time.
   */
  public ExecutionPlaneBuilder dataDirectory(Path directory) {
    this.dataDirectory = directory;
    return this;
  }

  /** Who uses the data directory, in a few words, for whoever finds it in use. */
  public ExecutionPlaneBuilder purpose(String words) {
    this.purpose = words;
    return this;
  }

  /** Settings over those of {@code reference.conf}. Unknown keys under our root are refused. */
  public ExecutionPlaneBuilder config(Config settings) {
    this.config = settings;
    return this;
  }

  /** Exactly these lanes, instead of those on the class path. */
  public ExecutionPlaneBuilder lanes(List<LaneProvider> providers) {
    this.lanes = Optional.of(List.copyOf(providers));
    return this;
  }

  /**
   * One who judges authority, instead of the data directory's own key. Of several, each judges what
   * none before him recognises; those that the configuration names come after him.
   */
  public ExecutionPlaneBuilder authorityVerifier(AuthorityVerifier verifier) {
    this.authorityVerifiers.add(verifier);
    return this;
  }

  /** One who measures a target, beside those that the lanes bring. */
  public ExecutionPlaneBuilder targetVerifier(TargetVerifier verifier) {
    this.targetVerifiers.add(verifier);
    return this;
  }

  /**
   * One who gives the values of credentials that payloads name. Of several, each is asked for what
   * none before him recognises; those that the configuration names come after him.
   */
  public ExecutionPlaneBuilder credentialResolver(CredentialResolver resolver) {
    this.credentialResolvers.add(resolver);
    return this;
  }

  /**
   * Lets this owner of a lane call it without an authority ({@code direct_lower_lane_owner}), from
   * this JVM and nowhere else; the evidence says so. Nobody may unless he is named here.
   */
  public ExecutionPlaneBuilder directOwner(String owner) {
    this.directOwners.add(owner);
    return this;
  }

  /**
   * Lets whoever the host lets act in a role attach to executions without a grant, for this and
   * nothing else. Without it every attach needs a signed grant.
   */
  public ExecutionPlaneBuilder attachRole(String role, AttachDirection... directions) {
    this.attachRoles.put(role, Set.of(directions));
    return this;
  }

  /** What a target accepts of those who attach to an execution there. */
  public ExecutionPlaneBuilder targetPosture(String targetId, TargetPosture posture) {
    this.targetPostures.put(targetId, posture);
    return this;
  }

  /**
   * One more system that is told what was recorded, beside those of the configuration. It belongs
   * to the node, which closes it; its name must be no other sink's.
   */
  public ExecutionPlaneBuilder evidenceSink(EvidenceSink sink) {
    this.evidenceSinks.add(sink);
    return this;
  }

  /**
   * What the store is relied on for, instead of what the configuration asks for. A node whose store
   * cannot keep it does not start, and has written nothing.
   */
  public ExecutionPlaneBuilder persistenceProfile(PersistenceProfile profile) {
    this.persistenceProfile = Optional.of(profile);
    return this;
  }

  /** The clock that dates events and judges validity. */
  public ExecutionPlaneBuilder clock(Clock source) {
    this.clock = source;
    return this;
  }

  /**
   * Starts the node with an actor system of its own.
   *
   * @throws NodeStartException saying in one sentence why it cannot start
   */
  public ExecutionPlane start() {
    return new ExecutionPlane(NodeStart.withOwnSystem(this));
  }

  /**
   * Starts the node inside an actor system that the host keeps. Its configuration must name the
   * data directory in {@code execution-plane.store.directory}; what was given here as directory or
   * configuration is not used.
   *
   * @throws NodeStartException saying in one sentence why it cannot start
   */
  public ExecutionPlane start(ActorSystem<?> system) {
    return new ExecutionPlane(NodeStart.inside(system, this));
  }

  Path dataDirectory() {
    return dataDirectory;
  }

  String purpose() {
    return purpose;
  }

  Config config() {
    return config;
  }

  List<LaneProvider> lanes() {
    return lanes.orElseGet(
        () ->
            ServiceLoader.load(LaneProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
  }

  List<AuthorityVerifier> authorityVerifiers() {
    return List.copyOf(authorityVerifiers);
  }

  List<TargetVerifier> targetVerifiers() {
    return List.copyOf(targetVerifiers);
  }

  List<CredentialResolver> credentialResolvers() {
    return List.copyOf(credentialResolvers);
  }

  Set<String> directOwners() {
    return Set.copyOf(directOwners);
  }

  AttachRules attachRules() {
    return new AttachRules(attachRoles, targetPostures);
  }

  List<EvidenceSink> evidenceSinks() {
    return List.copyOf(evidenceSinks);
  }

  Optional<PersistenceProfile> persistenceProfile() {
    return persistenceProfile;
  }

  Clock clock() {
    return clock;
  }
}
