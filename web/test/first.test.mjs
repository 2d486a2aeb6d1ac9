import assert from 'node:assert/strict'
import { test } from 'node:test'
import { open, openCase } from './browser.mjs'

test('the address that serve prints opens the cases of the database', async () => {
  const o = await openCase()
  try {
    await o.page.getByRole('link', { name: 'Evidence' }).click()
    await o.page.waitForURL(/\/evidence$/)
    await o.page.getByText('Samir Belhadar chairs the Harbour Authority').first().waitFor()
    assert.deepEqual(o.seen.foreign, [], 'no request leaves the machine')
    assert.deepEqual(o.seen.errors, [], 'nothing is said on the console')
    assert.equal(new URL(o.page.url()).hash, '', 'the token does not stay in the address')
    assert.equal(await o.page.title(), 'Evidence · Underpin', 'the title names no case')
    await assert.rejects(o.page.evaluate(() => { document.createElement('p').innerHTML = '<b>' }), /TrustedHTML/, 'no text becomes markup')
  } finally {
    await o.close()
  }
})

test('a database of one case opens on that case, and the list of cases is behind the mark', async () => {
  const o = await open('harbour', { arrives: true })
  const { page } = o
  try {
    await page.getByRole('heading', { name: 'What needs you' }).waitFor()
    await page.getByRole('banner').getByText('Who holds the Harbour Authority?').waitFor()
    await page.getByRole('link', { name: 'Underpin' }).click()
    await page.getByRole('heading', { name: 'The cases of this database' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'The cases of this database' }).waitFor()
    assert.deepEqual(o.seen.errors, [])
  } finally {
    await o.close()
  }
})
