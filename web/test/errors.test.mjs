import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { open, program, serve } from './browser.mjs'

const opened = async (o) => {
  await o.page.getByRole('link', { name: 'Who holds the Harbour Authority?' }).click()
  await o.page.getByRole('banner').getByText('Who holds the Harbour Authority?').waitFor()
}

test('what the command line changes is seen in every tab, without being asked for', async () => {
  const o = await open('harbour')
  const { page } = o
  try {
    await opened(o)
    await page.getByRole('link', { name: /^Evidence/ }).click()
    await page.locator('tbody tr').first().waitFor()
    const second = await o.context.newPage()
    await second.goto(page.url())
    await second.locator('tbody tr').first().waitFor()
    const both = [page, second]
    const says = 'Idris Qorvat owns Arban Lines'
    for (const p of both) assert.equal(await p.getByText(says).count(), 0)
    execFileSync(program, ['--db', o.db, 'add', 'claim', 'c900', '--subject', 'idris-qorvat', '--relation', 'owns', '--object', 'Arban Lines', '--source', 'dalia-nasreh', '--terms', 'on_record', '--said', '2019-12-01'], { env: o.env, stdio: 'pipe' })
    for (const p of both) await p.getByText(says).first().waitFor()
    execFileSync(program, ['--db', o.db, 'undo'], { env: o.env, stdio: 'pipe' })
    for (const p of both) await p.getByText(says).first().waitFor({ state: 'detached' })
    assert.deepEqual(o.seen.errors, [])
  } finally {
    await o.close()
  }
})

test('a server that stops answering is told in words, and the page goes on when it is back', async () => {
  const o = await open('harbour')
  const { page } = o
  try {
    await opened(o)
    const place = page.url()
    o.server.kill('SIGSTOP')
    await page.getByText('Underpin on this machine has stopped answering.').waitFor()
    await page.getByText(/Trying again in \d second/).waitFor()
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme })
      await accessible(page, `a lost server, ${scheme}`)
    }
    await page.getByRole('button', { name: 'How to start it again' }).press('Enter')
    await page.getByText('Then open the address that it prints.').waitFor()
    o.server.kill('SIGCONT')
    await page.getByText('has stopped answering').waitFor({ state: 'detached' })
    assert.equal(page.url(), place)
    await page.getByRole('link', { name: /^Evidence/ }).click()
    await page.locator('tbody tr').first().waitFor()
  } finally {
    o.server.kill('SIGCONT')
    await o.close()
  }
})

test('what is typed while the server is away outlives another run of it, signed in from another tab', async () => {
  const o = await open('harbour')
  const { page, context } = o
  const field = page.getByRole('textbox', { name: 'Text of the brief, in Markdown' })
  const slow = { timeout: 60_000 }
  try {
    await opened(o)
    await page.getByRole('link', { name: /^Brief/ }).click()
    await field.waitFor()
    o.server.kill('SIGKILL')
    await new Promise((done) => o.server.once('exit', done))
    await field.press('Control+End')
    await page.keyboard.type(' What was typed meanwhile.')
    await page.getByText('Underpin on this machine has stopped answering.').first().waitFor(slow)
    const again = await serve(o.db, o.dir, '--port', new URL(o.origin).port)
    o.server = again.server
    await page.getByText('This page is not signed in').first().waitFor(slow)
    const other = await context.newPage()
    await other.goto(again.address)
    await field.waitFor(slow)
    assert.match(await field.inputValue(), /What was typed meanwhile\.$/)
    await field.press('Control+s')
    await page.getByText('kept in the case').waitFor(slow)
  } finally {
    await o.close()
  }
})

test('a case that is not there, a dead link and a spent address have words and a way on', async () => {
  const o = await open('harbour')
  const { page } = o
  try {
    await opened(o)
    const here = page.url()
    await page.goto(o.origin + '/aaaaaaaaaaaaaaaa/map')
    await page.getByRole('heading', { name: 'This case is not here any more' }).waitFor()
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme })
      await accessible(page, `a case that is gone, ${scheme}`)
    }
    await page.getByRole('link', { name: 'The cases of this database' }).click()
    await page.getByRole('heading', { name: 'The cases of this database' }).waitFor()

    await page.goto(here.replace(/\/[^/]*$/, '/evidence?sel=aaaaaaaaaaaaaaaa'))
    await page.getByText(/no longer fits|not in this case|no such claim/i).first().waitFor()

    const stranger = await (await o.browser.newContext()).newPage()
    await stranger.goto(o.address)
    await stranger.getByRole('heading', { name: 'This address has been used' }).waitFor()
    await stranger.goto(o.origin + '/')
    await stranger.getByRole('heading', { name: 'This page is not signed in' }).waitFor()
    assert.deepEqual(o.seen.foreign, [])
  } finally {
    await o.close()
  }
})
