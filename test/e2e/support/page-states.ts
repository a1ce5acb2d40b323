import type { Page } from 'playwright-core'
import type { z } from 'zod'
import type { CaseFileView } from '../../../src/contract/case-files.ts'
import type { FilingPlanView } from '../../../src/contract/filing-plan.ts'
import type { SessionView } from '../../../src/contract/session.ts'
import type { House } from './house.ts'
import { firstPage, handInStack, secondPage } from './stack.ts'
import { openSignedIn } from './staff.ts'

/** Steps from the address of a page to the state of it that a test looks at, as staff take them. */

/** The machine reads all demo letters first, beside whatever else runs. */
export const READ_LIMIT_MS = 180_000

/** The demo letters are read in the background; one of them is enough here. */
export async function somethingIsRead(house: House): Promise<void> {
  const { page, context } = await openSignedIn(house, 'poststelle')
  await page.goto('/posteingang')
  await page.locator('.item-row').getByText('Zu prüfen').first().waitFor({ timeout: READ_LIMIT_MS })
  await context.close()
}

/** A stack with a page that a person must look at. */
export async function openStack(page: Page): Promise<void> {
  const pages = [firstPage('Papierhaus Nord', '4711'), secondPage(), ['TRENNB1ATT']]
  await page.goto(await handInStack(page.context(), pages))
  await page.getByText('Trennblatt nicht lesbar').waitFor({ timeout: READ_LIMIT_MS })
}

export async function openFirstItem(page: Page): Promise<void> {
  await page.locator('.item-row__link', { hasText: 'Zu prüfen' }).first().click()
  await page.getByRole('img', { name: /Bild von Seite 1/ }).waitFor()
}

export async function chooseItems(page: Page): Promise<void> {
  await page.locator('.item-row__link').first().focus()
  await page.keyboard.press('Space')
  await page.getByText('1 Eingang ausgewählt').waitFor()
}

export async function pickWords(page: Page): Promise<void> {
  await openFirstItem(page)
  await page.locator('.overlay__line').first().waitFor({ state: 'attached' })
  await page.keyboard.press('F2')
  await page.getByRole('group', { name: 'Markierte Wörter' }).waitFor()
}

export async function openNewBatch(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stapel anlegen' }).click()
  await page.getByRole('dialog').waitFor()
}

export async function createBatch(page: Page): Promise<void> {
  await openNewBatch(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Anlegen' }).click()
  await page.getByRole('heading', { name: 'Seitennachweis' }).waitFor()
}

export async function openShortcuts(page: Page): Promise<void> {
  await openFirstItem(page)
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
}

export async function openFiling(page: Page): Promise<void> {
  await openFirstItem(page)
  await page.keyboard.press('a')
  await page.getByRole('dialog').waitFor()
}

export async function openCorrection(page: Page): Promise<void> {
  await openFirstItem(page)
  await page.getByRole('button', { name: 'Eingang berichtigen' }).click()
  await page.getByRole('dialog').waitFor()
}

/** The case before may have closed it. */
export async function closeDay(page: Page): Promise<void> {
  const row = page.getByRole('button', { name: 'Wieder öffnen' })
  const sign = page.getByRole('button', { name: 'Tag abschließen' })
  await row.or(sign).first().waitFor()
  if ((await row.count()) > 0) return
  await page.getByLabel('Warum wird trotzdem abgeschlossen?').fill('Der Rest folgt morgen')
  await sign.click()
  await row.waitFor()
}

export async function openReopening(page: Page): Promise<void> {
  await closeDay(page)
  await page.getByRole('button', { name: 'Wieder öffnen' }).click()
  await page.getByRole('dialog').waitFor()
}

export async function openReaders(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.getByRole('button', { name: 'Wer darf das sehen?' }).click()
  await page.getByRole('dialog').getByRole('table').waitFor()
}

/** Sets one that is long over, so that the page shows what is overdue. */
export async function setDeadline(page: Page): Promise<void> {
  const address = page.url()
  await page.goto('/akten')
  await openNewDeadline(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Wofür').fill('Stellungnahme')
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.goto(address)
  await page.getByText('überfällig').first().waitFor()
}

export async function openNewDeadline(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Ereignis', { exact: true }).selectOption('posting')
  await dialog.getByLabel('Tag des Ereignisses').fill('2020-03-03')
  await dialog.getByText('Die Frist endet am').waitFor()
}

export async function openNewResubmission(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.keyboard.press('w')
  await page.getByLabel('Wiederholen').check()
}

export async function openClosing(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.keyboard.press('d')
  await page.getByRole('dialog').waitFor()
}

export async function searchAllUnits(page: Page): Promise<void> {
  await page.getByLabel('Suchwörter').fill('Mainz')
  await page.getByLabel('Grund').fill('Rückfrage am Telefon')
  await page.getByRole('button', { name: 'Suchen' }).click()
  await page.getByText(/Schreiben (gefunden|passt dazu)/).waitFor()
}

export async function askTheLog(page: Page): Promise<void> {
  await page.getByLabel('Zweck der Abfrage').fill('Auskunft an Frau Beispiel')
  await page.getByRole('button', { name: 'Abfragen' }).click()
  await page
    .getByRole('row', { name: /Zugriffsprotokoll abgefragt/ })
    .first()
    .waitFor()
}

export async function openNewService(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Neuer Anmeldedienst' }).click()
  await page.getByRole('dialog').waitFor()
}

export async function openFirstFile(page: Page): Promise<void> {
  await page.locator('.table__link').first().click()
  await page.getByRole('navigation', { name: 'Sie sind hier' }).waitFor()
}

export async function openAsking(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.getByRole('button', { name: 'Unterlagen nachfordern' }).click()
  await page.getByRole('button', { name: 'Link und Brief erstellen' }).click()
}

export async function openDisclosure(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.getByRole('link', { name: 'Ausgeben' }).click()
  await page.getByRole('heading', { name: 'Ausgabeprotokoll' }).waitFor()
  await page.getByLabel('Auswahl, auch geschwärzte Fassungen').check()
}

/** With a place that is marked. */
export async function openRedaction(page: Page): Promise<void> {
  await openFirstHit(page)
  await page.getByRole('link', { name: 'Schwärzen' }).click()
  await page.getByRole('button', { name: 'Stelle in der Seitenmitte anlegen' }).click()
  await page.getByRole('button', { name: 'Stelle 1', exact: false }).first().waitFor()
}

export async function openNewFile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Neue Akte' }).click()
  await page.getByRole('dialog').waitFor()
}

export async function openFileDetails(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.getByRole('button', { name: 'Angaben ändern' }).click()
  await page.getByRole('dialog').waitFor()
}

export async function publishType(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Veröffentlichen' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Welche').selectOption({ index: 1 })
  await dialog.getByText('Das sehen die anderen Städte').waitFor()
  await dialog.getByRole('button', { name: 'Veröffentlichen' }).click()
  await page.getByText('Von Ihnen veröffentlicht').waitFor()
}

/** Of what the page before has published. */
export async function compareCopy(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Übernehmen: / }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Übernehmen' }).click()
  await page.getByRole('button', { name: /^Unterschiede ansehen: / }).click()
  await page.getByRole('dialog').waitFor()
}

export async function openPlanEntry(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /Eintrag bearbeiten/ })
    .first()
    .click()
  await page.getByLabel('Muster für Aktenzeichen').fill('{office}/{plan}-{serial}')
  await page.getByText('Beispiel:').waitFor()
}

export async function previewImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Importieren' }).click()
  const buffer = Buffer.from('Nummer;Titel;Übergeordnet\n50.10;Wohngeld neu;\n99;Neues;\n98;Waise;97')
  const file = { name: 'plan.csv', mimeType: 'text/csv', buffer }
  await page.locator('dialog input[type=file]').setInputFiles(file)
  await page.getByText('Den übergeordneten Eintrag 97 gibt es nicht.').waitFor()
}

/** One that nobody stands in for is in the list, and the next one is begun. */
export async function noteAbsence(page: Page): Promise<void> {
  const begin = page.getByRole('button', { name: 'Abwesenheit eintragen' })
  const dialog = page.getByRole('dialog')
  const chooseNobody = async (): Promise<void> => {
    await begin.click()
    await dialog
      .getByLabel('Vertretung', { exact: true })
      .selectOption({ label: 'Niemand – nur die Abwesenheit vermerken' })
  }
  await chooseNobody()
  await dialog.getByLabel('Erster Tag').fill('2030-01-02')
  await dialog.getByLabel('Letzter Tag').fill('2030-01-05')
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await page.getByRole('cell', { name: 'niemand' }).waitFor()
  await chooseNobody()
}

/** The table shows the day, and the form is open again. */
export async function givePostDays(page: Page): Promise<void> {
  const edit = page.getByRole('button', { name: 'Bearbeiten: Birgit Bauer' })
  await edit.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/letzter Tag$/).fill('2030-12-31')
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await page.getByRole('cell', { name: /bis 31\.12\.2030/ }).waitFor()
  await edit.click()
  await dialog.waitFor()
}

export async function openNewToken(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Neues Token' }).click()
  await page.getByRole('dialog').waitFor()
}

export async function openFirstHit(page: Page): Promise<void> {
  await page.locator('.hit__title a').first().click()
  await page.getByRole('img', { name: /Bild von Seite/ }).waitFor()
}

export async function runScan(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Prüfung jetzt starten' }).click()
  await page.getByRole('button', { name: 'Abgleich jetzt ausführen' }).click()
  await page.getByText(/Alles passt zusammen|passen? nicht zusammen/).waitFor()
}

/** One that was closed today: it is due in years, and the page can look ahead. */
export async function dueFiles(page: Page, house: House): Promise<void> {
  const fileNumber = await closeFile(house)
  await page.getByLabel('Stand am').fill('2099-01-01')
  await page.getByRole('row').filter({ hasText: fileNumber }).getByText('heute noch nicht fällig').waitFor()
}

async function closeFile(house: House): Promise<string> {
  const { context } = await openSignedIn(house, 'soziales')
  const { request } = context
  const api = '/api/v1'
  const { user } = (await (await request.get(`${api}/session`)).json()) as SessionView
  const { items } = (await (await request.get(`${api}/filing-plan`)).json()) as z.infer<typeof FilingPlanView>
  const filingPlanEntryId = items.find(({ retentionClassId }) => retentionClassId !== null)?.id
  const data = { subject: 'Abgeschlossener Vorgang', filingPlanEntryId, leadUnitId: user.orgUnitIds[0] }
  const opened = (await (await request.post(`${api}/case-files`, { data })).json()) as CaseFileView
  const closed = await request.patch(`${api}/case-files/${opened.id}`, {
    data: { state: 'closed' },
    headers: { 'if-match': `"${String(opened.version)}"` },
  })
  if (!closed.ok()) throw new Error(`Closing a case file: ${await closed.text()}`)
  await context.close()
  return opened.fileNumber
}

/** With the names that a note can call. */
export async function openNotes(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.getByLabel('Neue Notiz').focus()
  await page.keyboard.type('Für @L')
  await page.getByRole('option', { name: 'Lena Leitner' }).waitFor()
}
