/** How much depends on the scans being right (TR-RESISCAN): normal, high, very high. */
export const PROTECTION_CLASSES = ['normal', 'high', 'very-high'] as const
export type ProtectionClass = (typeof PROTECTION_CLASSES)[number]
