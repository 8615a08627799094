// SPDX-License-Identifier: Apache-2.0
//
// What the scripts of this folder share: where twb and the keys are, files, running programs, counting cases.
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'

export const [twb, keysFile] = process.argv.slice(2)
export const keys = JSON.parse(fs.readFileSync(keysFile, 'utf8')).keys
/** The row of keys.json with that id. */
export const keyOf = (id) => keys.find((key) => key.id === id)

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'interop-'))
/** The path of a file of this run. */
export const pathOf = (name) => path.join(folder, name)
/** Writes one and returns its path. */
export function fileWith(name, content) {
  fs.writeFileSync(pathOf(name), content, { mode: 0o600 })
  return pathOf(name)
}

/** The environment of twb: nothing but what it needs, and the sanitizers' options. */
export const environment = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', ASAN_OPTIONS: process.env.ASAN_OPTIONS ?? '' }

let passed = 0
const failures = []
/** One case that is already decided. */
export function note(name, good, detail = '') {
  if (good) {
    passed += 1
  } else {
    failures.push(name)
    console.log(`FAIL  ${name}: ${detail}`)
  }
}
/** One case: it failed if the body throws. */
export async function check(name, body) {
  try {
    await body()
    note(name, true)
  } catch (error) {
    note(name, false, error.message)
  }
}
export function assert(condition, message) {
  if (!condition) throw new Error(message)
}

/** Runs a program to its end. @return its standard output; throws unless it ended with that status. */
export function run(program, args, { expected = 0, input = '' } = {}) {
  const done = spawnSync(program, args, { input, env: environment, maxBuffer: 1 << 26 })
  const shown = `${done.stdout}${done.stderr}`.slice(0, 1500)
  assert(done.status === expected, `${path.basename(program)} ${args[0]} ended with ${done.status}, not ${expected}: ${shown}`)
  return done.stdout
}
export const runTwb = (args, options) => run(twb, args, options).toString().trim()

/** Ends the script; too few cases are a failure, too. */
export function finish(atLeast, more = '') {
  fs.rmSync(folder, { recursive: true, force: true })
  console.log(`${passed} passed, ${failures.length} failed${more}`)
  process.exit(failures.length === 0 && passed >= atLeast ? 0 : 1)
}
