import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemActor, type Actor } from '../domain/access/actor.ts'
import type { OrgUnit } from '../domain/access/organisation.ts'
import { featuresOf } from '../domain/classification/features.ts'
import { textPages } from '../domain/extraction/text-page.ts'
import type { FilingPlanEntry } from '../domain/filing/case-file.ts'
import type { FilingPlan, RetentionClasses } from '../ports/case-files.ts'
import type { IdGenerator } from '../ports/clock.ts'
import type { LetterTemplates } from '../ports/letters.ts'
import type { MediaTypeDetector } from '../ports/media-type-detector.ts'
import type { DocumentTypes, OrgUnits, Users } from '../ports/organisation.ts'
import type { StagingArea } from '../ports/staging.ts'
import type { TrainingJournal } from '../ports/training-journal.ts'
import type { Transactor } from '../ports/transactor.ts'
import type { FoundedTenant } from '../usecases/shared/founding.ts'
import type { OpenCaseFile } from '../usecases/filing/open-case-file.ts'
import type { ReceiveItem } from '../usecases/intake/receive-item.ts'
import { DEMO_LETTER_TEMPLATES } from './letter-templates.ts'
import { DEMO_DOCUMENT_TYPES, DEMO_LEVELS, DEMO_RETENTION, type DemoCity } from './organisation.ts'
import type { TrainingText } from './training-texts.ts'

export interface DemoPorts {
  readonly transactor: Transactor
  readonly orgUnits: OrgUnits
  readonly users: Users
  readonly documentTypes: DocumentTypes
  readonly filingPlan: FilingPlan
  readonly retentionClasses: RetentionClasses
  readonly letterTemplates: LetterTemplates
  readonly trainingJournal: TrainingJournal
  readonly staging: StagingArea
  readonly mediaTypes: MediaTypeDetector
  readonly ids: IdGenerator
  readonly openCaseFile: OpenCaseFile
  readonly receiveItem: ReceiveItem
}

export interface DemoTown {
  readonly city: DemoCity
  readonly founded: FoundedTenant
  /** Of all its people but the administrator. */
  readonly passwordHash: string
}

const LETTERS_FOLDER = fileURLToPath(new URL('letters/', import.meta.url))
const MAX_LETTER_BYTES = 2_000_000

/**
 * Fills a new tenant with a demo municipality: organisation, people (all with one password), filing plan, case files and
 * what the classifier has seen. Joins the running transaction.
 */
export async function seedDemo(
  ports: DemoPorts,
  { city, founded, passwordHash }: DemoTown,
  signal: AbortSignal,
): Promise<void> {
  const actor = systemActor(founded.tenant.id, ports.ids.next())
  const units = unitsByNumber(city, founded, ports.ids)
  const plan = filingPlan(city, founded, units, ports.ids)
  await ports.transactor.inTransaction(async () => {
    for (const unit of units.values()) {
      if (unit.id !== founded.rootUnit.id) await ports.orgUnits.insert(actor, unit, signal)
    }
    for (const [id, name] of Object.entries(DEMO_DOCUMENT_TYPES)) {
      const { [id]: level = 'normal' } = DEMO_LEVELS
      const type = { id, tenantId: founded.tenant.id, name, retired: false, level, version: 1 }
      await ports.documentTypes.insert(actor, type, signal)
    }
    for (const kept of DEMO_RETENTION) {
      const retentionClass = { ...kept, tenantId: founded.tenant.id, retired: false, version: 1 }
      await ports.retentionClasses.insert(actor, retentionClass, signal)
    }
    for (const words of DEMO_LETTER_TEMPLATES) {
      const template = { ...words, id: ports.ids.next(), tenantId: founded.tenant.id, version: 1 }
      await ports.letterTemplates.insert(actor, template, signal)
    }
    for (const entry of plan.values()) await ports.filingPlan.insert(actor, entry, signal)
  }, signal)
  await seedUsers(ports, actor, units, { city, passwordHash }, signal)
  await teach(ports, actor, units, city.trainingTexts, signal)
  await openCaseFiles(ports, actor, plan, city, signal)
}

function unitsByNumber(city: DemoCity, founded: FoundedTenant, ids: IdGenerator): Map<string, OrgUnit> {
  const units = new Map<string, OrgUnit>([[founded.rootUnit.number, founded.rootUnit]])
  for (const { number, parent, name, kind } of city.units) {
    if (parent === undefined) continue
    const parentId = required(units, parent).id
    units.set(number, {
      id: ids.next(),
      tenantId: founded.tenant.id,
      parentId,
      number,
      name,
      kind,
      version: 1,
    })
  }
  return units
}

function filingPlan(
  city: DemoCity,
  founded: FoundedTenant,
  units: ReadonlyMap<string, OrgUnit>,
  ids: IdGenerator,
): Map<string, FilingPlanEntry> {
  return new Map(
    city.filingPlan.map(({ number, title, unit, retention }) => {
      const placed = { number, title, orgUnitId: required(units, unit).id, retentionClassId: retention }
      return [number, { id: ids.next(), tenantId: founded.tenant.id, ...placed, version: 1 }]
    }),
  )
}

async function seedUsers(
  ports: DemoPorts,
  actor: Actor,
  units: ReadonlyMap<string, OrgUnit>,
  { city, passwordHash }: Pick<DemoTown, 'city' | 'passwordHash'>,
  signal: AbortSignal,
): Promise<void> {
  await ports.transactor.inTransaction(async () => {
    for (const { username, displayName, roles, units: numbers, cleared = false } of city.users) {
      const id = ports.ids.next()
      const orgUnitIds = numbers.map((number) => required(units, number).id)
      const user = {
        id,
        tenantId: actor.tenantId,
        username,
        displayName,
        roles,
        orgUnitIds,
        cleared,
        disabled: false,
        version: 1,
      }
      await ports.users.insert(actor, user, signal)
      await ports.users.savePasswordHash(actor, id, passwordHash, signal)
    }
  }, signal)
}

async function teach(
  ports: DemoPorts,
  actor: Actor,
  units: ReadonlyMap<string, OrgUnit>,
  texts: readonly TrainingText[],
  signal: AbortSignal,
): Promise<void> {
  await ports.transactor.inTransaction(async () => {
    for (const { type, unit, text } of inTurns(texts)) {
      const documentId = ports.ids.next()
      const features = featuresOf({ pages: textPages(text) }).packed
      const orgUnitId = required(units, unit).id
      await ports.trainingJournal.append(
        actor,
        { task: 'documentType', label: type, documentId, features },
        signal,
      )
      await ports.trainingJournal.append(
        actor,
        { task: 'orgUnit', label: orgUnitId, documentId, features },
        signal,
      )
    }
  }, signal)
}

/** One of each type, then the next of each: mixed as mail is, so that the classifier can tell how sure it may be. */
function inTurns(texts: readonly TrainingText[]): TrainingText[] {
  const turns = new Map<string, number>()
  const numbered = texts.map((text) => {
    const turn = turns.get(text.type) ?? 0
    turns.set(text.type, turn + 1)
    return { text, turn }
  })
  return numbered.sort((left, right) => left.turn - right.turn).map(({ text }) => text)
}

async function openCaseFiles(
  ports: DemoPorts,
  actor: Actor,
  plan: ReadonlyMap<string, FilingPlanEntry>,
  city: DemoCity,
  signal: AbortSignal,
): Promise<void> {
  for (const { plan: number, subject, level } of city.caseFiles) {
    const entry = required(plan, number)
    if (entry.orgUnitId === undefined) continue
    await ports.openCaseFile(
      actor,
      { subject, filingPlanEntryId: entry.id, leadUnitId: entry.orgUnitId, level },
      signal,
    )
  }
}

/** Takes in letters that go the way every letter goes. */
export async function handInDemoLetters(
  ports: DemoPorts,
  { tenant }: FoundedTenant,
  signal: AbortSignal,
): Promise<void> {
  const actor = systemActor(tenant.id, ports.ids.next())
  for (const filename of readdirSync(LETTERS_FOLDER).sort()) {
    const content = createReadStream(join(LETTERS_FOLDER, filename))
    const staged = await ports.staging.receive(content, { maxBytes: MAX_LETTER_BYTES }, signal)
    try {
      const mediaType = await ports.mediaTypes.detect(staged.head)
      await ports.receiveItem(actor, { files: [{ staged, filename, mediaType }], channel: 'letter' }, signal)
    } finally {
      await staged.discard()
    }
  }
}

function required<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key)
  if (value === undefined) throw new Error(`The demo data name "${key}", which is not defined.`)
  return value
}
