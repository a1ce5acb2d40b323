import { type Product, startProduct } from './product.ts'

let started: Promise<Product> | undefined

/** The product with the demo municipality, started once for all suites that only add to it: its letters are read once. */
export async function demoProduct(): Promise<Product> {
  started ??= startProduct()
  return started
}

after(async function () {
  this.timeout(90_000)
  await (await started)?.[Symbol.asyncDispose]()
})
