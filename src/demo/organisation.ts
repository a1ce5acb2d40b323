import type { Role } from '../domain/access/actor.ts'
import type { Level } from '../domain/access/confidentiality.ts'
import type { OrgUnitKind } from '../domain/access/organisation.ts'
import type { RetentionClass } from '../domain/filing/retention-class.ts'
import { DEMO_TRAINING_TEXTS, type TrainingText } from './training-texts.ts'

/** The demo municipalities: organisation, people and filing plan. Persons and letters are invented. */

export interface DemoUnit {
  readonly number: string
  readonly parent?: string
  readonly name: string
  readonly kind: OrgUnitKind
}

/** Parents stand before their children. */
const DEMO_UNITS: readonly DemoUnit[] = [
  { number: '0', name: 'Stadtverwaltung', kind: 'root' },
  { number: '10', parent: '0', name: 'Hauptamt', kind: 'office' },
  { number: '10.1', parent: '10', name: 'Poststelle', kind: 'section' },
  { number: '10.2', parent: '10', name: 'Personal', kind: 'section' },
  { number: '20', parent: '0', name: 'Amt für Finanzen', kind: 'office' },
  { number: '20.1', parent: '20', name: 'Rechnungseingang', kind: 'section' },
  { number: '20.2', parent: '20', name: 'Steuern und Abgaben', kind: 'section' },
  { number: '30', parent: '0', name: 'Rechts- und Ordnungsamt', kind: 'office' },
  { number: '30.1', parent: '30', name: 'Bußgeldstelle', kind: 'section' },
  { number: '30.2', parent: '30', name: 'Gewerbe und Gaststätten', kind: 'section' },
  { number: '31', parent: '0', name: 'Verkehrsüberwachungsamt', kind: 'office' },
  { number: '33', parent: '0', name: 'Bürgeramt', kind: 'office' },
  { number: '34', parent: '0', name: 'Standesamt', kind: 'office' },
  { number: '37', parent: '0', name: 'Feuerwehr', kind: 'office' },
  { number: '47', parent: '0', name: 'Stadtarchiv', kind: 'office' },
  { number: '50', parent: '0', name: 'Amt für soziale Leistungen', kind: 'office' },
  { number: '50.1', parent: '50', name: 'Wohngeld', kind: 'section' },
  { number: '50.2', parent: '50', name: 'Grundsicherung', kind: 'section' },
  { number: '51', parent: '0', name: 'Amt für Jugend und Familie', kind: 'office' },
  { number: '60', parent: '0', name: 'Bauamt', kind: 'office' },
  { number: '61', parent: '0', name: 'Stadtplanungsamt', kind: 'office' },
  { number: '67', parent: '0', name: 'Grün- und Umweltamt', kind: 'office' },
]

export interface DemoUser {
  readonly username: string
  readonly displayName: string
  readonly roles: readonly Role[]
  /** Numbers of units. */
  readonly units: readonly string[]
  /** May know what is confidential there. */
  readonly cleared?: boolean
}

/** The administrator is made besides, as with every tenant. */
const DEMO_USERS: readonly DemoUser[] = [
  { username: 'poststelle', displayName: 'Petra Postmann', roles: ['mailroom'], units: ['10.1'] },
  { username: 'soziales', displayName: 'Sven Sorge', roles: ['clerk'], units: ['50', '50.1', '50.2'] },
  { username: 'bauamt', displayName: 'Birgit Bauer', roles: ['clerk'], units: ['60'] },
  { username: 'personal', displayName: 'Paula Perso', roles: ['clerk'], units: ['10.2'], cleared: true },
  { username: 'leitung', displayName: 'Lena Leitner', roles: ['head', 'mailroom'], units: ['0'] },
  { username: 'pruefung', displayName: 'Paul Prüfer', roles: ['auditor'], units: ['0'] },
  { username: 'datenschutz', displayName: 'Doris Schutz', roles: ['dpo'], units: ['0'] },
  { username: 'schriftgut', displayName: 'Sina Register', roles: ['records'], units: ['0'] },
  { username: 'registratur', displayName: 'Rolf Ablage', roles: ['records'], units: ['0'] },
]

export const DEMO_DOCUMENT_TYPES: Readonly<Record<string, string>> = {
  antrag: 'Antrag',
  anfrage: 'Anfrage',
  anzeige: 'Anzeige oder Meldung',
  beschwerde: 'Beschwerde',
  bescheid: 'Bescheid',
  bescheinigung: 'Bescheinigung oder Nachweis',
  bewerbung: 'Bewerbung',
  einladung: 'Einladung',
  gericht: 'Gerichtliches Schreiben',
  gutachten: 'Gutachten oder Stellungnahme',
  kassenbeleg: 'Kassenbeleg',
  kuendigung: 'Kündigung',
  mahnung: 'Mahnung',
  rechnung: 'Rechnung',
  vertrag: 'Vertrag',
  widerspruch: 'Widerspruch oder Einspruch',
}

/** Letters of these types are known to few. */
export const DEMO_LEVELS: Readonly<Record<string, Level>> = { bewerbung: 'confidential' }

export type DemoRetention = Pick<RetentionClass, 'id' | 'name' | 'start' | 'proposal'> & {
  readonly years: number
}

/** Invented, as everything here: how long a city keeps what stands in its own schedule. */
export const DEMO_RETENTION: readonly DemoRetention[] = [
  { id: '5-v', name: 'Einfache Vorgänge', years: 5, start: 'end-of-closing-year', proposal: 'V' },
  { id: '10-v', name: 'Zahlungen und Leistungen', years: 10, start: 'end-of-closing-year', proposal: 'V' },
  {
    id: '30-b',
    name: 'Bau, Planung und Personenstand',
    years: 30,
    start: 'end-of-closing-year',
    proposal: 'B',
  },
]

export interface DemoPlanEntry {
  readonly number: string
  readonly title: string
  readonly unit: string
  /** Id of a retention class. */
  readonly retention: string
}

const DEMO_FILING_PLAN: readonly DemoPlanEntry[] = [
  { number: '10.20', title: 'Personalgewinnung', unit: '10.2', retention: '5-v' },
  { number: '20.10', title: 'Rechnungen und Zahlungen', unit: '20.1', retention: '10-v' },
  { number: '20.20', title: 'Grundsteuer und Abgaben', unit: '20.2', retention: '10-v' },
  { number: '30.10', title: 'Ordnungswidrigkeiten', unit: '30.1', retention: '5-v' },
  { number: '30.20', title: 'Gewerbeangelegenheiten', unit: '30.2', retention: '5-v' },
  { number: '31.10', title: 'Bewohnerparken', unit: '31', retention: '5-v' },
  { number: '33.10', title: 'Meldewesen', unit: '33', retention: '5-v' },
  { number: '34.10', title: 'Personenstandsurkunden', unit: '34', retention: '30-b' },
  { number: '50.10', title: 'Wohngeld', unit: '50.1', retention: '10-v' },
  { number: '50.20', title: 'Grundsicherung im Alter', unit: '50.2', retention: '10-v' },
  { number: '51.10', title: 'Kindertagesstätten', unit: '51', retention: '10-v' },
  { number: '60.10', title: 'Baugenehmigungen', unit: '60', retention: '30-b' },
  { number: '61.10', title: 'Bauleitplanung', unit: '61', retention: '30-b' },
  { number: '67.10', title: 'Baumschutz', unit: '67', retention: '5-v' },
]

export interface DemoCaseFile {
  readonly plan: string
  readonly subject: string
  readonly level?: Level
}

const DEMO_CASE_FILES: readonly DemoCaseFile[] = [
  { plan: '50.10', subject: 'Wohngeld Familie Sonnenberg, Gartenfeldstraße 8' },
  { plan: '60.10', subject: 'Neubau Carport, Am Weinberg 12' },
  { plan: '30.10', subject: 'Bußgeldverfahren Geschwindigkeit Rheinallee' },
  { plan: '10.20', subject: 'Auswahlverfahren Sachbearbeitung Wohngeld', level: 'confidential' },
  { plan: '20.10', subject: 'Bürobedarf Papierhaus Lenz GmbH' },
]

export interface DemoCity {
  readonly slug: string
  readonly name: string
  readonly receiptPrefix: string
  readonly adminUsername: string
  readonly units: readonly DemoUnit[]
  readonly users: readonly DemoUser[]
  readonly filingPlan: readonly DemoPlanEntry[]
  readonly caseFiles: readonly DemoCaseFile[]
  readonly trainingTexts: readonly TrainingText[]
}

/** The first one has letters, too; the others are small, so that they do not hold up the start. */
export const DEMO_CITIES: readonly [DemoCity, ...DemoCity[]] = [
  {
    slug: 'mainz',
    name: 'Landeshauptstadt Mainz (Demo)',
    receiptPrefix: 'MZ',
    adminUsername: 'admin',
    units: DEMO_UNITS,
    users: DEMO_USERS,
    filingPlan: DEMO_FILING_PLAN,
    caseFiles: DEMO_CASE_FILES,
    trainingTexts: DEMO_TRAINING_TEXTS,
  },
  smallCity('trier', 'Stadt Trier (Demo)', 'TR', ['Tanja Turm', 'Theo Treis', 'Tilda Thal']),
  smallCity('ludwigshafen', 'Stadt Ludwigshafen am Rhein (Demo)', 'LU', [
    'Lore Lang',
    'Ludger Loos',
    'Lilo Lahn',
  ]),
]

function smallCity(
  slug: string,
  name: string,
  receiptPrefix: string,
  [mailroom, clerk, head]: readonly [string, string, string],
): DemoCity {
  return {
    slug,
    name,
    receiptPrefix,
    adminUsername: `admin.${slug}`,
    units: [
      { number: '0', name: 'Stadtverwaltung', kind: 'root' },
      { number: 'I', parent: '0', name: 'Dezernat I', kind: 'directorate' },
      { number: '10', parent: 'I', name: 'Hauptamt', kind: 'office' },
      { number: '10.1', parent: '10', name: 'Poststelle', kind: 'section' },
      { number: '50', parent: 'I', name: 'Amt für Soziales und Wohnen', kind: 'office' },
    ],
    users: [
      { username: `poststelle.${slug}`, displayName: mailroom, roles: ['mailroom'], units: ['10.1'] },
      { username: `soziales.${slug}`, displayName: clerk, roles: ['clerk'], units: ['50'] },
      { username: `leitung.${slug}`, displayName: head, roles: ['head', 'mailroom'], units: ['0'] },
    ],
    filingPlan: [{ number: '50.10', title: 'Wohngeld', unit: '50', retention: '10-v' }],
    caseFiles: [{ plan: '50.10', subject: 'Wohngeld Musterfall' }],
    trainingTexts: [],
  }
}
