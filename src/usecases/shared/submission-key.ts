/**
 * The text under whose hash a submission is found. Both codes are normal codes of fixed length, 80 random bits each, so
 * that a plain hash cannot be searched through.
 */
export function submissionKey(referenceCode: string, secret: string): string {
  return `${referenceCode}/${secret}`
}
