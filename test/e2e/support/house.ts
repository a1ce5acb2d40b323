import type { Browser } from 'playwright-core'
import { startProduct, type Product } from '../../support/product.ts'
import { skipUnless } from '../../support/skip.ts'
import { chromiumPath, launchBrowser, NO_BROWSER } from './browser.ts'

export interface House {
  readonly product: Product
  readonly browser: Browser
}

let opened: Promise<House> | undefined

/** The product and a browser, started once for all browser tests. Skips the suite, and says so, without a browser. */
export async function openHouse(context: Mocha.Context): Promise<House> {
  const path = chromiumPath()
  skipUnless(context, path !== undefined, NO_BROWSER)
  opened ??= open(path)
  return opened
}

async function open(path: string): Promise<House> {
  const product = await startProduct()
  const browser = await launchBrowser(path)
  return { product, browser }
}

after(async function () {
  this.timeout(30_000)
  if (opened === undefined) return
  const { product, browser } = await opened
  await browser.close()
  await product[Symbol.asyncDispose]()
})
