/** Removes objects of intakes that never ended. Returns how many. Called by the machine only. */
export type RecoverIntakes = (signal: AbortSignal) => Promise<number>
