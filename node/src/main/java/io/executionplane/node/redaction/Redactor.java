package io.executionplane.node.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.executionplane.contracts.evidence.FlowPayload.OutputMasked;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.lanes.spi.Secret;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * What one execution must not show. It is told each secret before the effect gets it, and stands
 * between the effect and everything that keeps or shows what the effect says.
 */
public final class Redactor {

  private final Map<StreamName, MaskTally> tallies = new ConcurrentHashMap<>();
  private volatile SecretPatterns patterns = SecretPatterns.of(List.of());

  /** Notes what must not be shown from now on, instead of what was noted before. */
  public void learn(Collection<Secret> secrets) {
    patterns = SecretPatterns.of(SecretForms.of(secrets.stream().map(Secret::reveal).toList()));
  }

  /** Masks what passes in a stream. */
  public Flow<ByteString, ByteString, NotUsed> flow(StreamName stream) {
    var known = patterns;
    return known.isEmpty() ? Flow.create() : Flow.fromGraph(new MaskingStage(known, tally(stream)));
  }

  private MaskTally tally(StreamName stream) {
    return tallies.computeIfAbsent(stream, unused -> new MaskTally());
  }

  /** What the record is to say of a stream before its end. */
  public Optional<OutputMasked> masked(StreamName stream) {
    return tally(stream).event(stream);
  }

  /**
   * Masks a text. It may have been cut where a limit wanted it, so what may be the beginning of a
   * secret at its end is masked too.
   */
  public String text(String shown) {
    var known = patterns;
    if (known.isEmpty()) {
      return shown;
    }
    var masking = new Masking(known, new MaskTally());
    var certain = masking.take(shown.getBytes(UTF_8));
    var cut = masking.keptBack() >= SecretForms.LENGTH_MIN;
    var rest = masking.rest();
    if (cut) {
      Arrays.fill(rest, Masking.MASK);
    }
    return new String(certain, UTF_8) + new String(rest, UTF_8);
  }

  /** Masks the texts of a document. */
  public JsonObject object(JsonObject shown) {
    return patterns.isEmpty() ? shown : JsonObject.of(new MaskedJson(this).object(shown.toNode()));
  }

  /** A failure that may be recorded and logged: itself, unless it quotes a secret. */
  public Throwable failure(Throwable cause) {
    return patterns.isEmpty() ? cause : MaskedFailure.of(cause, this::text);
  }
}
