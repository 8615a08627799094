// SPDX-License-Identifier: Apache-2.0
//
// interop.mjs TWB KEYS.JSON: they sign and twb verifies, twb signs and they verify, for every signature algorithm;
// openssl's own signatures; and twb's key files under openssl's eyes. Prints a line for each case; status 1 if one fails.
import { spawnSync } from 'node:child_process'
import * as crypto from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import * as jose from 'jose'
import jsonwebtoken from 'jsonwebtoken'

const [twb, keysFile] = process.argv.slice(2)
const keys = JSON.parse(fs.readFileSync(keysFile, 'utf8')).keys
const keyOf = (id) => keys.find((key) => key.id === id)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'interop-'))
const fileWith = (name, content) => {
  const file = path.join(folder, name)
  fs.writeFileSync(file, content, { mode: 0o600 })
  return file
}

let passed = 0
const failures = []
async function check(name, body) {
  try {
    await body()
    passed += 1
    console.log(`ok    ${name}`)
  } catch (error) {
    failures.push(name)
    console.log(`FAIL  ${name}: ${error.message}`)
  }
}
function assert(condition, message) {
  if (!condition) throw new Error(message)
}
function run(program, args, { expected = 0, input = '' } = {}) {
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', ASAN_OPTIONS: process.env.ASAN_OPTIONS ?? '' }
  const done = spawnSync(program, args, { input, env, maxBuffer: 1 << 26 })
  const shown = `${done.stdout}${done.stderr}`.slice(0, 1500)
  assert(done.status === expected, `${path.basename(program)} ${args[0]} ended with ${done.status}, not ${expected}: ${shown}`)
  return done.stdout
}
const runTwb = (args, options) => run(twb, args, options).toString().trim()

const algorithms = [
  ['HS256', 'oct-256'], ['HS384', 'oct-384'], ['HS512', 'oct-512'],
  ['RS256', 'rsa-2048'], ['RS384', 'rsa-2048'], ['RS512', 'rsa-2048'],
  ['PS256', 'rsa-2048'], ['PS384', 'rsa-2048'], ['PS512', 'rsa-2048'],
  ['ES256', 'p-256'], ['ES384', 'p-384'], ['ES512', 'p-521'], ['ES256K', 'secp256k1'],
  ['EdDSA', 'ed25519'], ['Ed25519', 'ed25519'], ['EdDSA', 'ed448'], ['Ed448', 'ed448'],
]
const claims = { iss: 'interop', sub: 'é', n: 1, exp: Math.floor(Date.now() / 1000) + 3600 }
const payload = JSON.stringify(claims)
const options = { algorithms: undefined, issuer: 'interop' }

// --- npm jose; Node's crypto for what jose leaves out ------------------------------------------------------------------

/** Signs and verifies as another program would. */
function otherSide(alg, id) {
  const key = keyOf(id)
  const publicJwk = key.public ?? key.private
  if (!['ES256K', 'Ed448'].includes(alg) && id !== 'ed448') {
    return {
      by: 'npm jose',
      sign: async () => new jose.SignJWT(claims).setProtectedHeader({ alg, typ: 'JWT' }).sign(await jose.importJWK(key.private, alg)),
      verify: async (token) => {
        const { payload: seen } = await jose.jwtVerify(token, await jose.importJWK(publicJwk, alg), { ...options, algorithms: [alg] })
        assert(seen.sub === claims.sub, 'the claims differ')
      },
    }
  }
  const hash = alg === 'ES256K' ? 'sha256' : null
  const native = (half) => ({ key: half, format: 'jwk', dsaEncoding: 'ieee-p1363' })
  return {
    by: 'Node crypto',
    sign: async () => {
      const encode = (text) => Buffer.from(text).toString('base64url')
      const input = `${encode(JSON.stringify({ alg, typ: 'JWT' }))}.${encode(payload)}`
      return `${input}.${crypto.sign(hash, Buffer.from(input), native(key.private)).toString('base64url')}`
    },
    verify: async (token) => {
      const [header, body, signature] = token.split('.')
      const fine = crypto.verify(hash, Buffer.from(`${header}.${body}`), native(publicJwk), Buffer.from(signature, 'base64url'))
      assert(fine, 'the signature does not verify')
    },
  }
}

for (const [alg, id] of algorithms) {
  const other = otherSide(alg, id)
  const key = keyOf(id)
  const privateFile = fileWith('private.jwk', JSON.stringify(key.private))
  const publicFile = fileWith('public.jwk', JSON.stringify(key.public ?? key.private))
  await check(`${other.by} signs ${alg} (${id}), twb verifies`, async () => {
    const token = await other.sign()
    runTwb(['verify', token, '--key', publicFile, '--alg', alg, '--issuer', 'interop'])
    runTwb(['verify', token.slice(0, -8) + 'AAAAAAAA', '--key', publicFile], { expected: 1 })
  })
  await check(`twb signs ${alg} (${id}), ${other.by} verifies`, async () => {
    const token = runTwb(['sign', '--alg', alg, '--key', privateFile, '--payload', payload])
    await other.verify(token)
    let refused = false
    await other.verify(token.slice(0, -8) + 'AAAAAAAA').catch(() => (refused = true))
    assert(refused, 'they accept a changed signature')
  })
}

// --- npm jsonwebtoken --------------------------------------------------------------------------------------------------

for (const [alg, id] of algorithms.slice(0, 12)) {
  const key = keyOf(id)
  const oct = key.private.kty === 'oct'
  const octets = oct ? Buffer.from(key.private.k, 'base64url') : undefined
  const secretFile = oct ? fileWith('secret.bin', octets) : undefined
  const pemFile = oct ? undefined : fileWith('private.pem', key.files['pkcs8-pem'])
  const publicFile = oct ? undefined : fileWith('public.pem', key.files['spki-pem'])
  await check(`jsonwebtoken signs ${alg}, twb verifies`, async () => {
    const token = jsonwebtoken.sign(claims, oct ? octets : key.files['pkcs8-pem'], { algorithm: alg })
    runTwb(['verify', token, ...(oct ? ['--secret-file', secretFile] : ['--key', publicFile]), '--alg', alg])
  })
  await check(`twb signs ${alg}, jsonwebtoken verifies`, async () => {
    const from = oct ? ['--secret-file', secretFile] : ['--key', pemFile]
    const token = runTwb(['sign', '--alg', alg, ...from, '--payload', '{"iss":"interop"}', '--expires-in', '5m'])
    jsonwebtoken.verify(token, oct ? octets : key.files['spki-pem'], { algorithms: [alg], issuer: 'interop' })
  })
}

// --- the openssl command line ------------------------------------------------------------------------------------------

const encode = (octets) => Buffer.from(octets).toString('base64url')
await check('openssl dgst signs RS256, twb verifies', async () => {
  const input = `${encode('{"alg":"RS256","typ":"JWT"}')}.${encode(payload)}`
  const key = fileWith('rsa.pem', keyOf('rsa-2048').files['pkcs8-pem'])
  const signature = run('openssl', ['dgst', '-sha256', '-sign', key, '-binary'], { input })
  const publicFile = fileWith('rsa.pub', keyOf('rsa-2048').files['spki-pem'])
  runTwb(['verify', `${input}.${encode(signature)}`, '--key', publicFile])
})
await check('openssl dgst signs ES256 (DER made into R and S), twb verifies', async () => {
  const input = `${encode('{"alg":"ES256"}')}.${encode(payload)}`
  const key = fileWith('ec.pem', keyOf('p-256').files['sec1-pem'])
  const der = run('openssl', ['dgst', '-sha256', '-sign', key, '-binary'], { input })
  const half = (at) => {
    const octets = der.subarray(at + 2, at + 2 + der[at + 1])
    return Buffer.concat([Buffer.alloc(32), octets]).subarray(-32)
  }
  const signature = Buffer.concat([half(2), half(4 + der[3])])
  const publicFile = fileWith('ec.pub', keyOf('p-256').files['spki-pem'])
  runTwb(['verify', `${input}.${encode(signature)}`, '--key', publicFile])
})
await check('twb signs RS256, openssl dgst verifies', async () => {
  const key = fileWith('rsa.pem', keyOf('rsa-2048').files['pkcs1-pem'])
  const token = runTwb(['sign', '--alg', 'RS256', '--key', key, '--payload', payload])
  const [header, body, signature] = token.split('.')
  const signatureFile = fileWith('signature.bin', Buffer.from(signature, 'base64url'))
  const publicFile = fileWith('rsa.pub', keyOf('rsa-2048').files['spki-pem'])
  run('openssl', ['dgst', '-sha256', '-verify', publicFile, '-signature', signatureFile], { input: `${header}.${body}` })
})

/** What openssl says of a key's public half, as DER. */
function publicDer(file, { der, isPublic, password }) {
  const source = ['-in', file, '-inform', der ? 'DER' : 'PEM', ...(isPublic ? ['-pubin'] : [])]
  const pass = password ? ['-passin', `pass:${password}`] : []
  return run('openssl', ['pkey', ...source, ...pass, '-pubout', '-outform', 'DER']).toString('base64')
}
for (const key of keys.filter((each) => each.public !== null)) {
  const formats = ['pkcs8-pem', 'pkcs8-der', 'spki-pem', 'spki-der']
  if (key.private.kty === 'RSA') formats.push('pkcs1-pem', 'pkcs1-der')
  if (key.private.kty === 'EC') formats.push('sec1-pem', 'sec1-der')
  const source = fileWith('source.jwk', JSON.stringify(key.private))
  for (const format of formats) {
    await check(`twb key convert ${key.id} to ${format}, openssl reads it`, async () => {
      const out = path.join(folder, 'out')
      runTwb(['key', 'convert', '--key', source, '--to', format, '--out', out])
      const seen = publicDer(out, { der: format.endsWith('der'), isPublic: format.startsWith('spki') })
      assert(seen === key.files['spki-der'], 'openssl sees another key')
    })
  }
  await check(`twb key convert ${key.id} to encrypted PKCS#8, openssl reads it`, async () => {
    const out = path.join(folder, 'out')
    runTwb(['key', 'convert', '--key', source, '--to', 'pkcs8-pem', '--protect', '--password', 'a b', '--out', out])
    assert(publicDer(out, { password: 'a b' }) === key.files['spki-der'], 'openssl sees another key')
  })
}
for (const type of [['RSA'], ['EC'], ['EC', '--curve', 'secp256k1'], ['OKP'], ['OKP', '--curve', 'X448']]) {
  await check(`twb key generate ${type.join(' ')}, openssl and Node read it`, async () => {
    const out = path.join(folder, 'new.pem')
    runTwb(['key', 'generate', '--type', ...type, '--format', 'pkcs8-pem', '--out', out])
    run('openssl', ['pkey', '-in', out, '-check', '-noout'])
    const jwk = JSON.parse(runTwb(['key', 'convert', '--key', out, '--to', 'jwk']))
    crypto.createPrivateKey({ key: jwk, format: 'jwk' })
    const inspected = JSON.parse(runTwb(['--json', 'key', 'inspect', '--key', out]))
    assert(inspected.thumbprint === (await jose.calculateJwkThumbprint(jwk)), 'thumbprints differ')
  })
}

fs.rmSync(folder, { recursive: true })
console.log(`${passed} passed, ${failures.length} failed`)
process.exit(failures.length === 0 && passed > 100 ? 0 : 1)
