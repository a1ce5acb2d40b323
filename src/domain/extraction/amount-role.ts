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
  /** Says of itself that it is the sum that counts, whatever "netto" stands beside it. */
  readonly isFinal?: boolean
  readonly strength: number
  readonly pattern: RegExp
}

const ROLE_WORDS: readonly RoleWord[] = [
  {
    // What a bank books, after all costs and in the currency of the account.
    role: 'total',
    strength: 4.5,
    isFinal: true,
    pattern:
      /(?<!\p{L})zu ?(?:(?:ihren|ihres|unseren|meinen) )?(?:gunsten|lasten)|(?:gutschrifts?|belastungs|buchungs)betrag|buchung auf (?:ihr\p{L}* )?\p{L}*konto|konto-?(?:nr\.?|nummer):? ?\d{5,}\s+$/giu,
  },
  { role: 'total', strength: 3.6, isFinal: true, pattern: /ausmachender betrag/giu },
  {
    role: 'total',
    strength: 3,
    pattern:
      /(?:zu zahlen(?:der)?(?: Gesamt)?(?: ?betrag)?|(?<!rück)zahl(?:ungs)?betrag|rechnungs(?:end)?(?:betrag|summe)|end(?:betrag|summe)|gesamt(?:forderung|rechnungsbetrag)|fälliger? betrag|forderungsbetrag|amount due|balance due|grand total|total due|invoice total|zahllast|auszahlungsbetrag|abrechnungsbetrag)/giu,
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
      /(?:(?<!\p{L})netto(?:betrag|summe|wert|preis)?(?!\p{L})|zwischensumme|warenwert|ohne (?:mwst|ust|umsatzsteuer|mehrwertsteuer)|sub-? ?total|net (?:amount|total)|bemessungsgrundlage|steuerpflichtiger? betrag|steuerbasis|basisbetrag)/giu,
  },
  {
    role: 'tax',
    strength: 2,
    pattern:
      /(?:mwst|mw\.st|m\.w\.st|mehrwertsteuer|(?<!\p{L})ust(?!\p{L}|\.?[ -]?(?:id|nr))|umsatzsteuer(?!-?(?:id|nummer))|steuerbetrag|\bvat\b|\btax\b|vorsteuer|kapitalertragsteuer(?!\p{L})|solidaritätszuschlag|kirchensteuer)/giu,
  },
  {
    role: 'instalment',
    strength: 1.5,
    pattern:
      /(?:(?<!\p{L})(?:monats|jahres|miet|teil|schluss)?rate(?:n(?:zahlung|betrag)?)?(?!\p{L})|abschlag(?:szahlung|sbetrag)?|teil(?:betrag|zahlung)|vorauszahlung(?:en)?|monatlich(?:e[nrs]?)?|je monat|pro monat|vierteljährlich|anzahlung)/giu,
  },
  {
    // What lies on an account before or after all that a statement tells of.
    role: 'other',
    strength: -2,
    pattern:
      /kontostand|(?:(?:start|end|anfangs|schluss|vortrags)|(?:alter|neuer|letzter) )saldo|saldo (?:alt|neu|letzte|per|vom|am)(?!\p{L})|saldovortrag/giu,
  },
  {
    // Sums that a letter tells of, and that nobody is to pay by it.
    role: 'other',
    strength: -1,
    pattern:
      /(?:einkommen|einkünfte|gehalt|(?<!\p{L})lohn|(?<!\p{L})rente|(?:kalt|warm|grund|vergleichs)?miete|(?:streit|verkehrs|gegenstands|grundstücks)wert|vermögen|guthaben|ersparnisse|freibetrag|rabatt(?:betrag)?|skonto(?:betrag)?|(?:preis)?nachlass|zu-?\/abschlag|umsatz(?!steuer)|(?:devisen|wechsel|stück)?kurs|(?:kurs|nenn|nominal)wert|stückpreis|einzelpreis|(?:pauschbetrag|verlust)?topf)(?:s|en|e)?(?!\p{L})/giu,
  },
]

const TAX_NAME = String.raw`(?:(?:der|die) )?(?:gesetzl(?:iche[rn]?|\.)? ?)?(?:\d{1,2}(?:[.,]\d{1,2})? ?% ?)?(?:mwst|mw\.st|ust|umsatzsteuer|mehrwertsteuer|steuern?|vat|tax)\.?`
/** Phrases that tell a gross or a net sum, and are not themselves about the tax. */
const WITH_TAX = new RegExp(
  String.raw`(?:inkl\.?|inklusive|einschl\.?|einschließlich|incl\.?|including|mit) ?${TAX_NAME}`,
  'iu',
)
const WITHOUT_TAX = new RegExp(
  String.raw`(?:exkl\.?|excl\.?|excluding|ohne|zzgl\.?|zuzüglich|vor) ?${TAX_NAME}`,
  'iu',
)
const GROSS = /(?<!\p{L})brutto/iu
const NET = /(?<!\p{L})netto/iu

/** The role that the nearest word in a label gives to the amount behind it. */
export function roleIn(label: string): RoleFinding | undefined {
  const isNet = WITHOUT_TAX.test(label) || NET.test(label)
  const isGross = WITH_TAX.test(label) || GROSS.test(label)
  const bare = label.replace(WITHOUT_TAX, ' ').replace(WITH_TAX, ' ')
  const nearest = nearestWord(bare) ?? nearestWord(label)
  if (nearest === undefined) return undefined
  const { isFinal, ...finding } = nearest
  return isFinal ? finding : { ...finding, role: settled(finding.role, isNet, isGross) }
}

function nearestWord(label: string): (RoleFinding & { readonly isFinal: boolean }) | undefined {
  const hits = ROLE_WORDS.flatMap(({ role, strength, pattern, isFinal = false }) =>
    [...label.matchAll(pattern)].map((match) => ({
      finding: { role, strength, word: wholeWord(label, match), isFinal },
      end: match.index + match[0].length,
    })),
  )
  return hits.reduce<(typeof hits)[number] | undefined>(
    (best, hit) => (best === undefined || hit.end > best.end ? hit : best),
    undefined,
  )?.finding
}

/** "Mahngebühr" where only "gebühr" was looked for: a reason names the word as it stands there. */
function wholeWord(label: string, match: RegExpExecArray): string {
  const before = /[\p{L}-]*$/u.exec(label.slice(0, match.index))?.[0] ?? ''
  const after = /^\p{L}*/u.exec(label.slice(match.index + match[0].length))?.[0] ?? ''
  return `${before}${match[0]}${after}`.trim()
}

/** "Gesamtbetrag netto" is a net sum, "Nettopreis inkl. MwSt" a gross one. */
function settled(role: AmountRole, isNet: boolean, isGross: boolean): AmountRole {
  if (role === 'total' && isNet && !isGross) return 'net'
  return role === 'net' && isGross ? 'total' : role
}
