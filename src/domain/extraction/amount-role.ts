export const AMOUNT_ROLES = ['total', 'net', 'tax', 'instalment', 'other'] as const
export type AmountRole = (typeof AMOUNT_ROLES)[number]

/** What a label says of the amount behind it. */
export interface RoleFinding {
  readonly role: AmountRole
  /** The word that told. */
  readonly word: string
  /** Log-odds that this is the amount a person looks for in that role. */
  readonly strength: number
}

interface RoleWord {
  readonly role: AmountRole
  readonly strength: number
  readonly pattern: RegExp
}

const ROLE_WORDS: readonly RoleWord[] = [
  {
    role: 'total',
    strength: 3,
    pattern:
      /(?:zu zahlen(?:der)?(?: Gesamt)?(?: ?betrag)?|zahl(?:ungs)?betrag|rechnungs(?:end)?(?:betrag|summe)|end(?:betrag|summe)|gesamt(?:forderung|rechnungsbetrag)|fälliger? betrag|forderungsbetrag|amount due|balance due|grand total|total due|invoice total|zahllast|auszahlungsbetrag|ausmachender betrag)/giu,
  },
  {
    role: 'total',
    strength: 2,
    pattern:
      /(?:gesamt(?:betrag|summe|preis|kosten|wert)?|(?<!\p{L})brutto(?:betrag|summe|wert)?(?!\p{L})|(?<!zwischen|teil|netto|\p{L})summe|(?<!sub|sub-|sub |\p{L})total|(?<![\p{L}-])betrag von|in höhe von|überweisen sie|zahlen sie|offener betrag|restbetrag|bußgeld|geldbuße|gebühr|mahnbetrag|festgesetzt|saldo)/giu,
  },
  {
    role: 'net',
    strength: 2,
    pattern:
      /(?:(?<!\p{L})netto(?:betrag|summe|wert|preis)?(?!\p{L})|zwischensumme|warenwert|ohne (?:mwst|ust|umsatzsteuer|mehrwertsteuer)|zzgl\.?|sub-? ?total|net (?:amount|total)|bemessungsgrundlage|steuerpflichtiger? betrag|steuerbasis|basisbetrag)/giu,
  },
  {
    role: 'tax',
    strength: 2,
    pattern:
      /(?:mwst|mw\.st|m\.w\.st|mehrwertsteuer|ust(?!\.?[ -]?(?:id|nr))|umsatzsteuer(?!-?(?:id|nummer))|steuerbetrag|\bvat\b|\btax\b|vorsteuer|kapitalertragsteuer(?!\p{L})|solidaritätszuschlag|kirchensteuer)/giu,
  },
  {
    role: 'instalment',
    strength: 1.5,
    pattern:
      /(?:rate(?:n(?:zahlung|betrag)?)?(?!\p{L})|abschlag(?:szahlung|sbetrag)?|teil(?:betrag|zahlung)|vorauszahlung(?:en)?|monatlich(?:e[nrs]?)?|je monat|pro monat|vierteljährlich|anzahlung)/giu,
  },
]

/** Words that make a gross sum of whatever stands before them, or a net one. */
const GROSS = /(?:brutto(?!\p{L})|inkl\.?|inklusive|einschl\.?|einschließlich|incl\.?|including)/iu
const NET =
  /(?:netto(?!\p{L})|exkl\.?|ohne (?:mwst|ust|umsatz|mehrwert|steuer)|vor steuern?|excl\.?|excluding)/iu

/** The role that the nearest word in a label gives to the amount behind it. */
export function roleIn(label: string): RoleFinding | undefined {
  let best: (RoleFinding & { readonly at: number }) | undefined
  for (const { role, strength, pattern } of ROLE_WORDS) {
    for (const match of label.matchAll(pattern)) {
      const at = match.index + match[0].length
      if (best === undefined || at > best.at) best = { role, strength, word: match[0], at }
    }
  }
  if (best === undefined) return undefined
  const { word, strength } = best
  return { role: settled(best.role, label), word, strength }
}

/** "Gesamtbetrag netto" is a net sum, "Summe inkl. MwSt" a gross one. */
function settled(role: AmountRole, label: string): AmountRole {
  if (role === 'instalment' || role === 'other') return role
  if (GROSS.test(label) && !NET.test(label)) return 'total'
  return role === 'total' && NET.test(label) && !GROSS.test(label) ? 'net' : role
}
