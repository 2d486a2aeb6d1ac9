import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { browserAt, program } from './browser.mjs'

test('underpin lock ends the interface of an encrypted case, and its page forgets what it showed', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'underpin-lock-'))
  const env = { ...process.env, UNDERPIN_HOME: dir, XDG_RUNTIME_DIR: dir }
  const db = ['--db', join(dir, 'case.db')]
  const key = ['--key-file', join(dir, 'key')]
  execFileSync(program, ['init', ...db, ...key, '--case', 'quay', '--title', 'Who keeps the quay?'], { env, stdio: 'pipe' })
  const server = spawn(program, ['serve', '--print-url', ...db, ...key], { env })
  const address = await new Promise((resolve, reject) => {
    server.stdout.once('data', (b) => resolve(String(b).trim()))
    server.once('exit', () => reject(new Error('the server ended')))
  })
  const ended = new Promise((done) => server.once('exit', done))
  const browser = await browserAt()
  try {
    const page = await browser.newPage()
    await page.goto(address)
    await page.getByText('Who keeps the quay?').waitFor()
    execFileSync(program, ['lock'], { env, stdio: 'pipe' })
    assert.equal(await ended, 0)
    await page.getByText('start it again with underpin serve').waitFor()
    assert.doesNotMatch(await page.content(), /quay/, 'nothing of the case is left in the page')
  } finally {
    await browser.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
