// SPDX-License-Identifier: Apache-2.0
//
// interop_encryption.mjs TWB KEYS.JSON: they encrypt and twb decrypts, twb encrypts and they decrypt, for every alg, enc
// and form that npm jose knows; RSA1_5 and X448, which it left out, by Node's own crypto. Status 1 if one case fails.
import { spawnSync } from 'node:child_process'
import * as crypto from 'node:crypto'
import * as jose from 'jose'
import { assert, check, fileWith, finish, keyOf, runTwb } from './support.mjs'

const encryptions = { A128GCM: 16, A192GCM: 24, A256GCM: 32, 'A128CBC-HS256': 32, 'A192CBC-HS384': 48, 'A256CBC-HS512': 64 }
const forms = ['compact', 'flattened', 'general']
const plaintext = Buffer.from('attack at dawn, é\0 and more')
const encoder = new TextEncoder()
const additional = encoder.encode('additional data')

/** alg, then the keys that serve it: what twb is given and what jose takes. */
function* cases() {
  const secret = (octets) => {
    const octetsOf = crypto.randomBytes(octets)
    const args = ['--secret-file', fileWith(`secret-${octets}`, octetsOf)]
    return { label: `${octets} octets`, publicArgs: args, privateArgs: args, publicKey: octetsOf, privateKey: octetsOf }
  }
  const pair = (id) => ({
    label: id,
    publicArgs: ['--key', fileWith(`${id}.pub`, JSON.stringify(keyOf(id).public))],
    privateArgs: ['--key', fileWith(id, JSON.stringify(keyOf(id).private))],
    publicJwk: keyOf(id).public,
    privateJwk: keyOf(id).private,
  })
  for (const [enc, octets] of Object.entries(encryptions)) {
    yield { alg: 'dir', enc, key: secret(octets) }
    for (const [size, bits] of [[16, 128], [24, 192], [32, 256]]) {
      yield { alg: `A${bits}KW`, enc, key: secret(size) }
      yield { alg: `A${bits}GCMKW`, enc, key: secret(size) }
      yield { alg: `PBES2-HS${bits * 2}+A${bits}KW`, enc, key: secret(20) }
    }
    for (const alg of ['RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512']) yield { alg, enc, key: pair('rsa-2048') }
    for (const id of ['p-256', 'p-384', 'p-521', 'x25519']) {
      for (const alg of ['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW']) yield { alg, enc, key: pair(id) }
    }
  }
}

async function joseEncrypts(form, alg, enc, key) {
  const parameters = alg.startsWith('ECDH')
    ? { apu: encoder.encode('Alice'), apv: encoder.encode('Bob') }
    : alg.startsWith('PBES2') ? { p2c: 1000 } : undefined
  if (form === 'general') {
    const maker = new jose.GeneralEncrypt(plaintext).setProtectedHeader({ enc }).setAdditionalAuthenticatedData(additional)
    const recipient = maker.addRecipient(key).setUnprotectedHeader({ alg })
    if (parameters) recipient.setKeyManagementParameters(parameters)
    return JSON.stringify(await maker.encrypt())
  }
  const maker = form === 'compact' ? new jose.CompactEncrypt(plaintext) : new jose.FlattenedEncrypt(plaintext)
  maker.setProtectedHeader({ alg, enc })
  if (form === 'flattened') maker.setSharedUnprotectedHeader({ cty: 'text/plain' }).setAdditionalAuthenticatedData(additional)
  if (parameters) maker.setKeyManagementParameters(parameters)
  const made = await maker.encrypt(key)
  return form === 'compact' ? made : JSON.stringify(made)
}

async function joseDecrypts(form, token, alg, key) {
  const options = { keyManagementAlgorithms: [alg] }
  const decrypt = { compact: jose.compactDecrypt, flattened: jose.flattenedDecrypt, general: jose.generalDecrypt }[form]
  return Buffer.from((await decrypt(form === 'compact' ? token : JSON.parse(token), key, options)).plaintext)
}

const payloadFile = fileWith('payload', plaintext)
function twbDecrypts(token, args) {
  const file = fileWith('token', token)
  const seen = JSON.parse(runTwb(['--json', 'decrypt', `@${file}`, ...args]))
  return Buffer.from(seen.plaintext_base64url, 'base64url')
}

for (const { alg, enc, key } of cases()) {
  const publicKey = key.publicKey ?? (await jose.importJWK(key.publicJwk, alg))
  const privateKey = key.privateKey ?? (await jose.importJWK(key.privateJwk, alg))
  for (const form of forms) {
    const name = `${alg} ${enc} ${form} (${key.label})`
    await check(`npm jose encrypts, twb decrypts: ${name}`, async () => {
      const token = await joseEncrypts(form, alg, enc, publicKey)
      assert(twbDecrypts(token, key.privateArgs).equals(plaintext), 'another plaintext')
    })
    await check(`twb encrypts, npm jose decrypts: ${name}`, async () => {
      // A payload with a NUL octet travels by file only.
      const token = runTwb(['encrypt', '--alg', alg, '--enc', enc, ...key.publicArgs, '--form', form, '--p2c', '1000', '--payload', `@${payloadFile}`])
      assert((await joseDecrypts(form, token, alg, privateKey)).equals(plaintext), 'another plaintext')
    })
  }
}

// --- what npm jose left out, by Node's crypto ----------------------------------------------------------------------------

const encode = (octets) => Buffer.from(octets).toString('base64url')
const decode = (text) => Buffer.from(text, 'base64url')
function sealGcm(header, encryptedKey, contentKey) {
  const aad = encode(JSON.stringify(header))
  const iv = crypto.randomBytes(12)
  const cipher = crypto.createCipheriv('aes-256-gcm', contentKey, iv).setAAD(Buffer.from(aad))
  const text = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return [aad, encode(encryptedKey), encode(iv), encode(text), encode(cipher.getAuthTag())].join('.')
}
function openGcm(token, contentKey) {
  const [aad, , iv, text, tag] = token.split('.')
  const decipher = crypto.createDecipheriv('aes-256-gcm', contentKey, decode(iv)).setAAD(Buffer.from(aad)).setAuthTag(decode(tag))
  return Buffer.concat([decipher.update(decode(text)), decipher.final()])
}
function concatKdf(shared, algorithm) {
  const number = (value) => { const octets = Buffer.alloc(4); octets.writeUInt32BE(value); return octets }
  const input = [number(1), shared, number(algorithm.length), Buffer.from(algorithm), number(0), number(0), number(256)]
  return crypto.createHash('sha256').update(Buffer.concat(input)).digest()
}

const rsa = keyOf('rsa-2048')
await check('Node crypto encrypts RSA1_5, twb decrypts', async () => {
  const contentKey = crypto.randomBytes(32)
  const key = { key: crypto.createPublicKey({ key: rsa.public, format: 'jwk' }), padding: crypto.constants.RSA_PKCS1_PADDING }
  const token = sealGcm({ alg: 'RSA1_5', enc: 'A256GCM' }, crypto.publicEncrypt(key, contentKey), contentKey)
  assert(twbDecrypts(token, ['--key', fileWith('rsa', JSON.stringify(rsa.private))]).equals(plaintext), 'another plaintext')
})
await check('twb encrypts RSA1_5, the openssl command decrypts', async () => {
  const publicFile = fileWith('rsa.pub', JSON.stringify(rsa.public))
  const token = runTwb(['encrypt', '--alg', 'RSA1_5', '--enc', 'A256GCM', '--key', publicFile, '--payload', `@${payloadFile}`])
  const pem = fileWith('rsa.pem', rsa.files['pkcs8-pem'])
  const args = ['pkeyutl', '-decrypt', '-inkey', pem, '-pkeyopt', 'rsa_padding_mode:pkcs1']
  const done = spawnSync('openssl', args, { input: decode(token.split('.')[1]) })
  assert(done.status === 0 && openGcm(token, done.stdout).equals(plaintext), 'another plaintext')
})
for (const id of ['x448', 'x25519']) {
  const key = keyOf(id)
  const crv = key.public.crv
  await check(`Node crypto encrypts ECDH-ES on ${crv}, twb decrypts`, async () => {
    const ephemeral = crypto.generateKeyPairSync(id)
    const publicKey = crypto.createPublicKey({ key: key.public, format: 'jwk' })
    const shared = crypto.diffieHellman({ privateKey: ephemeral.privateKey, publicKey })
    const header = { alg: 'ECDH-ES', enc: 'A256GCM', epk: ephemeral.publicKey.export({ format: 'jwk' }) }
    const token = sealGcm(header, '', concatKdf(shared, 'A256GCM'))
    assert(twbDecrypts(token, ['--key', fileWith(id, JSON.stringify(key.private))]).equals(plaintext), 'another plaintext')
  })
  await check(`twb encrypts ECDH-ES on ${crv}, Node crypto decrypts`, async () => {
    const file = fileWith(`${id}.pub`, JSON.stringify(key.public))
    const token = runTwb(['encrypt', '--alg', 'ECDH-ES', '--enc', 'A256GCM', '--key', file, '--payload', `@${payloadFile}`])
    const { epk } = JSON.parse(decode(token.split('.')[0]))
    const shared = crypto.diffieHellman({
      privateKey: crypto.createPrivateKey({ key: key.private, format: 'jwk' }),
      publicKey: crypto.createPublicKey({ key: epk, format: 'jwk' }),
    })
    assert(openGcm(token, concatKdf(shared, 'A256GCM')).equals(plaintext), 'another plaintext')
  })
}

finish(1001)
