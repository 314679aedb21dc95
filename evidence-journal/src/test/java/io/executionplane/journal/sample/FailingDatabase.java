package io.executionplane.journal.sample;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A database that fails at one chosen step: before a statement is carried out, or just after, when
 * nobody is told any more that it was.
 */
public final class FailingDatabase {

  private final DataSource database;
  private final boolean afterwards;
  private int stepsLeft;
  private Runnable watcher = () -> {};

  /**
   * A database that works until then.
   *
   * @param step the step that fails, from 1; steps are statements that write, and commits
   * @param afterwards whether the step is carried out before it fails
   */
  public FailingDatabase(DataSource database, int step, boolean afterwards) {
    this.database = database;
    this.stepsLeft = step;
    this.afterwards = afterwards;
  }

  /** Steps so far, of a database that is not to fail. */
  public int steps() {
    return Integer.MAX_VALUE - stepsLeft;
  }

  /** Lets some more steps pass first. */
  public void later(int steps) {
    stepsLeft += steps;
  }

  /** Has somebody look after each step, as another user of the database might. */
  public void watchedBy(Runnable onlooker) {
    watcher = onlooker;
  }

  /** Whether the chosen step was reached. */
  public boolean hasFailed() {
    return stepsLeft <= 0;
  }

  public DataSource dataSource() {
    return wrapped(DataSource.class, database);
  }

  private <T> T wrapped(Class<T> type, Object real) {
    InvocationHandler handler = (proxy, method, arguments) -> call(real, method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object call(Object real, Method method, Object[] arguments) throws Throwable {
    if (!isStep(method)) {
      return passedOn(real, method, arguments);
    }
    stepsLeft--;
    if (stepsLeft == 0 && !afterwards) {
      throw failure();
    }
    var result = passedOn(real, method, arguments);
    watcher.run();
    if (stepsLeft == 0) {
      throw failure();
    }
    return result;
  }

  private Object passedOn(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      var result = method.invoke(real, arguments);
      if (result instanceof PreparedStatement) {
        return wrapped(PreparedStatement.class, result);
      }
      return result instanceof Connection ? wrapped(Connection.class, result) : result;
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static boolean isStep(Method method) {
    return switch (method.getName()) {
      case "executeUpdate", "executeBatch", "commit" -> true;
      default -> false;
    };
  }

  private static SQLException failure() {
    return new SQLException("broken on purpose", "08006");
  }
}
