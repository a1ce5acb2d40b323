import { commandError, notSupported } from '../errors.ts'
import { isRegExp } from '../values/order.ts'

function flagsOf(options: string): string {
  let flags = ''
  for (const option of options) {
    if ('ims'.includes(option)) flags += option
    // `u` (UTF-8) and `l` (locale) change nothing here.
    else if (option !== 'u' && option !== 'l') throw notSupported(`the regex option '${option}'`)
  }
  return flags
}

/** A JavaScript expression without state for a BSON regular expression or the text of `$regex`. */
export function toRegExp(value: unknown, options?: unknown): RegExp {
  const source = isRegExp(value) ? value.pattern : value
  if (typeof source !== 'string') throw commandError('BadValue', '$regex has to be a string')
  if (options !== undefined && typeof options !== 'string') {
    throw commandError('BadValue', '$options has to be a string')
  }
  const flags = flagsOf(options ?? (isRegExp(value) ? value.options : ''))
  try {
    return new RegExp(source, flags)
  } catch (error) {
    throw commandError(
      'BadValue',
      `Regular expression is invalid: ${error instanceof Error ? error.message : ''}`,
    )
  }
}
