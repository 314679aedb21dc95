package io.executionplane.lanes.process.guest.bridge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.lane.process.ProcessPty;
import java.util.Optional;

/**
 * What version 1 does not have and both ends here do: sessions that outlive their connection,
 * windows, heartbeats, terminals, signals, and a truthful end.
 */
public final class SessionExtension {

  /** Its name among the extensions of {@link Attach}, {@link Attached} and {@link StartSession}. */
  public static final String NAME = "execution_plane.session.v1";

  private SessionExtension() {}

  /**
   * What the asking end offers.
   *
   * @param resumeToken of the session to go on with; absent for a new one
   * @param received how many numbered frames of that session have arrived
   * @param frameBytesMax longest frame that the asking end takes
   * @param windowBytes how much of each output may be under way and not taken
   * @param heartbeatMs how often each end says that it is there
   * @param lingerMs how long a session may be without a connection
   * @param nonce to be signed with the guest's key
   */
  public record Offer(
      Optional<@NotBlank String> resumeToken,
      @Range(min = 0) long received,
      @Range(min = Frames.BYTES_MAX_LEAST) int frameBytesMax,
      @Range(min = 1024, max = 67_108_864) int windowBytes,
      @Range(min = 1, max = 600_000) int heartbeatMs,
      @Range(min = 0, max = 600_000) int lingerMs,
      @Size(min = 16, max = 64) Bytes nonce) {

    public static final Contract<Offer> CONTRACT = Contract.of(Offer.class);

    private static final Rules RULES = Rules.of(Offer.class);

    public Offer {
      RULES
          .check(resumeToken, received, frameBytesMax, windowBytes, heartbeatMs, lingerMs, nonce)
          .orThrow();
    }

    /** Says nothing: a token is worth a session. */
    @Override
    public String toString() {
      return "an offer";
    }
  }

  /**
   * On what terms the guest agrees.
   *
   * @param resumeToken what the session can be resumed with
   * @param received how many numbered frames have arrived at the guest
   * @param frameBytesMax longest frame that the guest takes
   * @param lingerMs how long it keeps a session without a connection; then it ends the command
   * @param signature of the {@link GuestProof}, by the guest's key if it has one
   */
  public record Terms(
      @NotBlank String resumeToken,
      @Range(min = 0) long received,
      @Range(min = Frames.BYTES_MAX_LEAST) int frameBytesMax,
      @Range(min = 1, max = 600_000) int heartbeatMs,
      @Range(min = 0, max = 600_000) int lingerMs,
      Optional<@Size(max = 1024) Bytes> signature) {

    public static final Contract<Terms> CONTRACT = Contract.of(Terms.class);

    private static final Rules RULES = Rules.of(Terms.class);

    public Terms {
      RULES.check(resumeToken, received, frameBytesMax, heartbeatMs, lingerMs, signature).orThrow();
    }

    /** Says nothing: a token is worth a session. */
    @Override
    public String toString() {
      return "terms";
    }
  }

  /**
   * What a start may say beyond version 1.
   *
   * @param input whether the command takes input; else it has none from the beginning
   * @param mergeErrors whether its error output goes to its output
   * @param pty a terminal to run in
   */
  public record Start(boolean input, boolean mergeErrors, Optional<ProcessPty> pty) {

    public static final Contract<Start> CONTRACT = Contract.of(Start.class);

    private static final Rules RULES = Rules.of(Start.class);

    /** What version 1 gives a command. */
    public static final Start OF_VERSION_1 = new Start(true, false, Optional.empty());

    public Start {
      RULES.check(input, mergeErrors, pty).orThrow();
    }
  }

  /** Among extensions, under its name. */
  public static <T> JsonObject among(Contract<T> contract, T value) {
    var extensions = JsonNodeFactory.instance.objectNode();
    extensions.set(NAME, contract.encode(value));
    return JsonObject.of(extensions);
  }

  /**
   * From among extensions.
   *
   * @throws BridgeException when it is there and malformed
   */
  public static <T> Optional<T> from(Optional<JsonObject> extensions, Contract<T> contract)
      throws BridgeException {
    var found = extensions.map(JsonObject::toNode).map(node -> node.path(NAME));
    return found.isPresent() && found.get() instanceof ObjectNode node
        ? Optional.of(Payload.read(contract, node))
        : Optional.empty();
  }
}
