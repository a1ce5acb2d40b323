import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Settings of a fresh profile: no macro runs, nothing that a document links to is loaded, and whatever would be asked of
 * a network all the same ends at a port of this machine where nobody listens. The wall around the process holds besides.
 */
const SETTINGS: readonly (readonly [path: string, name: string, value: string])[] = [
  ['Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'],
  ['Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
  ['Office.Common/Security/Scripting', 'DisableActiveContent', 'true'],
  ['Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
  /** 2: never. */
  ['Office.Writer/Content/Update', 'Link', '2'],
  ['Office.Calc/Content/Update', 'Link', '2'],
  ['Inet/Settings', 'ooInetProxyType', '2'],
  ['Inet/Settings', 'ooInetHTTPProxyName', '127.0.0.1'],
  ['Inet/Settings', 'ooInetHTTPProxyPort', '9'],
  ['Inet/Settings', 'ooInetHTTPSProxyName', '127.0.0.1'],
  ['Inet/Settings', 'ooInetHTTPSProxyPort', '9'],
]

const NAMESPACES = [
  'xmlns:oor="http://openoffice.org/2001/registry"',
  'xmlns:xs="http://www.w3.org/2001/XMLSchema"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ')

/** Makes the profile in a directory that nothing has used yet. */
export async function writeProfile(directory: string): Promise<void> {
  const items = SETTINGS.map(
    ([path, name, value]) =>
      `<item oor:path="/org.openoffice.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  )
  await mkdir(join(directory, 'user'), { recursive: true, mode: 0o700 })
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<oor:items ${NAMESPACES}>${items.join('\n')}</oor:items>\n`
  await writeFile(join(directory, 'user', 'registrymodifications.xcu'), xml)
}
