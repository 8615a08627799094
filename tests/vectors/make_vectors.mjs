// SPDX-License-Identifier: Apache-2.0
//
// Makes keys.json, signatures.json and forms.json with npm `jose`, Node's crypto and the openssl command line: programs
// that share no code with ours. Run by hand; the output is kept, so that a clone alone tests every algorithm.
//
//     cp make_vectors.mjs package.json SOME_FOLDER && cd SOME_FOLDER && npm install && node make_vectors.mjs OUTPUT_FOLDER
//
// Keys and tokens that already stand in OUTPUT_FOLDER are kept; only what is missing is made. All keys are test keys.
import { execFileSync } from 'node:child_process'
import * as crypto from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import * as jose from 'jose'

const folder = process.argv[2] ?? '.'
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'vectors-'))
const password = 'correct horse battery staple'
const inScratch = (name) => path.join(scratch, name)
const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] })

function readKept(name) {
  const file = path.join(folder, name)
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined
}
function write(name, value) {
  fs.writeFileSync(path.join(folder, name), JSON.stringify(value, null, 1) + '\n')
}

// --- keys ------------------------------------------------------------------------------------------------------------

/** Every form that one key pair can be written in. JWKs by Node, files by the openssl command line. */
async function pair(id, generate, { certificate = true } = {}) {
  const file = inScratch(`${id}.pem`)
  openssl('genpkey', ...generate, '-out', file)
  const key = crypto.createPrivateKey(fs.readFileSync(file))
  const rsa = key.asymmetricKeyType === 'rsa'
  const ec = key.asymmetricKeyType === 'ec'
  const run = (args, der) => {
    const out = inScratch('out')
    openssl(...args, '-out', out)
    return fs.readFileSync(out, der ? 'base64' : 'latin1')
  }
  const both = (name, args) => ({
    [`${name}-pem`]: run([...args, '-outform', 'PEM'], false),
    [`${name}-der`]: run([...args, '-outform', 'DER'], true),
  })
  // Encrypted in Node: openssl's own default is PBES2 as well, but Node leaves the cipher to be chosen.
  const encrypted = (format) => key.export({ type: 'pkcs8', format, cipher: 'aes-256-cbc', passphrase: password })
  const files = {
    ...both('pkcs8', ['pkcs8', '-topk8', '-nocrypt', '-in', file]),
    'pkcs8-encrypted-pem': encrypted('pem'),
    'pkcs8-encrypted-der': encrypted('der').toString('base64'),
    ...both('spki', ['pkey', '-in', file, '-pubout']),
    ...(rsa ? both('pkcs1', ['rsa', '-in', file, '-traditional']) : {}),
    ...(rsa ? both('pkcs1-public', ['rsa', '-in', file, '-RSAPublicKey_out']) : {}),
    ...(ec ? both('sec1', ['ec', '-in', file]) : {}),
  }
  if (certificate) {
    const pem = run(['req', '-x509', '-key', file, '-subj', `/CN=${id} test`, '-days', '36500', '-set_serial', '1'], false)
    files['cert-pem'] = pem
    fs.writeFileSync(inScratch('cert.pem'), pem)
    files['cert-der'] = run(['x509', '-in', inScratch('cert.pem'), '-outform', 'DER'], true)
  }
  const privateJwk = key.export({ format: 'jwk' })
  const publicJwk = crypto.createPublicKey(key).export({ format: 'jwk' })
  return { id, private: privateJwk, public: publicJwk, thumbprint: await thumbprint(publicJwk), password, files }
}

/** RFC 7638, put together here and compared with what jose says. */
async function thumbprint(jwk) {
  const members = { RSA: ['e', 'kty', 'n'], EC: ['crv', 'kty', 'x', 'y'], OKP: ['crv', 'kty', 'x'], oct: ['k', 'kty'] }
  const text = JSON.stringify(Object.fromEntries(members[jwk.kty].map((name) => [name, jwk[name]])))
  const mine = crypto.createHash('sha256').update(text).digest('base64url')
  if (mine !== (await jose.calculateJwkThumbprint(jwk))) throw new Error('thumbprints differ')
  return mine
}

async function secret(id, octets) {
  const jwk = { kty: 'oct', k: crypto.randomBytes(octets).toString('base64url') }
  return { id, private: jwk, public: null, thumbprint: await thumbprint(jwk), files: {} }
}

const curve = (name) => ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${name}`, '-pkeyopt', 'ec_param_enc:named_curve']
const makers = {
  'oct-256': (id) => secret(id, 32),
  'oct-384': (id) => secret(id, 48),
  'oct-512': (id) => secret(id, 64),
  'rsa-2048': (id) => pair(id, ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']),
  'p-256': (id) => pair(id, curve('P-256')),
  'p-384': (id) => pair(id, curve('P-384')),
  'p-521': (id) => pair(id, curve('P-521')),
  secp256k1: (id) => pair(id, curve('secp256k1')),
  ed25519: (id) => pair(id, ['-algorithm', 'ED25519']),
  ed448: (id) => pair(id, ['-algorithm', 'ED448']),
  x25519: (id) => pair(id, ['-algorithm', 'X25519'], { certificate: false }),
  x448: (id) => pair(id, ['-algorithm', 'X448'], { certificate: false }),
  // Second keys: "another key" must not verify.
  'rsa-2048-other': (id) => pair(id, ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']),
  'p-256-other': (id) => pair(id, curve('P-256')),
}
const keys = readKept('keys.json')?.keys ?? []
for (const [id, make] of Object.entries(makers)) {
  if (!keys.some((key) => key.id === id)) keys.push(await make(id))
}
write('keys.json', {
  source: 'make_vectors.mjs: openssl genpkey/pkcs8/pkey/rsa/ec/req, Node crypto (JWK, encrypted PKCS#8), npm jose (thumbprints). DER is base64.',
  keys,
})
const keyOf = (id) => keys.find((key) => key.id === id)

// --- compact signatures ----------------------------------------------------------------------------------------------

const algorithms = [
  ['HS256', 'oct-256'], ['HS384', 'oct-384'], ['HS512', 'oct-512'],
  ['RS256', 'rsa-2048'], ['RS384', 'rsa-2048'], ['RS512', 'rsa-2048'],
  ['PS256', 'rsa-2048'], ['PS384', 'rsa-2048'], ['PS512', 'rsa-2048'],
  ['ES256', 'p-256'], ['ES384', 'p-384'], ['ES512', 'p-521'], ['ES256K', 'secp256k1'],
  ['EdDSA', 'ed25519'], ['Ed25519', 'ed25519'], ['EdDSA', 'ed448'], ['Ed448', 'ed448'],
]
// Octets that a re-serialiser would change: they must come through as they are.
const payload = '{"iss":"vectors", "sub":"caf\\u00e9 é","n":1.0e2,"exp":4102444800,"iat":1735689600}'

/** jose where it knows the algorithm, Node's crypto for ES256K and Ed448. */
async function sign(alg, key, header, octets) {
  const joseKnows = !['ES256K', 'Ed448'].includes(alg) && key.id !== 'ed448'
  if (joseKnows) {
    const imported = await jose.importJWK(key.private, alg)
    return { by: 'npm jose', token: await new jose.CompactSign(octets).setProtectedHeader(header).sign(imported) }
  }
  const input = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${Buffer.from(octets).toString('base64url')}`
  const native = { key: crypto.createPrivateKey({ key: key.private, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }
  const signature = crypto.sign(alg === 'ES256K' ? 'sha256' : null, Buffer.from(input), native)
  return { by: 'Node crypto', token: `${input}.${signature.toString('base64url')}` }
}

const signatures = readKept('signatures.json')?.signatures ?? []
for (const [alg, id] of algorithms) {
  if (signatures.some((row) => row.alg === alg && row.key === id)) continue
  const key = keyOf(id)
  const header = { alg, typ: 'JWT', kid: key.thumbprint }
  const { by, token } = await sign(alg, key, header, new TextEncoder().encode(payload))
  signatures.push({ alg, key: id, by, token, payload })
}
write('signatures.json', {
  source: 'make_vectors.mjs; `key` names a row of keys.json.',
  signatures,
})

// --- other forms -----------------------------------------------------------------------------------------------------

const forms = readKept('forms.json')?.forms ?? []
const octets = new TextEncoder().encode(payload)
async function form(name, section, make) {
  if (!forms.some((row) => row.form === name)) forms.push({ form: name, section, payload, ...(await make()) })
}
const es256 = await jose.importJWK(keyOf('p-256').private, 'ES256')
const hs256 = await jose.importJWK(keyOf('oct-256').private, 'HS256')
await form('flattened', 'RFC 7515 section 7.2.2', async () => ({
  keys: ['p-256'],
  jws: await new jose.FlattenedSign(octets).setProtectedHeader({ alg: 'ES256' }).setUnprotectedHeader({ kid: 'one' }).sign(es256),
}))
await form('general', 'RFC 7515 section 7.2.1', async () => ({
  keys: ['p-256', 'oct-256'],
  jws: await new jose.GeneralSign(octets)
    .addSignature(es256).setProtectedHeader({ alg: 'ES256' })
    .addSignature(hs256).setProtectedHeader({ alg: 'HS256' })
    .sign(),
}))
await form('detached', 'RFC 7515 appendix F', async () => {
  const token = await new jose.CompactSign(octets).setProtectedHeader({ alg: 'ES256' }).sign(es256)
  const [header, , signature] = token.split('.')
  return { keys: ['p-256'], jws: `${header}..${signature}` }
})
await form('unencoded-detached', 'RFC 7797', async () => {
  const jws = await new jose.FlattenedSign(octets).setProtectedHeader({ alg: 'ES256', b64: false, crit: ['b64'] }).sign(es256)
  return { keys: ['p-256'], jws: `${jws.protected}..${jws.signature}` }
})
write('forms.json', { source: 'make_vectors.mjs; `keys` name rows of keys.json.', forms })
fs.rmSync(scratch, { recursive: true })
