// SPDX-License-Identifier: Apache-2.0
//
// Makes encrypted.json: encrypted tokens of npm jose and SD-JWTs of Node's crypto and npm jose, for a clone without
// network. Run by hand in a folder where the packages of package.json are installed; the output is kept.
//
//     node make_encrypted.mjs KEYS.JSON > encrypted.json
import * as crypto from 'node:crypto'
import * as fs from 'node:fs'
import * as jose from 'jose'

const keys = JSON.parse(fs.readFileSync(process.argv[2], 'utf8')).keys
const keyOf = (id) => keys.find((key) => key.id === id)
const plaintext = Buffer.from('{"sub":"Zoë","n":1.50}')
const additional = Buffer.from('additional data')
const encryptions = { A128GCM: 16, A192GCM: 24, A256GCM: 32, 'A128CBC-HS256': 32, 'A192CBC-HS384': 48, 'A256CBC-HS512': 64 }
const secretOf = (octets) => crypto.createHash('sha512').update(`secret of ${octets}`).digest().subarray(0, octets)
const oct = (octets) => ({ kty: 'oct', k: secretOf(octets).toString('base64url') })

const rows = []
const managed = [
  ...[[16, 128], [24, 192], [32, 256]].flatMap(([size, bits]) => [
    [`A${bits}KW`, oct(size)], [`A${bits}GCMKW`, oct(size)], [`PBES2-HS${bits * 2}+A${bits}KW`, oct(20)]]),
  ...['RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512'].map((alg) => [alg, 'rsa-2048']),
  ...['p-256', 'p-384', 'p-521', 'x25519'].flatMap((id) =>
    ['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW'].map((alg) => [alg, id])),
]
let turn = 0
async function add(alg, enc, key) {
  const form = ['compact', 'flattened', 'general'][turn++ % 3]
  const name = typeof key === 'string' ? key : null
  const jwk = name ? keyOf(name).public : key
  const use = jwk.kty === 'oct' ? Buffer.from(jwk.k, 'base64url') : await jose.importJWK(jwk, alg)
  const parameters = alg.startsWith('ECDH') ? { apu: Buffer.from('Alice'), apv: Buffer.from('Bob') } : alg.startsWith('PBES2') ? { p2c: 1000 } : undefined
  let token
  if (form === 'general') {
    const maker = new jose.GeneralEncrypt(plaintext).setProtectedHeader({ enc }).setAdditionalAuthenticatedData(additional)
    const recipient = maker.addRecipient(use).setUnprotectedHeader({ alg })
    if (parameters) recipient.setKeyManagementParameters(parameters)
    token = await maker.encrypt()
  } else {
    const maker = form === 'compact' ? new jose.CompactEncrypt(plaintext) : new jose.FlattenedEncrypt(plaintext)
    maker.setProtectedHeader({ alg, enc })
    if (parameters) maker.setKeyManagementParameters(parameters)
    token = await maker.encrypt(use)
  }
  rows.push({ id: `${alg} ${enc} ${form}${name ? ' ' + name : ''}`, token, key: name ?? jwk })
}
for (const [enc, octets] of Object.entries(encryptions)) await add('dir', enc, oct(octets))
for (const [alg, key] of managed) for (const enc of ['A128GCM', 'A256CBC-HS512']) await add(alg, enc, key)

// --- SD-JWTs ---------------------------------------------------------------------------------------------------------
const issuer = keyOf('p-256')
const holder = keyOf('ed25519')
const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const disclosures = [['s1', 'email', 'a@b.example'], ['s2', 'FR'], ['s3', 'city', 'Köln']].map(encode)
const selective = []
for (const [name, hash] of [['sha-256', 'sha256'], ['sha-384', 'sha384'], ['sha-512', 'sha512']]) {
  const digest = (text) => crypto.createHash(hash).update(text).digest('base64url')
  const payload = {
    iss: 'https://issuer.example', _sd_alg: name, _sd: [digest(disclosures[0]), digest('nothing')].sort(),
    nat: ['DE', { '...': digest(disclosures[1]) }], address: { _sd: [digest(disclosures[2])] }, cnf: { jwk: holder.public },
  }
  const signed = await new jose.CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader({ alg: 'ES256', typ: 'example+sd-jwt' }).sign(await jose.importJWK(issuer.private, 'ES256'))
  const shown = [signed, ...disclosures, ''].join('~')
  const binding = { iat: 1767225600, aud: 'https://verifier.example', nonce: 'n-1', sd_hash: digest(shown) }
  const bound = await new jose.CompactSign(Buffer.from(JSON.stringify(binding))).setProtectedHeader({ alg: 'EdDSA', typ: 'kb+jwt' }).sign(await jose.importJWK(holder.private, 'EdDSA'))
  selective.push({ id: name, token: shown + bound })
}
const claims = { iss: 'https://issuer.example', email: 'a@b.example', nat: ['DE', 'FR'], address: { city: 'Köln' }, cnf: { jwk: holder.public } }
console.log(JSON.stringify({ made: 'make_encrypted.mjs', plaintext: plaintext.toString('base64url'), encrypted: rows,
  selective: { issuer: 'p-256', nonce: 'n-1', audience: 'https://verifier.example', at: 1767225660, undisclosed: 1, claims, tokens: selective } }, null, 1))
