import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { open } from './browser.mjs'

test('what takes long goes on by itself, shows what is known, and is found again', async () => {
  const o = await open('harbour')
  const { page } = o
  try {
    // As in an archive, what the answer hangs on takes longer than anybody waits.
    await page.route('**/hinges*', async (route) => {
      await new Promise((late) => setTimeout(late, 6000))
      await route.continue().catch(() => {})
    })
    await page.getByRole('link', { name: 'Who holds the Harbour Authority?' }).click()
    await page.getByRole('link', { name: /^What if/ }).click()
    await page.getByRole('button', { name: 'Let it go on, and show how far it is' }).press('Enter')
    await page.getByRole('progressbar', { name: 'What to ask next' }).waitFor()
    await page.getByText(/^Done/).waitFor()
    await page.getByText('2,000 of 2,000').waitFor()
    await page.getByRole('complementary', { name: 'Known already' }).getByText(/^Without/).first().waitFor()
    await page.getByText('the answer flips').first().waitFor()
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme })
      await accessible(page, `a job, ${scheme}`)
    }
    // Wherever one is, the rail leads back to it.
    await page.getByRole('link', { name: /^Evidence/ }).click()
    await page.getByRole('link', { name: 'Computed: see it' }).click()
    await page.getByText(/^Done/).waitFor()
    assert.doesNotMatch(decodeURIComponent(page.url()), /harbour|presidency|kestrel/i)
    assert.deepEqual(o.seen.foreign, [])

    // One that is not there any more says so, with a way on.
    await page.goto(page.url().replace(/job=[^&]+/, 'job=nothing'))
    await page.getByRole('heading', { name: 'This link no longer fits' }).waitFor()
  } finally {
    await o.close()
  }
})
