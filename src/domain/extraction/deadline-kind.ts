export const DEADLINE_KINDS = ['payment', 'appeal', 'reply', 'appointment', 'other'] as const
export type DeadlineKind = (typeof DEADLINE_KINDS)[number]

export const DEADLINE_NAMES: Readonly<Record<DeadlineKind, string>> = {
  payment: 'Zahlungsfrist',
  appeal: 'Rechtsbehelfsfrist',
  reply: 'Antwortfrist',
  appointment: 'Termin',
  other: 'Frist',
}

const KIND_WORDS: readonly (readonly [DeadlineKind, RegExp])[] = [
  ['appeal', /widerspruch|klage|einspruch|rechtsbehelf|rechtsmittel|beschwerde|berufung|revision|anfecht/i],
  ['payment', /zahl|überweis|begleich|fällig|rechnung|skonto|betrag|netto|konto/i],
  ['appointment', /termin|\buhr\b|vorsprach|vorsprechen|erscheinen|ladung|geladen|sitzung|verhandlung/i],
  [
    'reply',
    /antwort|stellungnahme|stellung nehmen|rückmeld|rückäußer|äußern|anhörung|einreich|vorleg|vorzulegen|nachreich|übersend|zusend|zurücksend|mitteil|nachweis|unterlagen|bewerb|abgabe|einsend|bitte/i,
  ],
]

/** What a deadline is for, by the words around it; the nearest word decides. */
export function deadlineKind(before: string, after: string): DeadlineKind {
  let best: { readonly kind: DeadlineKind; readonly distance: number } | undefined
  for (const [kind, pattern] of KIND_WORDS) {
    const distance = Math.min(distanceBefore(before, pattern), distanceAfter(after, pattern))
    if (Number.isFinite(distance) && (best === undefined || distance < best.distance))
      best = { kind, distance }
  }
  return best?.kind ?? 'other'
}

function distanceBefore(text: string, pattern: RegExp): number {
  const hits = [...text.matchAll(new RegExp(pattern, 'gi'))]
  const last = hits.at(-1)
  return last === undefined ? Infinity : text.length - last.index - last[0].length
}

function distanceAfter(text: string, pattern: RegExp): number {
  return pattern.exec(text)?.index ?? Infinity
}
