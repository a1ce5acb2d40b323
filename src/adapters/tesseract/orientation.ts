/** Orientation is as certain at this resolution as at 300 ppi and costs half the time. */
export const ORIENTATION_PPI = 150
/** Below it the detection is a guess; on readable pages it lies above 5. */
export const MIN_ORIENTATION_CONFIDENCE = 2
