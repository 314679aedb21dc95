package io.executionplane.testkit.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.ByteArrayOutputStream;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, at every level, with every stack trace. */
final class KeptLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  static KeptLog open() {
    var log = new KeptLog();
    log.setContext(log.root.getLoggerContext());
    log.start();
    log.root.iteratorForAppenders().forEachRemaining(each -> each.addFilter(log.onlyAbove()));
    log.root.addAppender(log);
    log.root.setLevel(Level.TRACE);
    return log;
  }

  /** What others show stays what it was. */
  private ThresholdFilter onlyAbove() {
    var filter = new ThresholdFilter();
    filter.setLevel(before.toString());
    filter.start();
    return filter;
  }

  @Override
  protected void append(ILoggingEvent event) {
    var failure = event.getThrowableProxy();
    lines.writeBytes(event.getFormattedMessage().getBytes(UTF_8));
    lines.writeBytes(event.getMDCPropertyMap().toString().getBytes(UTF_8));
    if (failure != null) {
      lines.writeBytes(ThrowableProxyUtil.asString(failure).getBytes(UTF_8));
    }
  }

  byte[] lines() {
    return lines.toByteArray();
  }

  @Override
  public void close() {
    root.setLevel(before);
    root.detachAppender(this);
    root.iteratorForAppenders().forEachRemaining(each -> each.clearAllFilters());
    stop();
  }
}
