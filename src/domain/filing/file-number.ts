import { MailroomError } from '../errors.ts'

/** Used where an entry of the filing plan names no template of its own: `50.10-2026/000123`. */
export const DEFAULT_FILE_NUMBER_TEMPLATE = '{plan}-{year}/{serial}'

const SERIAL_TOKEN = '{serial}'
const SERIAL_DIGITS = 6
const TOKEN = /\{[^{}]*\}/g

/** For people. */
export const TEMPLATE_FAULT = 'Erlaubt sind {office}, {plan}, {year} und einmal {serial}.'

/** Longer numbers fit on no label. */
const MAX_LENGTH = 100
const EXAMPLE_PARTS: FileNumberParts = { office: '50.1', plan: '50.10', year: 2026 }

export interface FileNumberParts {
  /** Number of the lead unit, such as `50`. */
  readonly office: string
  /** Number of the filing plan entry, such as `50.10`. */
  readonly plan: string
  readonly year: number
}

/**
 * The template with everything filled in but the serial. Serials are counted for each stem, so that they begin anew in
 * a new year only when the year is part of the number.
 *
 * @throws {MailroomError} `validation-failed` for unknown tokens, and unless `{serial}` occurs exactly once
 */
export function fileNumberStem(template: string, parts: FileNumberParts): string {
  const tokens = template.match(TOKEN) ?? []
  if (tokens.filter((token) => token === SERIAL_TOKEN).length !== 1) throw unusable(template)
  const values: Readonly<Record<string, string>> = {
    '{office}': parts.office,
    '{plan}': parts.plan,
    '{year}': String(parts.year),
    [SERIAL_TOKEN]: SERIAL_TOKEN,
  }
  return template.replace(TOKEN, (token) => {
    const value = values[token]
    if (value === undefined) throw unusable(template)
    return value
  })
}

export function isUsableTemplate(template: string): boolean {
  try {
    return fileNumberFrom(fileNumberStem(template, EXAMPLE_PARTS), 1).length <= MAX_LENGTH
  } catch (error) {
    if (error instanceof MailroomError) return false
    throw error
  }
}

/** @param stem from `fileNumberStem` */
export function fileNumberFrom(stem: string, serial: number): string {
  return stem.replace(SERIAL_TOKEN, () => String(serial).padStart(SERIAL_DIGITS, '0'))
}

function unusable(template: string): MailroomError {
  return new MailroomError('validation-failed', 'The template of file numbers is not usable.', {
    facts: { template },
    faults: [{ path: 'fileNumberTemplate', message: TEMPLATE_FAULT }],
  })
}
