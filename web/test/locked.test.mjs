import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { openNothing, program } from './browser.mjs'

const passphrase = 'four words that differ'

/** Starts a case under a passphrase, as a newcomer does. */
async function started() {
  const o = await openNothing()
  const start = o.page.getByRole('form', { name: 'Start a case' })
  await start.getByLabel('What do you want to know?').fill('Who keeps the quay?')
  await start.getByLabel('A new passphrase').fill(passphrase)
  await start.getByLabel('The same again').fill(passphrase)
  await start.getByRole('button', { name: 'Start' }).click()
  await o.page.getByRole('button', { name: 'Not now' }).click()
  await o.page.getByRole('banner').getByText('Who keeps the quay?').waitFor()
  return o
}

/** Opens the case again. */
async function unlocked(page, words = passphrase) {
  await page.getByLabel('Passphrase').fill(words)
  await page.keyboard.press('Enter')
}

const locked = (page) => page.getByRole('heading', { name: 'my.db is locked' }).waitFor()

test('underpin lock locks the case in every tab, and nothing of it is left in any', async () => {
  const o = await started()
  try {
    const second = await o.context.newPage()
    await second.goto(o.page.url())
    await second.getByRole('banner').getByText('Who keeps the quay?').waitFor()
    const place = o.page.url()
    execFileSync(program, ['lock'], { env: o.env, stdio: 'pipe' })
    for (const page of [o.page, second]) {
      await locked(page)
      assert.doesNotMatch(await page.content(), /quay/, 'nothing of the case is left in the page')
    }
    assert.equal(o.page.url(), place, 'the address leads back to where one was')

    await unlocked(o.page, 'other words that differ')
    await o.page.getByText('That is not the passphrase.').waitFor()
    const field = o.page.getByLabel('Passphrase')
    assert.equal(await field.inputValue(), '', 'what was typed is gone')
    assert.equal(await field.getAttribute('autocomplete'), 'off')
    for (const scheme of ['light', 'dark']) {
      await o.page.emulateMedia({ colorScheme: scheme })
      await accessible(o.page, `the locked page, ${scheme}`)
    }
    await unlocked(o.page)
    await o.page.getByRole('banner').getByText('Who keeps the quay?').waitFor()
    await second.getByRole('banner').getByText('Who keeps the quay?').waitFor()
    assert.equal(await o.page.evaluate(() => localStorage.length + sessionStorage.length), 0, 'nothing is kept in the browser')
    assert.ok(!o.seen.requests.some((r) => r.includes('words')), 'no address holds the passphrase')
    assert.deepEqual(o.seen.foreign, [])
  } finally {
    await o.close()
  }
})

test('what is being typed when the case locks is a draft when it opens again', async () => {
  const o = await started()
  try {
    await o.page.getByRole('link', { name: /^Capture/ }).click()
    await o.page.locator('#who').focus()
    await o.page.keyboard.type('the clerk of the quay')
    execFileSync(program, ['lock'], { env: o.env, stdio: 'pipe' })
    await locked(o.page)
    assert.doesNotMatch(await o.page.content(), /clerk/)
    await unlocked(o.page)
    await o.page.getByText('the clerk of the quay').first().waitFor()
  } finally {
    await o.close()
  }
})

test('the door at the foot of the rail says that the case is encrypted, and locks it', async () => {
  const o = await started()
  try {
    const rail = o.page.getByRole('navigation', { name: 'Screens' })
    await rail.getByText('Encrypted').waitFor()
    await rail.getByRole('button', { name: 'Lock it' }).press('Enter')
    await locked(o.page)
    // The commands ask again, too.
    assert.throws(() => execFileSync(program, ['log', '--db', o.db], { env: o.env, stdio: 'pipe' }), /encrypted/)
    await unlocked(o.page)
    await o.page.getByRole('banner').getByText('Who keeps the quay?').waitFor()
  } finally {
    await o.close()
  }
})
