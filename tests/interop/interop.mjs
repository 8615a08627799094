// SPDX-License-Identifier: Apache-2.0
//
// interop.mjs TWB KEYS.JSON: they sign and twb verifies, twb signs and they verify, for every signature algorithm;
// openssl's own signatures; and twb's key files under openssl's eyes. Prints what fails; status 1 if one fails.
import { spawnSync } from 'node:child_process'
import * as crypto from 'node:crypto'
import * as fs from 'node:fs'
import * as jose from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { assert, check, fileWith, finish, keyOf, keys, pathOf, run, runTwb, twb } from './support.mjs'

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
      const out = pathOf('out')
      runTwb(['key', 'convert', '--key', source, '--to', format, '--out', out])
      const seen = publicDer(out, { der: format.endsWith('der'), isPublic: format.startsWith('spki') })
      assert(seen === key.files['spki-der'], 'openssl sees another key')
    })
  }
  await check(`twb key convert ${key.id} to encrypted PKCS#8, openssl reads it`, async () => {
    const out = pathOf('out')
    runTwb(['key', 'convert', '--key', source, '--to', 'pkcs8-pem', '--protect', '--password', 'a b', '--out', out])
    assert(publicDer(out, { password: 'a b' }) === key.files['spki-der'], 'openssl sees another key')
  })
}
for (const type of [['RSA'], ['EC'], ['EC', '--curve', 'secp256k1'], ['OKP'], ['OKP', '--curve', 'X448']]) {
  await check(`twb key generate ${type.join(' ')}, openssl and Node read it`, async () => {
    const out = pathOf('new.pem')
    runTwb(['key', 'generate', '--type', ...type, '--format', 'pkcs8-pem', '--out', out])
    run('openssl', ['pkey', '-in', out, '-check', '-noout'])
    const jwk = JSON.parse(runTwb(['key', 'convert', '--key', out, '--to', 'jwk']))
    crypto.createPrivateKey({ key: jwk, format: 'jwk' })
    const inspected = JSON.parse(runTwb(['--json', 'key', 'inspect', '--key', out]))
    assert(inspected.thumbprint === (await jose.calculateJwkThumbprint(jwk)), 'thumbprints differ')
  })
}

// --- keys of every format: openssl, ssh-keygen, keytool, jose -----------------------------------------------------------

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
const skipped = []
async function checkWith(program, name, body) {
  if (has(program)) return check(name, body)
  skipped.push(program)
  console.log(`SKIP  ${name}: ${program} is not installed`)
}
const out = (name) => {
  const file = pathOf(name)
  fs.rmSync(file, { force: true })
  return file
}
const same = (a, b) => assert(a === b, `they see another key`)
const spkiOf = (key) =>
  (key.type === 'public' ? key : crypto.createPublicKey(key)).export({ type: 'spki', format: 'der' }).toString('base64')
const inspectTwb = (args) => JSON.parse(runTwb(['--json', 'key', 'inspect', ...args]))
const signing = keys.filter((each) => each.public !== null && !/^X/.test(each.public.crv ?? ''))

for (const key of signing) {
  const source = fileWith('source.jwk', JSON.stringify({ ...key.private, kid: key.id }))
  const spki = key.files['spki-der']
  await check(`twb key convert ${key.id} to pkcs12, openssl reads it`, async () => {
    const file = out('out.p12')
    runTwb(['key', 'convert', '--key', source, '--to', 'pkcs12', '--password', 'a b', '--subject', 'CN=a', '--out', file])
    const pem = run('openssl', ['pkcs12', '-in', file, '-passin', 'pass:a b', '-nodes']).toString()
    same(spkiOf(crypto.createPrivateKey(pem.slice(pem.indexOf('-----BEGIN PRIVATE')))), spki)
    same(spkiOf(new crypto.X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE'))).publicKey), spki)
    assert(pem.includes(`friendlyName: ${key.id}`), 'the kid is not its friendly name')
    same(inspectTwb(['--key', file, '--password', 'a b']).thumbprint, key.thumbprint)
  })
  await check(`twb key convert ${key.id} to cert-pem, openssl and jose read and trust it`, async () => {
    const file = out('out.crt')
    runTwb(['key', 'convert', '--key', source, '--to', 'cert-pem', '--subject', 'CN=a,O=b', '--out', file])
    same(spkiOf(run('openssl', ['x509', '-in', file, '-pubkey', '-noout']).toString()), spki)
    run('openssl', ['verify', '-CAfile', file, file])
    same(inspectTwb(['--key', file]).thumbprint, key.thumbprint)
    const x509 = new crypto.X509Certificate(fs.readFileSync(file))
    assert(inspectTwb(['--key', file]).certificate.sha256 === x509.fingerprint256.replaceAll(':', '').toLowerCase(), 'digest')
    const alg = algorithms.find(([name, id]) => id === key.id && name !== 'ES256K' && !/448/.test(id))?.[0]
    if (alg) {
      const imported = await jose.importX509(fs.readFileSync(file, 'utf8'), alg, { extractable: true })
      same(await jose.calculateJwkThumbprint(await jose.exportJWK(imported)), key.thumbprint)
    }
  })
  await check(`twb key convert ${key.id} to jwk with x5c, Node reads the certificate`, async () => {
    const jwk = JSON.parse(runTwb(['key', 'convert', '--key', source, '--to', 'jwk', '--public', '--x5c', '--subject', 'CN=a']))
    const der = Buffer.from(jwk.x5c[0], 'base64')
    same(spkiOf(new crypto.X509Certificate(der).publicKey), spki)
    assert(jwk['x5t#S256'] === crypto.createHash('sha256').update(der).digest('base64url'), 'x5t#S256 differs')
    assert(jwk.kid === key.id && jwk.d === undefined, 'members')
  })
}
for (const key of keys.filter((each) => each.public !== null)) {
  const source = fileWith('source.jwk', JSON.stringify(key.private))
  await check(`thumbprint of ${key.id} as jose computes it, also as URI`, async () => {
    const seen = inspectTwb(['--key', source])
    assert(seen.thumbprint === (await jose.calculateJwkThumbprint(key.public)), 'thumbprint')
    assert(seen.thumbprint_uri === (await jose.calculateJwkThumbprintUri(key.public)), 'URI')
  })
}

for (const id of ['rsa-2048', 'p-256', 'p-384', 'p-521', 'ed25519']) {
  const key = keyOf(id)
  const source = fileWith('source.jwk', JSON.stringify({ ...key.private, kid: 'a comment' }))
  await checkWith('ssh-keygen', `twb key convert ${id} to openssh, ssh-keygen reads it`, async () => {
    const file = out('id.pub')
    runTwb(['key', 'convert', '--key', source, '--to', 'openssh', '--out', file])
    assert(run('ssh-keygen', ['-l', '-f', file]).toString().includes('a comment'), 'the comment is lost')
    if (id !== 'ed25519') { // ssh-keygen writes no SPKI of Ed25519
      same(spkiOf(run('ssh-keygen', ['-e', '-m', 'PKCS8', '-f', file]).toString()), key.files['spki-der'])
    }
    same(inspectTwb(['--key', file]).thumbprint, key.thumbprint)
  })
  for (const format of id.startsWith('rsa') ? ['pkcs8-pem', 'pkcs1-pem'] : id === 'ed25519' ? [] : ['pkcs8-pem', 'sec1-pem']) {
    await checkWith('ssh-keygen', `twb key convert ${id} to ${format}, ssh-keygen reads the private key`, async () => {
      const file = out('id')
      runTwb(['key', 'convert', '--key', source, '--to', format, '--out', file])
      const line = run('ssh-keygen', ['-y', '-f', file]).toString().split(' ').slice(0, 2).join(' ')
      assert(runTwb(['key', 'convert', '--key', source, '--to', 'openssh']).startsWith(line.trim()), 'another key')
    })
  }
}
for (const [type, more] of [['rsa', ['-b', '2048']], ['ecdsa', ['-b', '256']], ['ecdsa', ['-b', '521']], ['ed25519', []]]) {
  for (const word of ['', 'pass word']) {
    await checkWith('ssh-keygen', `ssh-keygen makes ${type} ${more.join(' ')}${word && ' with a passphrase'}, twb reads both files`, async () => {
      const file = out('made')
      out('made.pub')
      run('ssh-keygen', ['-q', '-t', type, ...more, '-a', '2', '-N', word, '-C', 'x', '-f', file])
      const seen = inspectTwb(['--key', file, ...(word ? ['--password', word] : [])])
      const open = inspectTwb(['--key', `${file}.pub`])
      assert(seen.format === 'openssh' && seen.private && !open.private, 'halves')
      same(seen.thumbprint, open.thumbprint)
      if (word) run(twb, ['key', 'inspect', '--key', file, '--password', 'wrong'], { expected: 2 })
    })
  }
}

for (const [name, args] of [
  ['RSA 3072', ['RSA', '-pkeyopt', 'rsa_keygen_bits:3072']], ['RSA-PSS', ['RSA-PSS']],
  ['P-256', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256']], ['secp256k1', ['EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1']],
  ['Ed25519', ['ED25519']], ['Ed448', ['ED448']], ['X25519', ['X25519']], ['X448', ['X448']],
]) {
  await check(`openssl makes ${name}, twb reads PEM, DER, encrypted PKCS#8 (AES, scrypt) and the public key`, async () => {
    const pem = out('made.pem')
    run('openssl', ['genpkey', '-algorithm', ...args, '-out', pem])
    const print = inspectTwb(['--key', pem]).thumbprint
    const made = (file, words, more = []) => {
      run('openssl', [...words, '-in', pem, '-out', file])
      same(inspectTwb(['--key', file, ...more]).thumbprint, print)
    }
    made(out('made.der'), ['pkey', '-outform', 'DER'])
    made(out('made.pub'), ['pkey', '-pubout'])
    const word = ['--password', 'a b']
    made(out('made.p8'), ['pkcs8', '-topk8', '-v2', 'aes-128-cbc', '-passout', 'pass:a b'], word)
    made(out('made.p8'), ['pkcs8', '-topk8', '-scrypt', '-scrypt_N', '1024', '-passout', 'pass:a b'], word)
    if (!name.startsWith('X')) {
      const certificate = out('made.crt')
      run('openssl', ['req', '-x509', '-new', '-key', pem, '-subj', '/CN=a', '-out', certificate])
      same(inspectTwb(['--key', certificate]).thumbprint, print)
      const request = out('made.csr')
      run('openssl', ['req', '-new', '-key', pem, '-subj', '/CN=a', '-out', request])
      run(twb, ['key', 'inspect', '--key', request], { expected: 2 })
      for (const legacy of [[], ['-legacy']]) {
        if (legacy.length && spawnSync('openssl', ['list', '-providers', '-provider', 'legacy']).status !== 0) continue
        const file = out('made.p12')
        run('openssl', ['pkcs12', '-export', ...legacy, '-inkey', pem, '-in', certificate, '-passout', 'pass:a b', '-out', file])
        const seen = inspectTwb(['--key', file, ...word])
        same(seen.thumbprint, print)
        assert(seen.private && seen.certificate.subject === 'CN=a', 'facts')
      }
    }
  })
}
await checkWith('keytool', 'keytool makes PKCS#12, twb reads it; twb makes PKCS#12, keytool reads it', async () => {
  const store = out('store.p12')
  run('keytool', ['-genkeypair', '-alias', 'mine', '-keyalg', 'EC', '-groupname', 'secp256r1', '-dname', 'CN=java',
    '-keystore', store, '-storetype', 'PKCS12', '-storepass', 'changeit'])
  const seen = inspectTwb(['--key', store, '--password', 'changeit'])
  assert(seen.private && seen.crv === 'P-256' && seen.label === 'mine' && seen.certificate.subject === 'CN=java', 'facts')
  const file = out('ours.p12')
  runTwb(['key', 'generate', '--type', 'RSA', '--kid', 'ours', '--format', 'pkcs12', '--password', 'changeit',
    '--subject', 'CN=ours', '--out', file])
  const list = run('keytool', ['-list', '-v', '-keystore', file, '-storepass', 'changeit']).toString()
  assert(list.includes('PrivateKeyEntry') && list.includes('CN=ours'), list)
})
for (const [alg, id] of [['RS256', 'rsa-2048'], ['ES256', 'p-256'], ['ES512', 'p-521'], ['Ed25519', 'ed25519']]) {
  await check(`jose exports ${id} as PKCS#8, SPKI and JWK, twb sees one key; twb's files go into jose`, async () => {
    const { publicKey, privateKey } = await jose.generateKeyPair(alg, { extractable: true })
    const files = [fileWith('a', await jose.exportPKCS8(privateKey)), fileWith('b', await jose.exportSPKI(publicKey)),
      fileWith('c', JSON.stringify(await jose.exportJWK(privateKey)))]
    for (const file of files.slice(1)) runTwb(['key', 'match', '--key', files[0], '--with', file])
    const print = await jose.calculateJwkThumbprint(await jose.exportJWK(publicKey))
    same(inspectTwb(['--key', files[0]]).thumbprint, print)
    const back = await jose.importPKCS8(runTwb(['key', 'convert', '--key', files[2], '--to', 'pkcs8-pem']), alg, { extractable: true })
    const { d, dp, dq, p, q, qi, ...open } = await jose.exportJWK(back)
    same(await jose.calculateJwkThumbprint(open), print)
    const set = JSON.parse(runTwb(['key', 'convert', '--key', files[0], '--to', 'jwks', '--public']))
    const token = await new jose.SignJWT({}).setProtectedHeader({ alg }).sign(privateKey)
    await jose.jwtVerify(token, jose.createLocalJWKSet(set))
  })
}

finish(101, skipped.length ? `, skipped for want of ${[...new Set(skipped)].join(', ')}` : '')
