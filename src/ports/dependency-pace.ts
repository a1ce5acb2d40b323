/** How fast something answers that others wait for. */
export interface DependencyPace {
  /** True while answers take so long that it cannot be our own load: callers are better told to come back later. */
  isSlow(): boolean
}
