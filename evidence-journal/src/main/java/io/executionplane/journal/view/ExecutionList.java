package io.executionplane.journal.view;

import io.executionplane.journal.read.JournalReader;
import io.executionplane.journal.read.ProgressListener;
import javax.sql.DataSource;

/**
 * The executions of a store, newest first, narrowed by what is recorded of them.
 *
 * <p>The view only says where to look. What is listed is folded from the events of the journal, so
 * a view that is damaged or was tampered with can make an execution be missed, and never make a
 * list say what is not recorded; {@link ViewKeeper#rebuild} mends it.
 *
 * <p>Safe for use by many threads.
 */
public final class ExecutionList {

  private final ViewKeeper keeper;
  private final ViewSearch search;
  private final JournalReader reader;
  private final Listing listing;
  private final int stretch;

  public ExecutionList(DataSource dataSource, ViewKeeper keeper) {
    this(dataSource, keeper, PageBounds.STANDARD);
  }

  ExecutionList(DataSource dataSource, ViewKeeper keeper, PageBounds bounds) {
    this.keeper = keeper;
    this.search = new ViewSearch(dataSource);
    this.reader = new JournalReader(dataSource);
    this.stretch = bounds.stretch();
    this.listing = new Listing(reader, bounds);
  }

  /** As {@link #page(ListQuery, ProgressListener)}, with nobody who is told of the progress. */
  public ExecutionPage page(ListQuery query) {
    return page(query, ProgressListener.none());
  }

  /**
   * A page of what is durable when this is called. What is not in the view yet is taken in first:
   * after an update of the program this may be all there is.
   *
   * @param progress is told how much of that is done, where it is more than a moment's work
   * @throws InvalidPageTokenException if the query's token is none that a page gave
   * @throws ViewUnusableException if the view cannot be read or written
   * @throws io.executionplane.journal.read.JournalReadException if the journal cannot be read
   */
  public ExecutionPage page(ListQuery query, ProgressListener progress) {
    return listing.page(
        query, keeper.catchUp(progress) ? found(query) : new JournalCandidates(reader, stretch));
  }

  private Candidates found(ListQuery query) {
    var places = keeper.between(query.since(), query.until());
    return new ViewCandidates(search, ViewFilter.of(query), places, stretch);
  }
}
