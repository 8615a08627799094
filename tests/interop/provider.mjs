// SPDX-License-Identifier: Apache-2.0
//
// oidc-provider on this computer, over HTTP and over TLS with client certificates, the keys that go with it, and a
// browser that is played by a script.
import { execFileSync, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import * as jose from 'jose';
import Provider from 'oidc-provider';
import { environment, note, pathOf, twb } from './support.mjs';

/** With characters that form-encoding changes, and without. */
export const secret = 'sample-secret: with space/+=&% 0123456789';
export const plainSecret = 'sample-secret-0123456789-0123456789-abcdef';

/** Runs twb; the provider in this process goes on answering meanwhile. */
export function ask(args, { onError = () => {} } = {}) {
    return new Promise((resolve) => {
        const child = spawn(twb, ['--json', ...args], { env: environment });
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
/** For messages of failing cases. */
export const brief = (result) => `exit ${result.code} ${JSON.stringify(result.json.response ?? result.json)} ${result.err}`.slice(0, 600);

// --- keys and certificates -------------------------------------------------------------------------------------------
export const assertionAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const clientKeys = {};
for (const alg of assertionAlgorithms) {
    const { privateKey, publicKey } = await jose.generateKeyPair(alg, { extractable: true });
    const kid = `key-${alg}`;
    clientKeys[alg] = { ...(await jose.exportJWK(publicKey)), kid, use: 'sig' };
    fs.writeFileSync(pathOf(`${alg}.jwk`), JSON.stringify({ ...(await jose.exportJWK(privateKey)), kid }));
}
const { privateKey: dpopKey } = await jose.generateKeyPair('ES256', { extractable: true });
fs.writeFileSync(pathOf('dpop.jwk'), JSON.stringify(await jose.exportJWK(dpopKey)));
const openssl = (...args) => execFileSync('openssl', args, { cwd: pathOf('.'), stdio: ['ignore', 'pipe', 'ignore'] });
openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=Test authority',
    '-keyout', 'ca.key', '-out', 'ca.pem');
fs.writeFileSync(pathOf('san'), 'subjectAltName=IP:127.0.0.1\n');
for (const [name, subject] of [['server', '/CN=127.0.0.1'], ['client', '/CN=twb-client']]) {
    openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', subject, '-keyout', `${name}.key`, '-out', `${name}.csr`);
    openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2',
        '-extfile', 'san', '-out', `${name}.pem`);
}
openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=own',
    '-keyout', 'own.key', '-out', 'own.pem');
for (const name of ['client', 'own']) {
    openssl('pkcs12', '-export', '-in', `${name}.pem`, '-inkey', `${name}.key`, '-passout', 'pass:p12pass', '-out', `${name}.p12`);
}
const digestOf = (name) => new X509Certificate(fs.readFileSync(pathOf(name))).fingerprint256.replaceAll(':', '');
/** x5t#S256 of a certificate file. */
export const thumbprintOf = (name) => Buffer.from(digestOf(name), 'hex').toString('base64url');
const ownJwk = {
    ...(await jose.exportJWK(await jose.importX509(fs.readFileSync(pathOf('own.pem'), 'utf8'), 'ES256'))),
    kid: 'own', x5c: [new X509Certificate(fs.readFileSync(pathOf('own.pem'))).raw.toString('base64')], 'x5t#S256': thumbprintOf('own.pem'),
};

// --- the provider ----------------------------------------------------------------------------------------------------
const server = http.createServer();
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
export const issuer = `http://127.0.0.1:${server.address().port}`;
/** TLS that lets in only whom the test authority knows, and TLS that looks at any certificate. */
const tls = { key: fs.readFileSync(pathOf('server.key')), cert: fs.readFileSync(pathOf('server.pem')), ca: fs.readFileSync(pathOf('ca.pem')), requestCert: true };
const strict = https.createServer({ ...tls, rejectUnauthorized: true });
const lenient = https.createServer({ ...tls, rejectUnauthorized: false });
for (const each of [strict, lenient]) await new Promise((resolve) => { each.listen(0, '127.0.0.1', resolve); });
export const strictUrl = `https://127.0.0.1:${strict.address().port}`;
const lenientUrl = `https://127.0.0.1:${lenient.address().port}`;
const grants = ['client_credentials'];
const machine = (id, method, more = {}) => ({
    client_id: id, client_secret: plainSecret, token_endpoint_auth_method: method, grant_types: grants, redirect_uris: [],
    response_types: [], ...more,
});
const keyed = Object.keys(clientKeys).map((alg) => machine(`jwt-${alg}`, 'private_key_jwt', {
    client_secret: undefined, jwks: { keys: [{ ...clientKeys[alg], alg }] }, token_endpoint_auth_signing_alg: alg,
}));
const web = ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'];
export const freeGrant = 'urn:example:free';
/** The clients of the matrix may use every grant that this server knows. */
const everything = (id, method, more = {}) => ({
    client_id: id, client_secret: plainSecret, token_endpoint_auth_method: method, application_type: 'native', response_types: ['code'],
    redirect_uris: ['http://127.0.0.1/callback'], grant_types: ['client_credentials', ...web, freeGrant], ...more,
});
const bound = { client_secret: undefined, tls_client_certificate_bound_access_tokens: true };
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
        machine('resource', 'client_secret_basic', { introspection_signed_response_alg: 'RS256' }),
        everything('all-none', 'none', { client_secret: undefined, grant_types: [...web, freeGrant] }),
        everything('all-basic', 'client_secret_basic', { client_secret: secret }),
        everything('all-basic-raw', 'client_secret_basic'),
        everything('all-post', 'client_secret_post', { client_secret: secret }),
        everything('all-secret-jwt', 'client_secret_jwt', { token_endpoint_auth_signing_alg: 'HS256' }),
        everything('all-key-jwt', 'private_key_jwt', {
            client_secret: undefined, jwks: { keys: [{ ...clientKeys.ES256, alg: 'ES256' }] }, token_endpoint_auth_signing_alg: 'ES256',
        }),
        everything('all-tls', 'tls_client_auth', { ...bound, tls_client_auth_subject_dn: 'CN=twb-client' }),
        everything('all-self-signed', 'self_signed_tls_client_auth', { ...bound, jwks: { keys: [ownJwk] } }),
        { client_id: 'web', token_endpoint_auth_method: 'none', application_type: 'native',
            redirect_uris: ['http://127.0.0.1/callback'], grant_types: web, response_types: ['code'] },
        { client_id: 'web-secret', client_secret: plainSecret, application_type: 'native',
            redirect_uris: ['http://127.0.0.1/callback'], grant_types: web, response_types: ['code'] },
    ],
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt',
        'tls_client_auth', 'self_signed_tls_client_auth'],
    enabledJWA: { clientAuthSigningAlgValues: ['HS256', 'HS512', ...assertionAlgorithms] },
    features: {
        clientCredentials: { enabled: true },
        deviceFlow: { enabled: true },
        introspection: { enabled: true },
        jwtIntrospection: { enabled: true },
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
    discovery: {
        mtls_endpoint_aliases: Object.fromEntries(Object.entries({
            token_endpoint: '/token', device_authorization_endpoint: '/device/auth', pushed_authorization_request_endpoint: '/request',
            introspection_endpoint: '/token/introspection', revocation_endpoint: '/token/revocation', userinfo_endpoint: '/me',
        }).map(([name, path]) => [name, lenientUrl + path])),
    },
    scopes: ['openid', 'offline_access', 'api:read'],
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    pkce: { required: () => true, methods: ['S256'] },
    cookies: { keys: ['test-cookie-key'] },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
});
provider.registerGrantType(freeGrant, async (ctx, next) => {
    ctx.body = { access_token: `free-${ctx.oidc.client.clientId}-${ctx.oidc.params.colour}`, token_type: 'Bearer', expires_in: 60 };
    await next();
}, ['colour']);
provider.on('server_error', (ctx, error) => { note('provider', false, error.stack); });
for (const each of [server, strict, lenient]) each.on('request', provider.callback());
export function closeProvider() {
    for (const each of [server, strict, lenient]) {
        each.close();
        each.closeAllConnections();
    }
}

/** A browser: cookies, redirects, forms with a login and a consent. @return where it would go outside of the issuer. */
export async function browse(start, { form = {} } = {}) {
    const cookies = new Map();
    let url = start.replace(lenientUrl, issuer); // no certificate is needed for pages
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

/** twb request authorize, the browser's part played here. */
export function authorize(args, { onProblem = () => {}, open = async (url) => {
    const target = await browse(url);
    if (typeof target === 'string') await fetch(target);
    else onProblem(target.page.slice(0, 300));
} } = {}) {
    let visited = false;
    return ask(['request', 'authorize', '--reveal', '--issuer', issuer, '--scope', 'openid offline_access', '--param', 'prompt=consent',
        '--browser', 'none', ...args], {
        onError: (text) => {
            const url = /^Open (\S+)/m.exec(text)?.[1];
            if (url && !visited) {
                visited = true;
                open(url).catch((error) => onProblem(String(error)));
            }
        },
    });
}

/** twb request device, the person's part played here. */
export function device(args) {
    let visited = false;
    return ask(['request', 'device', '--reveal', '--issuer', issuer, '--scope', 'openid', ...args], {
        onError: (text) => {
            const url = /^or open (\S+)/m.exec(text)?.[1];
            if (url && !visited) {
                visited = true;
                browse(url).catch((error) => note('device pages', false, String(error)));
            }
        },
    });
}
