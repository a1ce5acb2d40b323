/** How fast something answers that others wait for. */
export interface DependencyPace {
  /** True while answers take so long that it cannot be our own load: callers are better told to come back later. */
  isSlow(): boolean
}

/** Watches the calls of one dependency. */
export interface AnswerPace extends DependencyPace {
  /**
   * Measures how long the answer takes.
   *
   * @param dueMs so much is no waiting: the bytes of a large object take their time
   */
  timed<T>(work: Promise<T>, dueMs?: number): Promise<T>
}

/** Of a dependency that nobody waits for, or that is as fast as the machine that we share with it. */
export const UNTIMED: AnswerPace = { timed: (work) => work, isSlow: () => false }
