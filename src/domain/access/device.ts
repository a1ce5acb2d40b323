/** Longer ones than any browser sends are not looked at. */
const MAX_LENGTH = 512

type Marks = readonly (readonly [name: string, mark: RegExp])[]

/** The order counts: each browser also names those that it wants to be taken for. */
const BROWSERS: Marks = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|Chromium|CriOS|HeadlessChrome)\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
]
const SYSTEMS: Marks = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows NT\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
]

/**
 * What a person knows a device by, from its `User-Agent`: `Firefox, Windows`. Empty when it names neither browser nor
 * system; nothing of the header itself is kept.
 */
export function deviceOf(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, MAX_LENGTH)
  return [BROWSERS, SYSTEMS]
    .flatMap((marks) => marks.find(([, mark]) => mark.test(text))?.[0] ?? [])
    .join(', ')
}
