import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openCase } from './browser.mjs'

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
