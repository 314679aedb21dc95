package io.executionplane.contracts.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component was added to a contract whose major version it did not change. It must be one that
 * can be left out: an {@code Optional}, a list or a map.
 *
 * <p>A value is written with the lowest version that has all its properties, so older readers read
 * whatever they can understand, and a value that uses nothing new keeps its bytes. A reader refuses
 * a version above the highest it knows, and a property that the document's version does not have:
 * what is not understood is never ignored.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Since {

  /**
   * For a version that is a name, the minor version: 2 stands for {@code execution_route.v1.2}. For
   * one that is a number, that number.
   */
  int value();
}
