// SPDX-License-Identifier: Apache-2.0
//
// Makes cases.jsonl, the corpus of the token doctor, with Node's crypto and the openssl command line: programs that
// share no code with ours. Run by hand; the output is kept. Keys that stand in keys.json are used again.
//
//     node make_cases.mjs
import { execFileSync } from 'node:child_process'
import * as crypto from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as zlib from 'node:zlib'

const here = path.dirname(fileURLToPath(import.meta.url))
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'cases-'))
const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] }).toString()

// --- keys ------------------------------------------------------------------------------------------------------------
const kept = path.join(here, 'keys.json')
const keys = fs.existsSync(kept) ? JSON.parse(fs.readFileSync(kept, 'utf8')) : {}
const keep = (name, make) => (keys[name] ??= make())
const pemPair = (type, options) => {
  const pair = crypto.generateKeyPairSync(type, options)
  return {
    private: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    public: pair.publicKey.export({ type: 'spki', format: 'pem' }),
  }
}
keep('rsa', () => pemPair('rsa', { modulusLength: 2048 }))
keep('rsa2', () => pemPair('rsa', { modulusLength: 2048 }))
keep('small', () => pemPair('rsa', { modulusLength: 1024 }))
keep('e3', () => pemPair('rsa', { modulusLength: 2048, publicExponent: 3 }))
keep('pss', () => pemPair('rsa-pss', { modulusLength: 2048 }))
keep('p256', () => pemPair('ec', { namedCurve: 'P-256' }))
keep('p384', () => pemPair('ec', { namedCurve: 'P-384' }))
keep('p521', () => pemPair('ec', { namedCurve: 'P-521' }))
keep('ed', () => pemPair('ed25519'))
const file = (name, text) => { const f = path.join(scratch, name); fs.writeFileSync(f, text); return f }
const certificate = (pair, ...more) =>
  openssl('req', '-x509', '-new', '-key', file('key.pem', pair.private), '-subj', '/CN=doctor', ...more)
keep('cert', () => certificate(keys.rsa, '-days', '36500'))
keep('certSha1', () => certificate(keys.rsa, '-days', '36500', '-sha1'))
keep('certRsa2', () => certificate(keys.rsa2, '-days', '36500'))
keep('csr', () => openssl('req', '-new', '-key', file('key.pem', keys.rsa.private), '-subj', '/CN=doctor'))
keep('encrypted', () => crypto.createPrivateKey(keys.rsa.private)
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'doctor' }))
fs.writeFileSync(kept, JSON.stringify(keys, null, 1) + '\n')

const jwk = (pem, more = {}) => ({ ...crypto.createPublicKey(pem).export({ format: 'jwk' }), ...more })
const secret = 'a7Xk2-9fQ_tTz1LmWv5RbN8cYs4DjHu0EoGqPi3KxVn6ZyMe'
const secret2 = 'Zq8-VnT_3rLwKx7JmYb2HcGd9FsEp5RaQ1uOi6TzXyC4NkWv'

// --- tokens ----------------------------------------------------------------------------------------------------------
const b64 = (data) => Buffer.from(data).toString('base64url')
const text = (value) => (typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value))
const hash = (alg) => (alg.endsWith('K') ? 'sha256' : alg.startsWith('Ed') ? null : 'sha' + alg.slice(-3))
function rawSign(alg, key, input) {
  if (alg.startsWith('HS')) return crypto.createHmac(hash(alg), key).update(input).digest()
  const options = { key: crypto.createPrivateKey(key.private ?? key) }
  if (alg.startsWith('ES')) options.dsaEncoding = 'ieee-p1363'
  if (alg.startsWith('PS')) Object.assign(options, { padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST })
  return crypto.sign(hash(alg), Buffer.from(input), options)
}
const now = 1767225600 // 2026-01-01
let serial = 0
const claims = (more = {}) => ({ iss: 'https://id.doctor.test/', sub: 'erika', aud: 'https://api.doctor.test', iat: now - 40, exp: now + 860, jti: 'case-' + ++serial, ...more })
/** A token; header and payload may be texts, `by` another algorithm than the header says. */
function token(header, payload, key, by) {
  const input = b64(text(header)) + '.' + b64(text(payload))
  return input + '.' + b64(rawSign(by ?? header.alg, key, input))
}
const hs = { alg: 'HS256', typ: 'JWT' }
const rs = { alg: 'RS256', typ: 'JWT' }
const es = { alg: 'ES256', typ: 'JWT' }
const good = () => token(hs, claims(), secret)
const without = (name, more = {}) => { const c = claims(more); delete c[name]; return c }

const cases = []
const count = {}
/** One case of a finding. */
function add(id, input, key = null, { must = [], not = [], ...more } = {}) {
  count[id] = (count[id] ?? 0) + 1
  cases.push({ id: `${id}-${count[id]}`, input, key, now, profile: null, must: [id, ...must], must_not: not, note: '', ...more })
}
const ok = { must: ['sig-verified'], not: ['sig-invalid'] }
function wrapped(id, make, more = {}) {
  for (let i = 0; i < 2; ++i) {
    const t = good()
    add(id, make(t, i), secret, { ...ok, repaired: t, ...more })
  }
}
const payloadCase = (id, payload, more = {}) => add(id, token(hs, payload, secret), secret, { must: ['sig-verified'], ...more })
const headerCase = (id, header, more = {}) => add(id, token({ ...hs, ...header }, claims(), secret), secret, more)

// --- transport -------------------------------------------------------------------------------------------------------
for (const t of ['', ' \n\t ', '\u200b']) add('input-empty', t, null, { not: ['input-not-a-token'] })
for (const t of ['null', 'Bearer undefined', '"NaN"', '[object Object]', 'Authorization: Bearer null', 'Bearer ', '{}']) add('input-literal-null', t, null, { not: ['input-not-a-token'] })
wrapped('input-bearer-prefix', (t, i) => ['Bearer ', 'bearer '][i] + t)
wrapped('input-bearer-twice', (t, i) => ['Bearer Bearer ', 'bearer Bearer  '][i] + t)
wrapped('input-other-scheme', (t, i) => ['JWT ', 'Token '][i] + t)
for (const t of ['Basic ' + Buffer.from('erika:hush').toString('base64'), 'Authorization: Basic ' + Buffer.from('a:b').toString('base64')]) add('input-basic-auth', t)
wrapped('input-http-header', (t, i) => ['Authorization: Bearer ' + t, 'GET / HTTP/1.1\r\nHost: a\r\nauthorization: Bearer ' + t + '\r\nAccept: */*\r\n'][i])
wrapped('input-curl-command', (t, i) => [`curl -H "Authorization: Bearer ${t}" https://api.doctor.test`, `$ curl https://api.doctor.test -b session=${t}`][i])
wrapped('input-cookie', (t, i) => [`Cookie: a=b; session=${t}; c=d`, `session=${t}; Path=/; HttpOnly`][i])
wrapped('input-url-parameter', (t, i) => [`https://app.doctor.test/cb?code=1&id_token=${t}&state=2`, `?token=${t}`][i])
wrapped('input-json-wrapper', (t, i) => [`{"token_type":"Bearer","access_token":"${t}"}`, `[{"data":{"jwt":"${t}"}}]`][i])
wrapped('input-quoted', (t, i) => [`"${t}"`, `‘${t}’`][i])
wrapped('input-markdown', (t, i) => ['```\n' + t + '\n```', `**${t}**`][i])
wrapped('input-email-quote', (t, i) => [t.slice(0, 70), t.slice(70, 140), t.slice(140)].map((l) => [' > ', '> '][i] + l).join('\r\n'), { not: ['input-whitespace-inside', 'sig-invalid'] })
wrapped('input-surrounding-text', (t, i) => [`the token is ${t} as sent`, `token: ${t}`][i])
wrapped('input-trailing-punctuation', (t, i) => t + ['.', ','][i])
wrapped('input-whitespace-inside', (t, i) => t.slice(0, 50) + ['\r\n', ' '][i] + t.slice(50, 90) + '\n' + t.slice(90))
wrapped('input-quoted-printable', (t, i) => [t.slice(0, 60) + '=\r\n' + t.slice(60), t.replaceAll('.', '=2E')][i], { not: ['input-whitespace-inside', 'sig-invalid', 'b64-padding'] })
wrapped('input-invisible-characters', (t, i) => [t.slice(0, 30) + '\u200b' + t.slice(30), '\ufeff' + t + '\u2060'][i])
wrapped('input-unicode-lookalike', (t, i) => [t.replaceAll('.', '\uff0e'), t.replaceAll('-', '\u2013').replace('eyJ', '\uff45yJ')][i])
for (const t of [good().slice(0, 60) + '...' + good().slice(-20), good().slice(0, 100) + '…']) add('input-ellipsis', t, secret, { not: ['sig-invalid', 'input-not-a-token'] })
wrapped('input-url-encoded', (t, i) => [t.replaceAll('.', '%2E'), 'Bearer%20' + t][i])
wrapped('input-url-encoded-twice', (t, i) => t.replaceAll('.', ['%252E', '%252e'][i]), { not: ['input-url-encoded', 'sig-invalid'] })
wrapped('input-html-entities', (t, i) => t.replaceAll('.', ['&#46;', '&period;'][i]))
wrapped('input-backslash-escapes', (t, i) => [t.replaceAll('.', '\\u002e'), t.slice(0, 40) + '\\n' + t.slice(40)][i])
wrapped('input-base64-of-token', (t, i) => Buffer.from(t).toString(['base64', 'base64url'][i]))
wrapped('input-hex-of-token', (t, i) => ['', '0x'][i] + Buffer.from(t).toString('hex'))
for (const t of [good().toLowerCase(), good().toUpperCase()]) add('input-reversed-case', t, secret, { not: ['struct-header-not-json'] })
for (const t of [good() + '\n' + good(), `first ${good()} second ${good()}`]) add('input-multiple-tokens', t, secret, ok)
for (const t of ['<samlp:Response xmlns="x"></samlp:Response>', Buffer.from('<saml:Assertion ID="a1b2"></saml:Assertion>').toString('base64')]) add('input-saml', t)
for (const t of ['3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'ghp_0123456789abcdef0123456789abcdef0123', keys.rsa.public]) add('input-not-a-token', t)
for (const size of [7000, 9000]) payloadCase('input-too-large', claims({ groups: 'g'.repeat(size) }))
for (let i = 0; i < 2;) {
  const t = good()
  const [h, p, s] = t.split('.')
  if (!/[-_]/.test(s) || /[-_]/.test(p)) continue
  add('b64-standard-alphabet', `${h}.${p}.${s.replaceAll('-', '+').replaceAll('_', '/')}`, secret, { must: ['sig-verified'], repaired: t, not: ['sig-alt-input-base64'] })
  ++i
}
wrapped('b64-padding', (t, i) => t + ['=', '='][i], { not: ['sig-invalid'] })
for (const c of ['*', '!']) { const t = good(); add('b64-invalid-character', t.slice(0, 60) + c + t.slice(61), secret) }
for (let i = 0; i < 2; ++i) { const [h, p, s] = good().split('.'); const n = p.length % 4; add('b64-bad-length', `${h}.${p.slice(0, p.length - ((n + 3) % 4))}.${s}`, secret) }
for (let i = 0; i < 2; ++i) {
  const t = good()
  const abc = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  add('b64-trailing-bits', t.slice(0, -1) + abc[abc.indexOf(t.at(-1)) + 1 + i], secret, { must: ['sig-verified'], repaired: t })
}

// --- structure -------------------------------------------------------------------------------------------------------
for (const t of [good() + good(), good() + '.abcd']) add('struct-part-count', t, secret, { not: ['sig-invalid'] })
for (const end of ['.', '']) add('struct-signature-missing', good().split('.').slice(0, 2).join('.') + end, secret, { not: ['sig-invalid', 'struct-truncated'] })
for (const n of [5, 20]) { const t = good(); add('struct-truncated', t.slice(0, -n), secret, { not: ['sig-invalid'] }) }
for (const n of [30, 8]) { const t = good().split('.').slice(0, 2).join('.'); add('struct-truncated', t.slice(0, -n), secret, { not: ['struct-signature-missing'] }) }
for (const order of [[1, 0, 2], [2, 1, 0], [0, 2, 1]]) { const t = good(); const p = t.split('.'); add('struct-segment-order', order.map((i) => p[i]).join('.'), secret, { ...ok, repaired: t }) }
for (const h of ['hello', 'ÿþ binary']) add('struct-header-not-json', token(h, claims(), secret, 'HS256'), secret, { not: ['sig-invalid', 'hdr-alg-missing'] })
for (const p of ['plain words', Buffer.from([1, 2, 250, 4])]) payloadCase('struct-payload-not-json', p)
for (const p of ['[1,2]', 'null', '17']) payloadCase('struct-payload-not-object', p)
for (const p of [JSON.stringify(JSON.stringify(claims())), JSON.stringify('{"a":1}')]) payloadCase('struct-payload-json-string', p)
for (const e of ['base64', 'base64url']) payloadCase('struct-payload-double-base64', Buffer.from(text(claims())).toString(e), { not: ['struct-payload-not-json'] })
for (const t of ['.' + good().split('.').slice(1).join('.'), b64(text(hs)) + '..']) add('struct-empty-segment', t, secret)
for (const h of [hs, { ...hs, kid: 'k' }]) { const [a, , c] = token(h, claims(), secret).split('.'); add('struct-detached-payload', `${a}..${c}`, secret, { not: ['sig-invalid'] }) }
const jwe = (header, key = '') => [b64(text(header)), b64(key), b64('123456789012'), b64('ciphertext'), b64('tag-of-16-octets')].join('.')
const dir = { alg: 'dir', enc: 'A256GCM', typ: 'JWT' }
for (const h of [dir, { alg: 'RSA-OAEP-256', enc: 'A128GCM', typ: 'JWT' }]) add('struct-is-jwe', jwe(h, 'k'), null, { must: ['jwe-no-key'], not: ['sig-not-checked'] })
for (const cty of ['JWT', 'jwt']) add('struct-nested', token({ ...hs, cty }, good(), secret), secret, ok)
for (let i = 0; i < 2; ++i) payloadCase('struct-nested-without-cty', good())
for (const general of [false, true]) {
  const [p, payload, signature] = good().split('.')
  const unprotected = { header: { kid: 'x' } }
  const form = general ? { payload, signatures: [{ protected: p, signature }] } : { payload, protected: p, signature }
  add('struct-jws-json', text(form), secret, { ...ok, ...(general ? {} : { repaired: `${p}.${payload}.${signature}` }) })
  add('struct-jws-unprotected-header', text(general ? { payload, signatures: [{ protected: p, signature, ...unprotected }] } : { ...form, ...unprotected }), secret, ok)
}
for (const end of ['~WyJhIiwiYiJd~', '~WyJhIl0~WyJiIl0~']) add('struct-sd-jwt', good() + end, secret, ok)
for (const p of ["{'sub': 'erika', 'exp': 1}", '{"sub": "erika", "admin": True}']) payloadCase('json-python-dict', p)
for (const end of ['\0\0', 'xx']) payloadCase('json-trailing-data', text(claims()) + end, { not: ['struct-payload-not-json'] })
payloadCase('json-bom', '\ufeff' + text(claims()))
add('json-bom', token('\ufeff' + text(hs), claims(), secret, 'HS256'), secret, ok)
for (const name of ['Jos\u00e9', 'Zo\u00eb']) payloadCase('json-not-utf8', Buffer.from(text(claims({ name })), 'latin1'), { not: ['struct-payload-not-json'] })
for (const p of [text(claims()).replace(/}$/, ',}'), text(claims()).replace(/}$/, '/* x */}')]) payloadCase('json-comments-or-trailing-comma', p)

// --- header ----------------------------------------------------------------------------------------------------------
for (const h of [{ typ: 'JWT' }, { typ: 'JWT', kid: 'a' }]) add('hdr-alg-missing', token(h, claims(), secret, 'HS256'), secret, { not: ['sig-invalid', 'sig-verified'] })
for (const alg of [256, null]) add('hdr-alg-not-string', token({ alg, typ: 'JWT' }, claims(), secret, 'HS256'), secret, { not: ['sig-invalid'] })
for (const alg of ['hs256', 'HS-256', 'Rs256']) add('hdr-alg-case', token({ alg, typ: 'JWT' }, claims(), secret, 'HS256'), secret, { not: ['hdr-alg-unknown', 'sig-invalid'] })
for (const alg of ['HmacSHA256', 'XS256']) add('hdr-alg-unknown', token({ alg, typ: 'JWT' }, claims(), secret, 'HS256'), secret, { not: ['sig-invalid'] })
add('hdr-alg-wrong-kind', token({ alg: 'RSA-OAEP', typ: 'JWT' }, claims(), secret, 'HS256'), secret)
add('hdr-alg-wrong-kind', jwe({ alg: 'RS256', enc: 'A256GCM', typ: 'JWT' }))
for (const enc of [{}, { enc: 5 }]) add('hdr-enc-missing', jwe({ alg: 'dir', typ: 'JWT', ...enc }))
for (const h of [{ alg: 'HS256' }, { alg: 'HS256', kid: 'a' }]) add('hdr-typ-missing', token(h, claims(), secret), secret, ok)
for (const typ of ['JOSE', 'entity+jwt']) headerCase('hdr-typ-unusual', { typ }, ok)
for (const typ of [1, null]) headerCase('hdr-typ-not-string', { typ })
for (const kid of [1, { a: 1 }]) headerCase('hdr-kid-not-string', { kid })
for (const name of ['exp', 'http://x']) headerCase('hdr-crit-unknown', { crit: [name], [name]: 1 }, { not: ['hdr-crit-malformed'] })
for (const crit of [[], 'b64', ['alg'], ['absent'], [1]]) headerCase('hdr-crit-malformed', { crit })
for (const more of [{}, { crit: ['x'], x: 1 }]) headerCase('hdr-b64-without-crit', { b64: false, ...more })
for (const kid of ['1', '2']) { const h = { ...hs, kid, b64: false, crit: ['b64'] }; const input = b64(text(h)) + '.words'; add('hdr-b64-false', input + '.' + b64(rawSign('HS256', secret, input)), secret, { must: ['sig-verified'] }) }
for (const zip of ['DEF', 'GZ']) headerCase('hdr-zip-in-jws', { zip }, ok)
for (const more of [{ enc: 'A256GCM' }, { p2c: 1000 }]) headerCase('hdr-enc-in-jws', more)
const der = (pem) => pem.replace(/-----[^-]+-----|\s/g, '')
const thumb = (pem, name) => crypto.createHash(name).update(Buffer.from(der(pem), 'base64')).digest('base64url')
for (const more of [{ x5t: thumb(keys.certRsa2, 'sha1') }, { 'x5t#S256': thumb(keys.certRsa2, 'sha256') }]) add('hdr-x5t-mismatch', token({ ...rs, ...more }, claims(), keys.rsa), keys.cert, { must: ['sig-verified', 'key-is-certificate'] })
for (const x5c of [[keys.cert], [Buffer.from(der(keys.cert), 'base64').toString('base64url')], 'text']) add('hdr-x5c-not-base64', token({ ...rs, x5c }, claims(), keys.rsa), keys.rsa.public, { must: ['sig-verified'] })

// --- algorithm and decryption ----------------------------------------------------------------------------------------
add('alg-key-type-mismatch', token(rs, claims(), keys.rsa), keys.p256.public, { not: ['sig-invalid'] })
add('alg-key-type-mismatch', token(es, claims(), keys.p256), keys.rsa.public, { not: ['sig-invalid'] })
add('alg-curve-mismatch', token(es, claims(), keys.p256), keys.p384.public, { not: ['sig-invalid'] })
add('alg-curve-mismatch', token({ ...es, alg: 'ES384' }, claims(), keys.p384), keys.p256.public, { not: ['sig-invalid'] })
for (const alg of ['RS512', 'PS256']) add('alg-jwk-alg-mismatch', token(rs, claims(), keys.rsa), text(jwk(keys.rsa.public, { alg })), ok)
for (const more of [{ use: 'enc' }, { key_ops: ['encrypt'] }]) add('alg-jwk-use-enc', token(rs, claims(), keys.rsa), text(jwk(keys.rsa.public, more)), ok)
for (let i = 0; i < 2; ++i) add('alg-pss-key-as-rs', token(rs, claims(), keys.rsa), keys.pss.public, { not: ['sig-invalid', 'alg-key-type-mismatch'] })
for (const h of [dir, { ...dir, alg: 'A256KW' }]) add('jwe-no-key', jwe(h))
// Encrypted for real; `deflated` content needs "zip":"DEF" in the header.
function sealed(header, content, key, contentKey = Buffer.from(key)) {
  const aad = b64(text(header))
  const iv = crypto.randomBytes(12)
  const cipher = crypto.createCipheriv(`aes-${contentKey.length * 8}-gcm`, contentKey, iv).setAAD(Buffer.from(aad))
  const sealedText = Buffer.concat([cipher.update(content), cipher.final()])
  return [aad, b64(key === contentKey ? '' : key), b64(iv), b64(sealedText), b64(cipher.getAuthTag())].join('.')
}
const direct = Buffer.from(secret.slice(0, 32))
const forRsa = (header, content) => {
  const contentKey = crypto.randomBytes(16)
  const wrapped = crypto.publicEncrypt({ key: keys.rsa.public, padding: crypto.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, contentKey)
  return sealed({ alg: 'RSA-OAEP-256', enc: 'A128GCM', ...header }, content, wrapped, contentKey)
}
const opened = { not: ['jwe-decrypt-failed', 'jwe-no-key', 'sig-invalid'] }
add('jwe-decrypted', sealed(dir, text(claims()), direct, direct), direct.toString(), opened)
add('jwe-decrypted', forRsa({ typ: 'JWT' }, text(claims({ exp: now - 900 }))), keys.rsa.private, { ...opened, must: ['time-expired'] })
add('jwe-decrypted', forRsa({ cty: 'JWT' }, good()), keys.rsa.private, { ...opened, must: ['struct-nested'] })
add('jwe-decrypted', sealed(dir, good(), direct, direct), direct.toString(), { ...opened, must: ['struct-nested-without-cty'] })
add('jwe-decrypted', sealed({ ...dir, zip: 'DEF' }, zlib.deflateRawSync(text(claims())), direct, direct), direct.toString(), opened)
add('jwe-decrypt-failed', sealed(dir, text(claims()), direct, direct), secret2.slice(0, 32), { not: ['jwe-decrypted'] })
add('jwe-decrypt-failed', forRsa({}, text(claims())), keys.rsa2.private, { not: ['jwe-decrypted'] })
const bomb = zlib.deflateRawSync(Buffer.alloc(250001, 48))
add('sec-zip-bomb', sealed({ ...dir, zip: 'DEF' }, bomb, direct, direct), direct.toString(), { not: ['jwe-decrypt-failed', 'jwe-decrypted'] })
add('sec-zip-bomb', token({ ...hs, zip: 'DEF' }, bomb, secret), secret, { must: ['hdr-zip-in-jws', 'sig-verified'] })
add('jwe-key-size', jwe(dir), secret)
add('jwe-key-size', jwe({ ...dir, enc: 'A128GCM' }), secret.slice(0, 20))
for (const [alg, key] of [['RSA-OAEP', keys.rsa.public], ['ECDH-ES', keys.p256.public]]) add('jwe-public-key-given', jwe({ alg, enc: 'A128GCM', typ: 'JWT' }), key)

// --- keys ------------------------------------------------------------------------------------------------------------
for (const k of ['', ' \n']) add('key-empty', good(), k, { not: ['sig-invalid', 'sig-verified'] })
for (const k of ['your_secret', '{clientSecret}']) add('key-placeholder', good(), k)
add('key-secret-for-asymmetric', token(rs, claims(), keys.rsa), secret, { not: ['sig-invalid'] })
add('key-secret-for-asymmetric', token({ alg: 'EdDSA', typ: 'JWT' }, claims(), keys.ed), secret, { not: ['sig-invalid'] })
for (const k of [keys.rsa.public, keys.p256.public]) add('key-asymmetric-for-hmac', good(), k, { not: ['sec-hs-rs-confusion'] })
for (const k of ['short-one-7', 'zzz-19-octets-here!']) add('key-hmac-too-short', token(hs, claims(), k), k, ok)
for (const k of [secret + '\n', ' ' + secret]) add('key-secret-whitespace', token(hs, claims(), k), k, { must: ['sig-verified'], not: ['sig-alt-secret-trimmed'] })
for (const k of [keys.cert, keys.certSha1]) add('key-is-certificate', token(rs, claims(), keys.rsa), k, ok)
for (const at of [5e9, 6e9]) add('key-cert-expired', token(rs, claims(), keys.rsa), keys.cert, { now: at })
for (const at of [1e9, 1.1e9]) add('key-cert-not-yet-valid', token(rs, claims(), keys.rsa), keys.cert, { now: at })
for (let i = 0; i < 2; ++i) add('key-cert-weak-signature', token(rs, claims(), keys.rsa), keys.certSha1, ok)
const jwkPrivate = (pair) => crypto.createPrivateKey(pair.private).export({ format: 'jwk' })
for (const k of [keys.rsa.private, text(jwkPrivate(keys.rsa))]) add('key-private-supplied', token(rs, claims(), keys.rsa), k, ok)
for (const p of [keys.rsa, keys.rsa2]) add('key-jwks-private', token({ ...rs, kid: 'a' }, claims(), p), text({ keys: [{ ...jwkPrivate(p), kid: 'a' }] }), { not: ['key-private-supplied'] })
const pem = keys.rsa.public
const pemCase = (id, k, more = ok) => add(id, token(rs, claims(), keys.rsa), k, more)
pemCase('key-pem-escaped-newlines', pem.replaceAll('\n', '\\n'))
pemCase('key-pem-escaped-newlines', pem.replaceAll('\n', '\\\\n'))
pemCase('key-pem-one-line', pem.trim().replaceAll('\n', ' '))
pemCase('key-pem-one-line', pem.trim().replaceAll('\n', ''))
pemCase('key-pem-no-armor', der(pem))
pemCase('key-pem-no-armor', pem.split('\n').slice(1, -2).join('\n'))
pemCase('key-pem-bad-armor', pem.replace('-----BEGIN PUBLIC KEY-----', '----BEGIN PUBLIC KEY----'))
pemCase('key-pem-bad-armor', pem.replace('-----END PUBLIC KEY-----', ''))
pemCase('key-pem-indented', pem.split('\n').map((l) => '    ' + l).join('\n'))
pemCase('key-pem-indented', pem.trim().split('\n').map((l) => '\t' + l).join('\n'))
pemCase('key-pem-base64-wrapped', Buffer.from(pem).toString('base64'))
pemCase('key-pem-base64-wrapped', Buffer.from(keys.cert).toString('base64'))
const pkcs1 = crypto.createPublicKey(pem).export({ type: 'pkcs1', format: 'pem' })
pemCase('key-pem-label-mismatch', pkcs1.replaceAll('RSA PUBLIC', 'PUBLIC'))
pemCase('key-pem-label-mismatch', pem.replaceAll('PUBLIC', 'RSA PUBLIC'))
for (let i = 0; i < 2; ++i) pemCase('key-pem-pkcs1-public', pkcs1)
const noVerdict = { not: ['sig-invalid', 'sig-verified', 'key-secret-for-asymmetric'] }
pemCase('key-pem-truncated', pem.split('\n').filter((_, i) => i !== 4).join('\n'), noVerdict)
pemCase('key-pem-truncated', pem.replace('M', '*'), noVerdict)
for (let i = 0; i < 2; ++i) pemCase('key-pem-encrypted', keys.encrypted, noVerdict)
const ssh = (k) => { const { n, e } = jwk(k); const part = (b) => { const l = Buffer.alloc(4); l.writeUInt32BE(b.length); return Buffer.concat([l, b]) }; return 'ssh-rsa ' + Buffer.concat([part(Buffer.from('ssh-rsa')), part(Buffer.from(e, 'base64url')), part(Buffer.concat([Buffer.from([0]), Buffer.from(n, 'base64url')]))]).toString('base64') + ' erika@doctor' }
pemCase('key-openssh', ssh(pem))
pemCase('key-openssh', ssh(pem) + '\n')
for (const k of [keys.csr, keys.csr.replaceAll('CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST')]) pemCase('key-csr', k, noVerdict)
for (const k of ['PUBLIC KEY', 'PRIVATE KEY']) pemCase('key-pgp', `-----BEGIN PGP ${k} BLOCK-----\n\nmQENBF\n-----END PGP ${k} BLOCK-----\n`, noVerdict)
for (const k of ['/etc/keys/public.pem', 'C:\\keys\\public', './key.json']) pemCase('key-file-path', k, noVerdict)
for (const k of ['https://id.doctor.test/jwks', 'http://id.doctor.test/.well-known/jwks.json']) pemCase('key-url', k, noVerdict)
for (const k of [{ issuer: 'x', jwks_uri: 'https://x/jwks' }, { jwks_uri: 'https://y' }]) pemCase('key-openid-configuration', text(k), noVerdict)
for (const k of ['<!DOCTYPE html><html><title>Login</title></html>', '<html></html>']) pemCase('key-html', k, noVerdict)
for (let i = 0; i < 2; ++i) pemCase('key-is-token', good(), noVerdict)
for (const k of [{ error: 'x' }, { public_key: 'y' }]) pemCase('key-json-not-jwk', text(k), noVerdict)
for (const k of ['{"keys":[]}', '{ "keys" : [ ] }']) pemCase('key-jwks-empty', k, noVerdict)
pemCase('key-jwk-invalid', text({ kty: 'RSA', e: 'AQAB' }), noVerdict)
pemCase('key-jwk-invalid', text(jwk(pem, { e: 'AQAB=' })), noVerdict)
for (const kid of ['a', 'b']) add('key-x509-map', token({ ...rs, kid }, claims(), kid === 'a' ? keys.rsa : keys.rsa2), text({ a: keys.cert, b: keys.certRsa2 }), ok)
const set = { keys: [jwk(pem, { kid: 'a' }), jwk(keys.rsa2.public, { kid: 'b' })] }
for (const kid of ['c', 'A']) add('key-kid-not-found', token({ ...rs, kid }, claims(), keys.small), text(set), { not: ['sig-invalid', 'sig-alt-other-key'] })
for (const p of [keys.rsa, keys.rsa2]) add('key-kid-duplicate', token({ ...rs, kid: 'a' }, claims(), p), text({ keys: [jwk(pem, { kid: 'a' }), jwk(keys.rsa2.public, { kid: 'a' })] }), ok)
for (const p of [keys.rsa, keys.rsa2]) add('key-kid-missing-many-keys', token(rs, claims(), p), text(set), ok)
for (const k of [keys.small.public, text(jwk(keys.small.public))]) add('key-rsa-too-small', token(rs, claims(), keys.small), k, ok)
for (const k of [keys.e3.public, text(jwk(keys.e3.public))]) add('key-rsa-exponent-small', token(rs, claims(), keys.e3), k, ok)
const rocaModulus = () => { // a number in the subgroup that 65537 generates modulo every prime of the fingerprint
  const primes = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n, 53n, 59n, 61n, 67n, 71n, 73n, 79n, 83n, 89n, 97n, 101n, 103n, 107n, 109n, 113n, 127n, 131n, 137n, 139n, 149n, 151n, 157n, 163n, 167n]
  const m = primes.reduce((a, b) => a * b)
  let n = 65537n % m
  for (let i = 0; i < 5; ++i) n = (n * 65537n) % m
  return n + m * ((1n << 2047n) / m + 2n)
}
const n = Buffer.from(rocaModulus().toString(16).padStart(512, '0'), 'hex').toString('base64url')
for (const kid of ['a', 'b']) pemCase('key-rsa-roca', text({ kty: 'RSA', n, e: 'AQAB', kid }), noVerdict)
for (const y of ['x', 'y']) { const k = jwk(keys.p256.public); k[y] = b64(crypto.createHash('sha256').update(y).digest()); add('key-ec-not-on-curve', token(es, claims(), keys.p256), text(k), noVerdict) }

// --- signature -------------------------------------------------------------------------------------------------------
for (const t of [good(), token(hs, claims(), secret)]) add('sig-verified', t, secret, { healthy: true })
for (const [h, p] of [[rs, keys.rsa], [{ ...rs, alg: 'PS256' }, keys.rsa], [es, keys.p256], [{ ...es, alg: 'ES512' }, keys.p521], [{ alg: 'EdDSA', typ: 'JWT' }, keys.ed]]) add('sig-verified', token(h, claims(), p), p.public, { healthy: true })
for (const t of [good(), token(rs, claims(), keys.rsa)]) add('sig-not-checked', t)
add('sig-invalid', good(), secret2)
add('sig-invalid', token(rs, claims(), keys.rsa), keys.rsa2.public)
const lengthen = (t, n) => { const p = t.split('.'); p[2] = b64(Buffer.concat([Buffer.from(p[2], 'base64url'), Buffer.alloc(n, 7)])); return p.join('.') }
add('sig-length-wrong', lengthen(good(), 5), secret, { not: ['sig-invalid'] })
add('sig-length-wrong', lengthen(token(rs, claims(), keys.rsa), 3), keys.rsa.public, { not: ['sig-invalid'] })
for (const by of ['HS384', 'HS512']) add('sig-length-other-alg', token(hs, claims(), secret2, by), secret, { not: ['sig-invalid', 'struct-truncated'] })
const alt = { not: ['sig-invalid', 'sig-verified'] }
const altSecret = (id, real, supplied, more = {}) => add(id, token(hs, claims(), real), supplied, { ...alt, ...more })
for (const k of [secret + '\n', '  ' + secret]) altSecret('sig-alt-secret-trimmed', secret, k)
for (const end of ['\n', '\r\n']) altSecret('sig-alt-secret-newline', secret + end, secret)
for (const q of ['"', "'"]) altSecret('sig-alt-secret-unquoted', secret, q + secret + q)
for (const q of ['"', "'"]) altSecret('sig-alt-secret-quoted', q + secret + q, secret)
for (const k of ['JWT_SECRET=' + secret, 'export KEY="' + secret + '"']) altSecret('sig-alt-secret-env-line', secret, k)
altSecret('sig-alt-secret-unescaped', secret + '/x', secret + '\\/x')
altSecret('sig-alt-secret-unescaped', secret + '+', secret + '%2B')
const bytes = [Buffer.from('fbef01' + '5a'.repeat(30), 'hex'), crypto.createHash('sha256').update('x').digest()]
for (const b of bytes) altSecret('sig-alt-secret-base64', b, b.toString('base64'), { not: ['sig-alt-secret-base64url', 'sig-invalid'] })
for (const b of [bytes[0], Buffer.concat([bytes[1], Buffer.from([255, 254])])]) altSecret('sig-alt-secret-base64url', b, b.toString('base64url'))
for (const b of bytes) altSecret('sig-alt-secret-hex', b, b.toString('hex'))
altSecret('sig-alt-secret-encoded', Buffer.from(secret).toString('base64'), secret)
altSecret('sig-alt-secret-encoded', Buffer.from(secret).toString('hex'), secret)
for (const k of [secret + 'ção', 'é' + secret]) altSecret('sig-alt-secret-latin1', Buffer.from(k, 'latin1'), k)
altSecret('sig-alt-secret-utf16', Buffer.from(secret, 'utf16le'), secret)
altSecret('sig-alt-secret-utf16', Buffer.from(secret, 'utf16le').swap16(), secret)
const oct = { kty: 'oct', k: b64(bytes[1]) }
altSecret('sig-alt-secret-jwk-text', oct.k, text(oct))
altSecret('sig-alt-secret-jwk-text', text(oct), text(oct))
for (const [h, by] of [[{ ...hs, alg: 'HS512' }, 'HS256'], [hs, 'HS384']]) add('sig-alt-other-hash', token(h, claims(), secret, by), secret, alt)
add('sig-alt-other-hash', token(rs, claims(), keys.rsa, 'RS512'), keys.rsa.public, alt)
add('sig-alt-pss-vs-pkcs1', token(rs, claims(), keys.rsa, 'PS256'), keys.rsa.public, alt)
add('sig-alt-pss-vs-pkcs1', token({ ...rs, alg: 'PS256' }, claims(), keys.rsa, 'RS256'), keys.rsa.public, alt)
for (const saltLength of [0, 20]) { const input = b64(text({ ...rs, alg: 'PS256' })) + '.' + b64(text(claims())); add('sig-alt-pss-salt', input + '.' + b64(crypto.sign('sha256', Buffer.from(input), { key: keys.rsa.private, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength })), keys.rsa.public, alt) }
const replaceSignature = (t, f) => { const p = t.split('.'); p[2] = f(Buffer.from(p[2], 'base64url')); return p.join('.') }
for (let i = 0; i < 2; ++i) { const input = b64(text(es)) + '.' + b64(text(claims())); add('sig-alt-ecdsa-der', input + '.' + b64(crypto.sign('sha256', Buffer.from(input), keys.p256.private)), keys.p256.public, alt) }
for (let i = 0; i < 2;) { // wait for a half that begins with a zero
  const t = token({ ...es, alg: 'ES512' }, claims(), keys.p521)
  const s = Buffer.from(t.split('.')[2], 'base64url')
  if (s[0] !== 0 || s[66] !== 0) continue
  add('sig-alt-ecdsa-short', replaceSignature(t, () => b64(Buffer.concat([s.subarray(1, 66), s.subarray(67)]))), keys.p521.public, { ...alt, repaired: t }); ++i
}
for (const f of [(s) => s.toString('hex'), (s) => b64(s.toString('hex'))]) { const t = good(); add('sig-alt-signature-hex', replaceSignature(t, f), secret, { ...alt, repaired: t }) }
for (const e of ['base64', 'base64url']) { const t = good(); add('sig-alt-signature-base64-twice', replaceSignature(t, (s) => b64(s.toString(e))), secret, { ...alt, repaired: t }) }
for (let i = 0; i < 2; ++i) { const t = token(rs, claims(), keys.rsa); add('sig-alt-signature-reversed', replaceSignature(t, (s) => b64(Buffer.from(s).reverse())), keys.rsa.public, { ...alt, repaired: t }) }
const over = (id, make, more = {}) => { for (const [h, key, k] of [[hs, secret, secret], [rs, keys.rsa, keys.rsa.public]]) { const p = more.payload ?? claims(); const [a, b] = [b64(text(h)), b64(text(p))]; add(id, `${a}.${b}.${b64(rawSign(h.alg, key, make(a, b, text(h), text(p))))}`, k, alt) } }
over('sig-alt-input-no-dot', (a, b) => a + b)
over('sig-alt-input-payload-only', (a, b) => b)
over('sig-alt-input-payload-only', (a, b, h, p) => p)
over('sig-alt-input-decoded-json', (a, b, h, p) => h + '.' + p)
over('sig-alt-input-decoded-json', (a, b, h, p) => h + p)
const std = (s) => Buffer.from(s, 'base64url').toString('base64')
over('sig-alt-input-base64', (a, b) => std(a) + '.' + std(b), { payload: { name: 'ÿþ??>>', a: 1 } })
over('sig-alt-input-reserialized', (a, b, h, p) => a + '.' + b64(JSON.stringify(JSON.parse(p), null, 2)))
over('sig-alt-input-reserialized', (a, b, h, p) => a + '.' + b64(p.replaceAll('/', '\\/')))
over('sig-alt-input-unencoded-payload', (a, b, h, p) => a + '.' + p)
for (const kid of ['b', 'c']) add('sig-alt-other-key', token({ ...rs, kid }, claims(), keys.rsa), text(set), { not: ['sig-invalid', 'sig-verified'] })
for (const nonce of ['n-1', 'n-22222']) { const h = { ...rs, nonce }; const p = b64(text(claims())); const signed = b64(text({ ...h, nonce: crypto.createHash('sha256').update(nonce).digest('base64url') })); add('sig-alt-ms-nonce', `${b64(text(h))}.${p}.${b64(rawSign('RS256', keys.rsa, signed + '.' + p))}`, keys.rsa.public, alt) }
for (const f of [([a, b, c]) => `${a}..${b}.${c}`, ([a, b, c]) => `${a}.${a}.${b}.${c}`]) { const t = good(); add('sig-alt-segment-joined', f(t.split('.')), secret, { ...alt, repaired: t }) }

// --- times -----------------------------------------------------------------------------------------------------------
const times = (id, list, more = {}) => list.forEach((c) => payloadCase(id, claims(c), more))
times('time-expired', [{ exp: now - 60 }, { exp: now - 5000, iat: now - 6000 }], { not: ['time-expired-within-leeway'] })
times('time-expired-within-leeway', [{ exp: now - 59 }, { exp: now }], { not: ['time-expired'] })
times('time-not-yet-valid', [{ nbf: now + 61 }, { nbf: now + 400 }])
times('time-iat-future', [{ iat: now + 61 }, { iat: now + 3600, exp: now + 4000 }])
times('time-timezone-shift', [{ iat: now + 3600, exp: now + 9000 }, { iat: now - 10800, exp: now - 9900 }])
times('time-in-milliseconds', [{ exp: (now + 300) * 1000 }, { auth_time: now * 1000 }], { not: ['time-far-future', 'time-expired'] })
times('time-in-microseconds', [{ exp: (now + 300) * 1e6 }, { iat: now * 1e6 }], { not: ['time-in-milliseconds', 'time-iat-future'] })
times('time-claim-string', [{ exp: String(now + 9) }, { iat: String(now) }])
times('time-claim-date-text', [{ exp: '2026-01-01T00:00:00Z' }, { nbf: 'tomorrow' }])
times('time-claim-not-number', [{ exp: null }, { iat: [1] }])
times('time-zero-or-negative', [{ exp: 0 }, { nbf: -5 }])
times('time-exp-not-after-iat', [{ exp: now - 40 }, { iat: now + 900 }])
times('time-nbf-after-exp', [{ nbf: now + 900 }, { nbf: now + 860 }])
times('time-exp-is-duration', [{ exp: 300 }, { exp: 86400 }])
times('time-far-future', [{ exp: now + 315576001 }, { exp: 9999999999 }])
for (let i = 0; i < 2; ++i) payloadCase('time-exp-missing', without('exp'))
for (const age of [100, 3000]) payloadCase('time-max-age', claims({ iat: now - age - 61 }), { policy: { max_age: age } })

// --- policy and claims -----------------------------------------------------------------------------------------------
const policy = (id, p, c = claims(), more = {}) => payloadCase(id, c, { policy: p, ...more })
for (const iss of ['https://other.test', ['https://a.test', 'https://b.test']]) policy('policy-iss-mismatch', { iss }, claims(), { not: ['policy-near-miss'], must: ['sig-verified'] })
for (const iss of ['x', ['y']]) policy('policy-iss-missing', { iss }, without('iss'))
for (const aud of ['https://other.test', ['a', 'b']]) policy('policy-aud-mismatch', { aud }, claims({ aud: ['c', 'd'] }))
for (const aud of ['x', ['y']]) policy('policy-aud-missing', { aud }, without('aud'))
for (const p of [{ iss: 'https://id.doctor.test' }, { aud: 'http://API.doctor.test:443/' }]) policy('policy-near-miss', p)
for (const algs of [['RS256'], 'ES256']) policy('policy-alg-not-allowed', { algs })
for (const typ of ['at+jwt', 'dpop+jwt']) policy('policy-typ-mismatch', { typ })
for (const required of [['nonce'], ['sub', 'azp']]) policy('policy-claim-missing', { required })
for (const c of [{ scope: 'read' }, { scp: ['read'] }]) policy('policy-scope-missing', { scopes: ['write'] }, claims(c))
times('claims-iss-type', [{ iss: 1 }, { iss: ['a'] }])
times('claims-sub-type', [{ sub: 1 }, { sub: null }])
times('claims-aud-type', [{ aud: 1 }, { aud: ['a', 1] }])
times('claims-jti-type', [{ jti: 1 }, { jti: {} }])
times('claims-empty-value', [{ iss: '' }, { aud: [] }])
times('claims-outer-whitespace', [{ iss: 'a ' }, { client_id: '\na' }])
times('claims-placeholder', [{ iss: '{clientId}' }, { a: { b: ['your-client-id'] } }])
payloadCase('claims-misnamed', without('exp', { expires: now + 9 }))
payloadCase('claims-misnamed', without('iss', { issuer: 'x' }))
for (const p of ['{}', '{ }']) payloadCase('claims-empty-payload', p)
for (const v of ['9007199254740992', '-12345678901234567890']) payloadCase('claims-big-integer', text(claims()).replace(/}$/, `,"id":${v}}`))
times('claims-refresh-token', [{ typ: 'Refresh' }, { token_use: 'refresh' }])
times('claims-id-token', [{ at_hash: 'x' }, { typ: 'ID' }])

// --- profiles --------------------------------------------------------------------------------------------------------
const caf = (more = {}) => ({ iss: 'client-1', peopleId: '52998224725', iat: now - 5, exp: now + 295, ...more })
const profile = (id, name, c, h = hs, more = {}) => add(id, token(h, c, secret), secret, { profile: name, ...more })
for (const alg of ['HS384', 'HS512']) profile('caf-alg-not-hs256', 'caf-mobile', caf(), { ...hs, alg })
for (const typ of ['jwt', 'at+jwt']) profile('caf-typ-not-jwt', 'caf-mobile', caf(), { ...hs, typ })
for (const iss of ['', 5]) profile('caf-iss-missing', 'caf-mobile', caf({ iss }))
for (const client_id of ['client-2', 'Client-1']) profile('caf-iss-not-client-id', 'caf-mobile', caf(), hs, { policy: { client_id } })
for (const iss of ['client-1', 'c']) profile('caf-peopleid-missing', 'caf-mobile', { iss, exp: now + 200 })
for (const peopleId of ['52998224724', '11111111111', '123']) profile('caf-peopleid-invalid', 'caf-mobile', caf({ peopleId }))
for (const peopleId of ['529.982.247-25', '529982247-25']) profile('caf-peopleid-formatted', 'caf-mobile', caf({ peopleId }), hs, { not: ['caf-peopleid-invalid'] })
for (const peopleId of [52998224725, 123]) profile('caf-peopleid-number', 'caf-mobile', caf({ peopleId }))
for (const iss of ['client-1', 'c']) profile('caf-exp-missing', 'caf-mobile', { iss, peopleId: '52998224725' })
for (const exp of [now + 896, now + 86400]) profile('caf-exp-too-long', 'caf-mobile', caf({ exp }))
for (const id of ['1', '2']) add('caf-sdk-signature-not-checked', token(hs, caf({ attemptId: id }), secret), null, { profile: 'caf-sdk-response' })
const sense = (more = {}) => ({ iat: now - 5, exp: now + 295, instance_id: '123445', ...more })
for (const exp of [now + 295, now + 100]) profile('sensecrypt-instance-id-missing', 'sensecrypt', { iat: now - 5, exp })
for (const instance_id of [5, '']) profile('sensecrypt-instance-id-type', 'sensecrypt', sense({ instance_id }))
for (const exp of [now + 55, now + 600]) profile('sensecrypt-lifetime-not-default', 'sensecrypt', sense({ exp }))
for (const iat of [now, now - 1]) profile('sensecrypt-exp-missing', 'sensecrypt', { iat, instance_id: 'a' })
const heflo = (more = {}) => ({ iss: 'c', sub: 'c', jti: 'j-' + ++serial, iat: now - 5, exp: now + 55, aud: 'https://auth.doctor.test/connect/token', ...more })
const drop = (o, name) => { const c = { ...o }; delete c[name]; return c }
for (const h of [hs, { ...hs, alg: 'HS512' }]) profile('heflo-alg-not-rs256', 'heflo', heflo(), h)
const hefloCase = (id, c) => add(id, token(rs, c, keys.rsa), keys.rsa.public, { profile: 'heflo', must: ['sig-verified'] })
for (const c of [drop(heflo(), 'jti'), heflo({ jti: '' })]) hefloCase('heflo-jti-missing', c)
for (let i = 0; i < 2; ++i) { hefloCase('heflo-iat-missing', drop(heflo(), 'iat')); hefloCase('heflo-exp-missing', drop(heflo(), 'exp')) }
for (const exp of [now + 3596, now + 9000]) hefloCase('heflo-lifetime-too-long', heflo({ exp }))
for (const aud of ['00000003-0000-0000-c000-000000000000', 'https://graph.microsoft.com/']) add('vendor-ms-graph', token({ ...rs, nonce: 'n' }, claims({ iss: 'https://sts.windows.net/t/', aud }), keys.rsa), keys.rsa.public)
for (const enc of ['A256GCM', 'A128GCM']) add('vendor-auth0-opaque', jwe({ alg: 'dir', enc, iss: 'https://t.auth0.test/' }))

// --- security --------------------------------------------------------------------------------------------------------
const none = (alg, end = '.') => b64(text({ alg, typ: 'JWT' })) + '.' + b64(text(claims())) + end
for (const end of ['.', '']) add('sec-alg-none', none('none', end), secret, { not: ['struct-signature-missing', 'sig-invalid', 'sec-alg-none-variant'] })
for (const alg of ['None', ' none', 'nOnE']) add('sec-alg-none-variant', none(alg), secret, { not: ['sec-alg-none', 'hdr-alg-unknown', 'hdr-alg-case', 'sig-invalid'] })
for (const k of [pem, pem.trim(), keys.cert]) add('sec-hs-rs-confusion', token(hs, claims(), k), k, { not: ['sig-verified', 'key-asymmetric-for-hmac', 'sig-invalid'] })
add('sec-hs-rs-confusion', token(hs, claims(), Buffer.from(der(pem), 'base64')), pem, { not: ['sig-verified', 'sig-invalid'] })
for (const k of ['secret', 'your-256-bit-secret']) add('sec-weak-secret', token(hs, claims(), k), k, { must: ['sig-verified'] })
for (const k of ['shhhhh', 'changeme']) add('sec-weak-secret', token(hs, claims(), k), null, { must: ['sig-not-checked'] })
add('sec-weak-secret', token(hs, claims(), 'secret'), secret, { not: ['sig-invalid'] })
for (const k of [null, secret]) add('sec-empty-secret', token(hs, claims(), ''), k, { not: ['sig-invalid'] })
for (const p of [keys.rsa, keys.rsa2]) add('sec-embedded-jwk', token({ ...rs, jwk: jwk(p.public) }, claims(), keys.rsa), pem, { must: ['sig-verified'] })
for (const p of [keys.rsa2, keys.e3]) add('sec-embedded-jwk-signed', token({ ...rs, jwk: jwk(p.public) }, claims(), p), pem, { must: ['sec-embedded-jwk'], not: ['sig-invalid', 'sig-verified'] })
for (const p of [keys.rsa, keys.rsa2]) add('sec-embedded-private-jwk', token({ ...rs, jwk: jwkPrivate(p) }, claims(), p), p.public)
for (const k of [pem, keys.e3.public]) add('sec-x5c-signed', token({ ...rs, x5c: [der(keys.certRsa2)] }, claims(), keys.rsa2), k, { not: ['sig-invalid', 'hdr-x5c-not-base64'] })
for (const [name, id] of [['jku', 'sec-jku'], ['x5u', 'sec-x5u']]) for (const host of ['id', 'www']) headerCase(id, { [name]: `https://${host}.doctor.test/keys` }, { not: ['sec-key-url-unsafe'] })
for (const jku of ['http://id.doctor.test/', 'https://localhost/', 'https://10.0.0.1/x', 'https://a@b.test/']) headerCase('sec-key-url-unsafe', { jku })
for (const kid of ['../../dev/null', '/etc/passwd', 'C:\\keys', '..%2fx']) headerCase('sec-kid-path', { kid })
for (const kid of ["x' UNION SELECT 'a", '1" or "1"="1']) headerCase('sec-kid-sql', { kid }, { not: ['sec-kid-command'] })
for (const kid of ['key; id', '$(id)', 'a|b']) headerCase('sec-kid-command', { kid }, { not: ['sec-kid-sql'] })
for (const kid of ['https://x.test/key', 'file:///etc/key']) headerCase('sec-kid-url', { kid })
add('sec-ecdsa-zero', replaceSignature(token(es, claims(), keys.p256), () => b64(Buffer.alloc(64))), keys.p256.public, alt)
add('sec-ecdsa-zero', replaceSignature(token(es, claims(), keys.p256), () => 'MAYCAQACAQA'), keys.p256.public, alt)
for (const h of ['{"alg":"HS256","typ":"JWT","alg":"HS256"}', '{"alg":"HS256","typ":"JWT","x":{"a":1,"\\u0061":2}}']) add('sec-duplicate-header', token(h, claims(), secret, 'HS256'), secret)
for (const p of ['{"sub":"a","sub":"b"}', '{"a":{"b":1,"\\u0062":2}}']) payloadCase('sec-duplicate-claim', p)
{ const [p, payload, signature] = good().split('.')
  add('sec-polyglot', text({ payload, protected: p, signature, signatures: [{ protected: p, signature }] }), secret)
  add('sec-polyglot', text({ [`${p}.${payload}.`]: '', payload, protected: p, signature }), secret)
  add('sec-polyglot', text({ payload, protected: p, signature, ciphertext: 'x' }), secret) }
const pbes = (p2c) => jwe({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2s: 'c2FsdHNhbHQ', p2c, typ: 'JWT' }, 'k')
for (const p of [1000001, 1e9]) add('sec-p2c-excessive', pbes(p), secret)
for (const p of [10001, 1000000]) add('sec-p2c-high', pbes(p))
for (const p of [999, 1]) add('sec-p2c-low', pbes(p))
for (const enc of ['A128GCM', 'A256GCM']) { add('sec-jwe-rsa1-5', jwe({ alg: 'RSA1_5', enc, typ: 'JWT' })); add('sec-jwe-zip', jwe({ ...dir, enc, zip: 'DEF' })); add('sec-jwe-unauthenticated', jwe({ alg: 'RSA-OAEP', enc, typ: 'JWT' })) }
for (const y of ['x', 'y']) { const epk = jwk(keys.p256.public); epk[y] = b64(crypto.createHash('sha256').update(y).digest()); add('sec-epk-invalid', jwe({ alg: 'ECDH-ES', enc: 'A128GCM', epk, typ: 'JWT' })) }
times('sec-secret-in-payload', [{ password: 'x' }, { a: { 'client-secret': 'y' } }, { note: secret }])
times('sec-personal-data', [{ email: 'erika@doctor.test' }, { cpf: '52998224725' }])
times('sec-control-characters', [{ name: 'a\u202eb' }, { name: 'a\u0001b' }])
times('sec-markup-in-claims', [{ name: '<script>alert(1)</script>' }, { name: 'JavaScript:x' }])
for (const depth of [40, 600]) payloadCase('sec-deep-nesting', '{"a":' + '['.repeat(depth) + ']'.repeat(depth) + '}', { not: ['struct-payload-not-json'] })

fs.writeFileSync(path.join(here, 'cases.jsonl'), cases.map((c) => JSON.stringify(c)).join('\n') + '\n')
fs.rmSync(scratch, { recursive: true })
console.log(`${cases.length} cases of ${Object.keys(count).length} findings; fewer than two: ${Object.keys(count).filter((k) => count[k] < 2).join(' ') || 'none'}`)
