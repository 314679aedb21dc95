package io.executionplane.contracts.samples;

import io.executionplane.contracts.evidence.log.ChunkRange;
import io.executionplane.contracts.evidence.log.LogKey;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.json.Bytes;

/** Makes what the log over all executions says. */
final class LogMakers {

  private final RandomContracts random;

  private LogMakers(RandomContracts random) {
    this.random = random;
  }

  static void addTo(RandomContracts random) {
    var makers = new LogMakers(random);
    random.put(LogName.class, makers::logName);
    random.put(LogKey.class, makers::logKey);
    random.put(ChunkRange.class, makers::chunkRange);
  }

  private LogName logName() {
    return new LogName(random.text().from("!*,-./09AZaz~", 1 + random.random().nextInt(40)));
  }

  private LogKey logKey() {
    return LogKey.of(logName(), Bytes.copyOf(random.bytes(LogKey.PUBLIC_KEY_BYTES)));
  }

  private ChunkRange chunkRange() {
    var from = random.random().nextInt(1000);
    return new ChunkRange(from, from + 1 + random.random().nextInt(1000));
  }
}
