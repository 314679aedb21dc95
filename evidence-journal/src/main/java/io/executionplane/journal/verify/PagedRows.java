package io.executionplane.journal.verify;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** Walks over rows that are read page by page; holds one page. */
final class PagedRows<T> implements Iterator<T> {

  private final LongFunction<List<T>> pageAfter;
  private final ToLongFunction<T> key;
  private Iterator<T> page = List.<T>of().iterator();
  private long lastKey = Long.MIN_VALUE;
  private boolean ended;

  /**
   * An iterator that has read nothing yet.
   *
   * @param pageAfter the next rows, those whose key is larger than a given one, by ascending key;
   *     empty at the end
   * @param key tells rows apart
   */
  PagedRows(LongFunction<List<T>> pageAfter, ToLongFunction<T> key) {
    this.pageAfter = pageAfter;
    this.key = key;
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && !ended) {
      page = pageAfter.apply(lastKey).iterator();
      ended = !page.hasNext();
    }
    return !ended;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var row = page.next();
    lastKey = key.applyAsLong(row);
    return row;
  }
}
