package io.executionplane.node.http.attach;

import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.wire.ClientMessage;
import io.executionplane.node.wire.DataFrame;
import io.executionplane.node.wire.EpV1;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** A conversation in {@code ep.v1}. Nothing that is heard makes what follows wait. */
interface EpTalk extends Talk {

  void heard(ClientMessage message);

  void heard(DataFrame data);

  @Override
  default CompletionStage<Done> heard(Heard message) {
    if (message instanceof Heard.Text said) {
      heard(EpV1.clientMessage(said.text()));
    } else if (message instanceof Heard.Binary data) {
      heard(frame(data));
    } else {
      throw ((Heard.Refused) message).problem().toException();
    }
    return CompletableFuture.completedStage(Done.getInstance());
  }

  private static DataFrame frame(Heard.Binary data) {
    try {
      return DataFrame.decode(data.bytes());
    } catch (IllegalArgumentException malformed) {
      throw Problem.of(ProblemType.INVALID_REQUEST, String.valueOf(malformed.getMessage()))
          .toException();
    }
  }
}
