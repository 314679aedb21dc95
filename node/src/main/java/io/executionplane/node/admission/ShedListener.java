package io.executionplane.node.admission;

/** Is told of requests that were turned away for want of room. Must not wait. */
@FunctionalInterface
public interface ShedListener {

  /**
   * Some requests of one tenant were turned away.
   *
   * @param count how many since this was last told of the tenant
   * @param budget what was spent when the last of them came
   * @param running executions of the node that run now
   * @param queued executions of the node that wait now
   */
  void shed(String tenantId, long count, String budget, int running, int queued);
}
