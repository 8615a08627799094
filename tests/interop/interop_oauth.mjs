// SPDX-License-Identifier: Apache-2.0
//
// twb request against oidc-provider on this computer: every client authentication, the flows, DPoP with nonce, mutual
// TLS, PAR, introspection, revocation, both kinds of access tokens. The browser's part is played by a script.
// Usage: node interop_oauth.mjs TWB KEYS
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import * as jose from 'jose';
import Provider from 'oidc-provider';

const twb = process.argv[2];
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'twb-oauth-'));
const file = (name) => path.join(folder, name);
const secret = 'sample-secret: with space/+=&% 0123456789';
const plainSecret = 'sample-secret-0123456789-0123456789-abcdef';

let passed = 0;
const failures = [];
function check(what, good, detail = '') {
    if (good) passed += 1;
    else failures.push(`${what}: ${detail}`);
}

/** Runs twb; the provider in this process goes on answering meanwhile. */
function run(args, { onError = () => {} } = {}) {
    return new Promise((resolve) => {
        const child = spawn(twb, ['--json', ...args], { env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } });
        let out = '';
        let err = '';
        const timer = setTimeout(() => child.kill(), 30000);
        child.stdout.on('data', (data) => { out += data; });
        child.stderr.on('data', (data) => { err += data; onError(String(data)); });
        child.on('close', (code) => {
            clearTimeout(timer);
            let json = {};
            try { json = JSON.parse(out); } catch { /* shown by the check */ }
            resolve({ code, json, out, err });
        });
        child.stdin.end();
    });
}
const brief = (result) => `exit ${result.code} ${JSON.stringify(result.json.response ?? result.json)} ${result.err}`.slice(0, 600);

// --- keys and certificates -------------------------------------------------------------------------------------------
const clientKeys = {};
for (const alg of ['RS256', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA']) {
    const { privateKey, publicKey } = await jose.generateKeyPair(alg, { extractable: true });
    const kid = `key-${alg}`;
    clientKeys[alg] = { ...(await jose.exportJWK(publicKey)), kid, use: 'sig' };
    fs.writeFileSync(file(`${alg}.jwk`), JSON.stringify({ ...(await jose.exportJWK(privateKey)), kid }));
}
const { privateKey: dpopKey } = await jose.generateKeyPair('ES256', { extractable: true });
fs.writeFileSync(file('dpop.jwk'), JSON.stringify(await jose.exportJWK(dpopKey)));
const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=Test authority',
    '-keyout', 'ca.key', '-out', 'ca.pem');
fs.writeFileSync(file('san'), 'subjectAltName=IP:127.0.0.1\n');
for (const [name, subject] of [['server', '/CN=127.0.0.1'], ['client', '/CN=twb-client']]) {
    openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', subject, '-keyout', `${name}.key`, '-out', `${name}.csr`);
    openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2',
        '-extfile', 'san', '-out', `${name}.pem`);
}
openssl('pkcs12', '-export', '-in', 'client.pem', '-inkey', 'client.key', '-passout', 'pass:p12pass', '-out', 'client.p12');

// --- the provider ----------------------------------------------------------------------------------------------------
const server = http.createServer();
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
const issuer = `http://127.0.0.1:${server.address().port}`;
const grants = ['client_credentials'];
const machine = (id, method, more = {}) => ({
    client_id: id, client_secret: plainSecret, token_endpoint_auth_method: method, grant_types: grants, redirect_uris: [],
    response_types: [], ...more,
});
const keyed = Object.keys(clientKeys).map((alg) => machine(`jwt-${alg}`, 'private_key_jwt', {
    client_secret: undefined, jwks: { keys: [{ ...clientKeys[alg], alg }] }, token_endpoint_auth_signing_alg: alg,
}));
const web = ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'];
const provider = new Provider(issuer, {
    clients: [
        machine('basic client', 'client_secret_basic', { client_secret: secret }),
        machine('post', 'client_secret_post'),
        machine('secret-jwt', 'client_secret_jwt', { token_endpoint_auth_signing_alg: 'HS256' }),
        machine('secret-jwt-512', 'client_secret_jwt', {
            client_secret: plainSecret.repeat(2), token_endpoint_auth_signing_alg: 'HS512',
        }),
        ...keyed,
        machine('tls', 'tls_client_auth', { client_secret: undefined, tls_client_auth_subject_dn: 'CN=twb-client' }),
        machine('resource', 'client_secret_basic'),
        { client_id: 'web', token_endpoint_auth_method: 'none', application_type: 'native',
            redirect_uris: ['http://127.0.0.1/callback'], grant_types: web, response_types: ['code'] },
        { client_id: 'web-secret', client_secret: plainSecret, application_type: 'native',
            redirect_uris: ['http://127.0.0.1/callback'], grant_types: web, response_types: ['code'] },
    ],
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt',
        'tls_client_auth', 'self_signed_tls_client_auth'],
    enabledJWA: { clientAuthSigningAlgValues: ['HS256', 'HS512', 'RS256', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA'] },
    features: {
        clientCredentials: { enabled: true },
        deviceFlow: { enabled: true },
        introspection: { enabled: true },
        revocation: { enabled: true },
        devInteractions: { enabled: true },
        dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 7), requireNonce: () => true },
        mTLS: {
            enabled: true, tlsClientAuth: true, selfSignedTlsClientAuth: true, certificateBoundAccessTokens: true,
            getCertificate: (ctx) => (ctx.socket.getPeerX509Certificate ? ctx.socket.getPeerX509Certificate() : undefined),
            certificateAuthorized: (ctx) => ctx.socket.authorized,
            certificateSubjectMatches: (ctx, property, expected) =>
                property === 'tls_client_auth_subject_dn' && ctx.socket.getPeerX509Certificate()?.subject === expected,
        },
        resourceIndicators: {
            enabled: true,
            defaultResource: () => undefined,
            getResourceServerInfo: () => ({ scope: 'api:read', accessTokenFormat: 'jwt', accessTokenTTL: 600 }),
            useGrantedResource: () => true,
        },
        pushedAuthorizationRequests: { enabled: true },
    },
    scopes: ['openid', 'offline_access', 'api:read'],
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    pkce: { required: () => true, methods: ['S256'] },
    cookies: { keys: ['test-cookie-key'] },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
});
provider.on('server_error', (ctx, error) => { failures.push(`provider: ${error.stack}`); });
server.on('request', provider.callback());
const secure = https.createServer({
    key: fs.readFileSync(file('server.key')), cert: fs.readFileSync(file('server.pem')), ca: fs.readFileSync(file('ca.pem')),
    requestCert: true, rejectUnauthorized: true,
}, provider.callback());
await new Promise((resolve) => { secure.listen(0, '127.0.0.1', resolve); });
const secureUrl = `https://127.0.0.1:${secure.address().port}`;

/** A browser: cookies, redirects, forms with a login and a consent. @return where it would go outside of the issuer. */
async function browse(start, { form = {} } = {}) {
    const cookies = new Map();
    let url = start;
    let init = {};
    for (let step = 0; step < 20; step += 1) {
        if (!url.startsWith(issuer)) return url;
        const headers = { cookie: [...cookies].map(([n, v]) => `${n}=${v}`).join('; ') };
        if (init.body) headers['content-type'] = 'application/x-www-form-urlencoded';
        const response = await fetch(url, { ...init, headers, redirect: 'manual' });
        for (const line of response.headers.getSetCookie()) {
            const [pair] = line.split(';');
            cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
        }
        init = {};
        if (response.status >= 300 && response.status < 400) {
            url = new URL(response.headers.get('location'), url).href;
            continue;
        }
        const page = await response.text();
        const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
        if (!action) return { status: response.status, page };
        const fields = { ...form };
        for (const [, tag] of page.matchAll(/<input([^>]*)>/g)) {
            const name = /name="([^"]+)"/.exec(tag)?.[1];
            if (name) fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? 'tester';
        }
        fields.login ??= 'tester';
        url = new URL(action.replaceAll('&amp;', '&'), url).href;
        init = { method: 'POST', body: new URLSearchParams(fields).toString() };
    }
    return { status: 0, page: 'too many steps' };
}

// --- client authentication -------------------------------------------------------------------------------------------
async function token(what, args, good = true) {
    const result = await run(['request', '--reveal', '--issuer', issuer, ...args]);
    check(what, good ? result.code === 0 && result.json.tokens?.length > 0 : result.code === 1, brief(result));
    return result;
}
await token('basic, form-encoded', ['--client-id', 'basic client', '--auth', 'client_secret_basic', '--secret', secret]);
await token('basic, raw, is refused by a strict server',
    ['--client-id', 'basic client', '--auth', 'client_secret_basic_raw', '--secret', secret], false);
await token('post', ['--client-id', 'post', '--auth', 'client_secret_post', '--secret', plainSecret]);
await token('client_secret_jwt HS256', ['--client-id', 'secret-jwt', '--auth', 'client_secret_jwt', '--secret', plainSecret]);
await token('client_secret_jwt HS512',
    ['--client-id', 'secret-jwt-512', '--auth', 'client_secret_jwt', '--alg', 'HS512', '--secret', plainSecret.repeat(2)]);
for (const alg of Object.keys(clientKeys)) {
    for (const audience of ['token-url', 'issuer']) {
        await token(`private_key_jwt ${alg}, aud ${audience}`,
            ['--client-id', `jwt-${alg}`, '--key', file(`${alg}.jwk`), '--alg', alg, '--assertion-audience', audience]);
    }
}
{
    const wrong = await token('a wrong secret is refused',
        ['--client-id', 'post', '--auth', 'client_secret_post', '--secret', 'not-the-secret-0123456789'], false);
    check('and explained', wrong.json.explanation?.code === 'invalid_client', brief(wrong));
    const other = await token('an assertion of another key is refused',
        ['--client-id', 'jwt-RS256', '--key', file('ES256.jwk'), '--alg', 'ES256'], false);
    check('and explained too', other.json.explanation?.reasons.length > 3, brief(other));
}
for (const certificate of [['--cert', file('client.pem'), '--cert-key', file('client.key')],
    ['--cert', file('client.p12'), '--password', 'p12pass']]) {
    const result = await run(['request', '--reveal', '--token-url', `${secureUrl}/token`, '--ca', file('ca.pem'), '--client-id', 'tls',
        '--auth', 'tls_client_auth', ...certificate]);
    check(`tls_client_auth ${path.extname(certificate[1])}`, result.code === 0, brief(result));
}
{
    const none = await run(['request', '--token-url', `${secureUrl}/token`, '--ca', file('ca.pem'), '--client-id', 'post',
        '--auth', 'client_secret_post', '--secret', plainSecret]);
    check('no certificate: exit 3', none.code === 3, brief(none));
    const unknown = await run(['request', '--token-url', `${secureUrl}/token`, '--client-id', 'post', '--auth',
        'client_secret_post', '--secret', plainSecret]);
    check('unknown CA is named', unknown.code === 3 && unknown.json.error?.code === 'tls-unknown-ca', brief(unknown));
}

// --- JWT access tokens, DPoP with nonce ------------------------------------------------------------------------------
const api = ['--client-id', 'resource', '--auth', 'client_secret_basic', '--secret', plainSecret];
{
    const jwt = await token('a JWT for a resource', [...api, '--resource', 'https://api.example/', '--scope', 'api:read']);
    const found = jwt.json.tokens?.[0];
    check('is read', found?.kind === 'jws' && found.header.typ === 'at+jwt' && found.payload.aud === 'https://api.example/',
        JSON.stringify(found));
    const bound = await token('DPoP with nonce', [...api, '--dpop', file('dpop.jwk')]);
    check('was asked twice', bound.json.transcript?.filter((p) => p.direction === 'sent').length === 2, brief(bound));
    check('is bound', bound.json.response?.token_type === 'DPoP', brief(bound));
}

// --- introspection and revocation ------------------------------------------------------------------------------------
{
    const opaque = await token('an opaque token', api);
    const value = opaque.json.response?.access_token;
    check('is opaque', opaque.json.tokens?.[0].kind === 'opaque', brief(opaque));
    const active = await run(['request', 'introspect', '--issuer', issuer, ...api, '--token', value]);
    check('introspection: active', active.code === 0 && active.json.response?.active === true, brief(active));
    const revoked = await run(['request', 'revoke', '--issuer', issuer, ...api, '--token', value]);
    check('revocation', revoked.code === 0, brief(revoked));
    const gone = await run(['request', 'introspect', '--issuer', issuer, ...api, '--token', value]);
    check('introspection after it: no', gone.code === 1 && gone.json.response?.active === false, brief(gone));
    check('tokens are masked unless asked for', !gone.out.includes(value), 'the token stands in the output');
}

// --- authorization code with PKCE, refresh rotation, userinfo --------------------------------------------------------
async function authorize(what, args) {
    let visited = false;
    const result = await run(['request', 'authorize', '--reveal', '--issuer', issuer, '--scope', 'openid offline_access', '--param',
        'prompt=consent', '--browser', 'none', ...args], {
        onError: (text) => {
            const url = /^Open (\S+)/m.exec(text)?.[1];
            if (url && !visited) {
                visited = true;
                browse(url).then((target) => (typeof target === 'string' ? fetch(target) : check(`${what}: pages`, false,
                    target.page.slice(0, 300))));
            }
        },
    });
    check(what, result.code === 0 && result.json.response?.id_token, brief(result));
    check(`${what}: iss and nonce`, result.json.issuer_compared === true && result.json.nonce_matches === true, brief(result));
    return result;
}
{
    const code = await authorize('code flow, public client', ['--client-id', 'web', '--auth', 'none']);
    const refresh = code.json.response?.refresh_token;
    const again = await token('refresh', ['--grant', 'refresh_token', '--param', `refresh_token=${refresh}`, '--client-id', 'web', '--auth', 'none']);
    check('rotated', again.json.response?.refresh_token && again.json.response.refresh_token !== refresh, brief(again));
    const reuse = await token('the old one is refused',
        ['--grant', 'refresh_token', '--param', `refresh_token=${refresh}`, '--client-id', 'web', '--auth', 'none'], false);
    check('as invalid_grant', reuse.json.explanation?.code === 'invalid_grant', brief(reuse));

    const pushed = await authorize('code flow, pushed (PAR)', ['--par', '--client-id', 'web-secret', '--auth',
        'client_secret_basic', '--secret', plainSecret]);
    const userinfo = await run(['request', 'userinfo', '--issuer', issuer, '--token', pushed.json.response?.access_token ?? 'none']);
    check('userinfo', userinfo.code === 0 && userinfo.json.response?.sub === 'tester', brief(userinfo));
    const bound = await authorize('code flow with DPoP', ['--dpop', file('dpop.jwk'), '--client-id', 'web', '--auth', 'none']);
    check('is bound to the key', bound.json.response?.token_type === 'DPoP', brief(bound));
    const shown = await run(['request', 'userinfo', '--issuer', issuer, '--dpop', file('dpop.jwk'), '--token', bound.json.response?.access_token ?? 'none']);
    check('userinfo with DPoP', shown.code === 0 && shown.json.response?.sub === 'tester', brief(shown));
}

// --- device flow -----------------------------------------------------------------------------------------------------
{
    let visited = false;
    const device = await run(['request', 'device', '--reveal', '--issuer', issuer, '--client-id', 'web', '--auth', 'none', '--scope', 'openid'], {
        onError: (text) => {
            const url = /^or open (\S+)/m.exec(text)?.[1];
            if (url && !visited) {
                visited = true;
                browse(url).catch((error) => check('device pages', false, String(error)));
            }
        },
    });
    check('device flow', device.code === 0 && device.json.response?.access_token, brief(device));
}

server.close();
secure.close();
fs.rmSync(folder, { recursive: true, force: true });
for (const failure of failures) console.error(`FAIL ${failure}`);
console.log(`${passed} checks passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
