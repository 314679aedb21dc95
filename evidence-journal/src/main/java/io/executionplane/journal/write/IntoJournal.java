package io.executionplane.journal.write;

import io.executionplane.journal.commit.Storing;
import io.executionplane.journal.output.Content;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How events, and the content that they name, get into their tables. */
final class IntoJournal implements Storing<PendingEvents> {

  @Override
  public void together(Connection connection, List<PendingEvents> writes) throws SQLException {
    Content.store(connection, writes.stream().flatMap(write -> write.contents().stream()).toList());
    EventTable.insert(
        connection, writes.stream().flatMap(write -> write.events().stream()).toList());
  }

  /** Where the last event is there, all of it is: its hash depends on those before. */
  @Override
  public void again(Connection connection, PendingEvents write) throws SQLException {
    var last = write.events().get(write.events().size() - 1);
    if (EventTable.contains(connection, last)) {
      return;
    }
    for (var content : write.contents()) {
      content.storeInPlaceOfAnother(connection);
    }
    EventTable.insert(connection, write.events());
  }

  @Override
  public RuntimeException refused(SQLException cause) {
    return new EventsNotStored(
        "the database refused events, SQLSTATE " + cause.getSQLState(), cause);
  }

  @Override
  public RuntimeException overloaded(int rows, long bytes) {
    return new EventsNotStored(
        rows + " rows of " + bytes + " bytes already wait to be stored", null);
  }
}
