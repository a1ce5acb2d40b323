/** German names of codes; a code without a name is shown as it is. */

/** UNTDID 1001, those that EN 16931 and XRechnung allow. */
const TYPES: Readonly<Record<string, string>> = {
  '326': 'Teilrechnung',
  '380': 'Rechnung',
  '381': 'Gutschrift',
  '384': 'Korrekturrechnung',
  '386': 'Vorauszahlungsrechnung',
  '389': 'Rechnung im Gutschriftverfahren',
  '875': 'Teilrechnung für Bauleistungen',
  '876': 'Teilschlussrechnung für Bauleistungen',
  '877': 'Schlussrechnung für Bauleistungen',
}

/** UNTDID 5305. */
const VAT_CATEGORIES: Readonly<Record<string, string>> = {
  S: 'Umsatzsteuer',
  Z: 'Nullsatz',
  E: 'steuerbefreit',
  AE: 'Steuerschuldnerschaft des Leistungsempfängers',
  K: 'innergemeinschaftliche Lieferung',
  G: 'Ausfuhr',
  O: 'nicht steuerbar',
}

/** UNTDID 4461. */
const PAYMENT_MEANS: Readonly<Record<string, string>> = {
  '1': 'nicht festgelegt',
  '10': 'bar',
  '20': 'Scheck',
  '30': 'Überweisung',
  '48': 'Kartenzahlung',
  '49': 'Lastschrift',
  '57': 'Dauerauftrag',
  '58': 'SEPA-Überweisung',
  '59': 'SEPA-Lastschrift',
  '97': 'Verrechnung',
}

/** UN/ECE Recommendation 20 and 21, those that are common in German invoices. */
const UNITS: Readonly<Record<string, string>> = {
  ANN: 'Jahr',
  C62: 'Stück',
  CMT: 'cm',
  DAY: 'Tag',
  GRM: 'g',
  H87: 'Stück',
  HUR: 'Std.',
  KGM: 'kg',
  KMT: 'km',
  KWH: 'kWh',
  LS: 'pauschal',
  LTR: 'l',
  MIN: 'Min.',
  MON: 'Monat',
  MTK: 'm²',
  MTQ: 'm³',
  MTR: 'm',
  MWH: 'MWh',
  PR: 'Paar',
  SET: 'Satz',
  TNE: 't',
  WEE: 'Woche',
  XPP: 'Stück',
}

export function invoiceTypeName(code: string | undefined): string {
  return code === undefined ? 'Rechnung' : (TYPES[code] ?? `Rechnung (Art ${code})`)
}

export function vatCategoryName(code: string | undefined): string {
  return code === undefined ? '' : (VAT_CATEGORIES[code] ?? code)
}

export function paymentMeansName(code: string | undefined): string | undefined {
  return code === undefined ? undefined : (PAYMENT_MEANS[code] ?? `Zahlungsart ${code}`)
}

export function unitName(code: string | undefined): string {
  return code === undefined ? '' : (UNITS[code] ?? code)
}
