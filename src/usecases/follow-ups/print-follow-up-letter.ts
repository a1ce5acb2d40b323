import type { Actor } from '../../domain/access/actor.ts'
import { unitIdsOf } from '../../domain/access/policy.ts'
import {
  linesOf,
  requireTakingAnswers,
  writtenDay,
  type FollowUp,
} from '../../domain/follow-ups/follow-up.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { LetterPageWriter, PrintableLetter } from '../../ports/letter-page-writer.ts'
import type { CodeModules, QrCodeWriter } from '../../ports/qr-code-writer.ts'
import { placeOfCaseFile, placeOfItem } from '../../domain/desk/desk-place.ts'
import { followUpSecretHash, writableFollowUp, type FollowUpPorts } from '../shared/follow-ups.ts'
import { invalid, required } from '../shared/required.ts'

export interface PrintLetterInput {
  readonly followUpId: string
  /** As it was shown when it was made: we do not keep it. */
  readonly code: string
  /** Makes the address of the page from the name of the city in addresses. */
  readonly pageOf: (slug: string) => string
}

/**
 * The letter that asks for the documents, with the link as QR code and the code to be typed, as a PDF.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `validation-failed` for a code that is not the present one
 */
export type PrintFollowUpLetter = (
  actor: Actor,
  input: PrintLetterInput,
  signal: AbortSignal,
) => Promise<Uint8Array>

interface Ports extends FollowUpPorts {
  readonly qrCodeWriter: QrCodeWriter
  readonly letterPages: LetterPageWriter
}

export function createPrintFollowUpLetter(ports: Ports): PrintFollowUpLetter {
  return async function printFollowUpLetter(actor, { followUpId, code, pageOf }, signal) {
    const { followUp } = await writableFollowUp(ports, actor, { followUpId }, signal)
    const tenant = required(await ports.tenants.find(actor.tenantId, signal))
    const today = calendarDayAt(ports.clock.now(), tenant.timeZone)
    requireTakingAnswers(followUp, today)
    const hash = followUpSecretHash(ports.digest, actor.tenantId, code)
    if (!ports.digest.isSame(hash, followUp.secretHash))
      throw invalid('code', 'Dieser Code gehört nicht (mehr) zu der Nachforderung.')
    const link = `${pageOf(tenant.slug)}#${code}`
    const where = await whereOf(ports, actor, followUp, signal)
    const letter = letterOf(followUp, {
      ...where,
      city: tenant.name,
      code,
      page: pageOf(tenant.slug),
      today,
      modules: await ports.qrCodeWriter.modules(link),
    })
    const { bytes } = await ports.letterPages.letterOf(letter)
    return bytes
  }
}

interface Where {
  /** Of the file, or of what came in. */
  readonly reference: string
  readonly unit: string | undefined
}

async function whereOf(
  { caseFiles, incomingItems, orgUnits }: Ports,
  actor: Actor,
  { object }: FollowUp,
  signal: AbortSignal,
): Promise<Where> {
  const { objectNumber, keeper } =
    object.kind === 'case-file'
      ? placeOfCaseFile(required(await caseFiles.find(actor, object.id, signal)))
      : placeOfItem(required(await incomingItems.find(actor, object.id, signal)))
  const [unitId] = unitIdsOf([keeper])
  const unit = unitId === undefined ? undefined : await orgUnits.find(actor, unitId, signal)
  return { reference: objectNumber, unit: unit?.name }
}

interface Facts extends Where {
  readonly city: string
  readonly code: string
  readonly page: string
  readonly today: string
  /** Of the link. */
  readonly modules: CodeModules
}

function letterOf(
  { recipient, subject, text, wanted, dueOn, createdBy }: FollowUp,
  { city, unit, reference, code, page, today, modules }: Facts,
): PrintableLetter {
  return {
    sender: unit === undefined ? city : `${city} · ${unit}`,
    recipient: linesOf(recipient),
    facts: [
      { label: 'Unser Zeichen', value: reference },
      { label: 'Auskunft', value: createdBy.displayName },
      { label: 'Datum', value: writtenDay(today) },
    ],
    subject,
    paragraphs: linesOf(text),
    list: wanted,
    answer: {
      title: `Bitte reichen Sie die Unterlagen bis zum ${writtenDay(dueOn)} ein.`,
      steps: [
        'Scannen Sie den Code mit dem Telefon. Oder öffnen Sie die Adresse am Computer und geben Sie den Code ein.',
        'Fotografieren Sie die Unterlagen, oder wählen Sie Dateien aus. Sie brauchen kein Konto.',
        'Sie bekommen sofort eine Empfangsbestätigung.',
        'Der Code ist nur für Sie. Bitte geben Sie ihn nicht weiter.',
      ],
      link: page,
      codeLabel: 'Ihr Code',
      code,
      modules,
    },
    closing: [
      'Sie können die Unterlagen auch mit der Post schicken oder bei uns abgeben. Legen Sie dann bitte diesen Brief dazu.',
      'Mit freundlichen Grüßen',
      createdBy.displayName,
    ],
  }
}
