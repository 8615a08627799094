// SPDX-License-Identifier: Apache-2.0
//
// twb request against oidc-provider on this computer: every client authentication, the flows, DPoP with nonce, mutual
// TLS, PAR, introspection, revocation, both kinds of access tokens. The browser's part is played by a script.
// Usage: node interop_oauth.mjs TWB KEYS
import path from 'node:path';
import { finish, note, pathOf as file } from './support.mjs';
import { ask, assertionAlgorithms, authorize, brief, closeProvider, device, issuer, plainSecret, secret, strictUrl } from './provider.mjs';

const ca = ['--ca', file('ca.pem')];

// --- client authentication -------------------------------------------------------------------------------------------
async function token(what, args, good = true) {
    const result = await ask(['request', '--reveal', '--issuer', issuer, ...args]);
    note(what, good ? result.code === 0 && result.json.tokens?.length > 0 : result.code === 1, brief(result));
    return result;
}
await token('basic, form-encoded', ['--client-id', 'basic client', '--auth', 'client_secret_basic', '--secret', secret]);
await token('basic, raw, is refused by a strict server',
    ['--client-id', 'basic client', '--auth', 'client_secret_basic_raw', '--secret', secret], false);
await token('post', ['--client-id', 'post', '--auth', 'client_secret_post', '--secret', plainSecret]);
await token('client_secret_jwt HS256', ['--client-id', 'secret-jwt', '--auth', 'client_secret_jwt', '--secret', plainSecret]);
await token('client_secret_jwt HS512',
    ['--client-id', 'secret-jwt-512', '--auth', 'client_secret_jwt', '--alg', 'HS512', '--secret', plainSecret.repeat(2)]);
for (const alg of assertionAlgorithms) {
    for (const audience of ['token-url', 'issuer']) {
        await token(`private_key_jwt ${alg}, aud ${audience}`,
            ['--client-id', `jwt-${alg}`, '--key', file(`${alg}.jwk`), '--alg', alg, '--assertion-audience', audience]);
    }
}
{
    const wrong = await token('a wrong secret is refused',
        ['--client-id', 'post', '--auth', 'client_secret_post', '--secret', 'not-the-secret-0123456789'], false);
    note('and explained', wrong.json.explanation?.code === 'invalid_client', brief(wrong));
    const other = await token('an assertion of another key is refused',
        ['--client-id', 'jwt-RS256', '--key', file('ES256.jwk'), '--alg', 'ES256'], false);
    note('and explained too', other.json.explanation?.reasons.length > 3, brief(other));
}
for (const certificate of [['--cert', file('client.pem'), '--cert-key', file('client.key')],
    ['--cert', file('client.p12'), '--password', 'p12pass']]) {
    const result = await ask(['request', '--reveal', '--token-url', `${strictUrl}/token`, ...ca, '--client-id', 'tls',
        '--auth', 'tls_client_auth', ...certificate]);
    note(`tls_client_auth ${path.extname(certificate[1])}`, result.code === 0, brief(result));
}
{
    const none = await ask(['request', '--token-url', `${strictUrl}/token`, ...ca, '--client-id', 'post',
        '--auth', 'client_secret_post', '--secret', plainSecret]);
    note('no certificate: exit 3', none.code === 3, brief(none));
    const unknown = await ask(['request', '--token-url', `${strictUrl}/token`, '--client-id', 'post', '--auth',
        'client_secret_post', '--secret', plainSecret]);
    note('unknown CA is named', unknown.code === 3 && unknown.json.error?.code === 'tls-unknown-ca', brief(unknown));
}

// --- JWT access tokens, DPoP with nonce ------------------------------------------------------------------------------
const api = ['--client-id', 'resource', '--auth', 'client_secret_basic', '--secret', plainSecret];
{
    const jwt = await token('a JWT for a resource', [...api, '--resource', 'https://api.example/', '--scope', 'api:read']);
    const found = jwt.json.tokens?.[0];
    note('is read', found?.kind === 'jws' && found.header.typ === 'at+jwt' && found.payload.aud === 'https://api.example/',
        JSON.stringify(found));
    const bound = await token('DPoP with nonce', [...api, '--dpop', file('dpop.jwk')]);
    note('was asked twice', bound.json.transcript?.filter((p) => p.direction === 'sent').length === 2, brief(bound));
    note('is bound', bound.json.response?.token_type === 'DPoP', brief(bound));
}

// --- introspection and revocation ------------------------------------------------------------------------------------
{
    const opaque = await token('an opaque token', api);
    const value = opaque.json.response?.access_token;
    note('is opaque', opaque.json.tokens?.[0].kind === 'opaque', brief(opaque));
    const active = await ask(['request', 'introspect', '--issuer', issuer, ...api, '--token', value]);
    note('introspection: active', active.code === 0 && active.json.response?.active === true, brief(active));
    const signed = await ask(['request', 'introspect', '--issuer', issuer, ...api, '--token', value, '--jwt']);
    note('introspection as a JWT', signed.code === 0 && signed.json.tokens?.[0].payload.token_introspection.active === true &&
        signed.json.tokens[0].header.typ === 'token-introspection+jwt', brief(signed));
    const revoked = await ask(['request', 'revoke', '--issuer', issuer, ...api, '--token', value]);
    note('revocation', revoked.code === 0, brief(revoked));
    const gone = await ask(['request', 'introspect', '--issuer', issuer, ...api, '--token', value]);
    note('introspection after it: no', gone.code === 1 && gone.json.response?.active === false, brief(gone));
    note('tokens are masked unless asked for', !gone.out.includes(value), 'the token stands in the output');
}

// --- authorization code with PKCE, refresh rotation, userinfo --------------------------------------------------------
async function codeFlow(what, args) {
    const result = await authorize(args, { onProblem: (text) => note(`${what}: pages`, false, text) });
    note(what, result.code === 0 && result.json.response?.id_token, brief(result));
    note(`${what}: iss and nonce`, result.json.issuer_compared === true && result.json.nonce_matches === true, brief(result));
    return result;
}
{
    const code = await codeFlow('code flow, public client', ['--client-id', 'web', '--auth', 'none']);
    const refresh = code.json.response?.refresh_token;
    const again = await token('refresh', ['--grant', 'refresh_token', '--param', `refresh_token=${refresh}`, '--client-id', 'web', '--auth', 'none']);
    note('rotated', again.json.response?.refresh_token && again.json.response.refresh_token !== refresh, brief(again));
    const reuse = await token('the old one is refused',
        ['--grant', 'refresh_token', '--param', `refresh_token=${refresh}`, '--client-id', 'web', '--auth', 'none'], false);
    note('as invalid_grant', reuse.json.explanation?.code === 'invalid_grant', brief(reuse));

    const pushed = await codeFlow('code flow, pushed (PAR)', ['--par', '--client-id', 'web-secret', '--auth',
        'client_secret_basic', '--secret', plainSecret]);
    const userinfo = await ask(['request', 'userinfo', '--issuer', issuer, '--token', pushed.json.response?.access_token ?? 'none']);
    note('userinfo', userinfo.code === 0 && userinfo.json.response?.sub === 'tester', brief(userinfo));
    const bound = await codeFlow('code flow with DPoP', ['--dpop', file('dpop.jwk'), '--client-id', 'web', '--auth', 'none']);
    note('is bound to the key', bound.json.response?.token_type === 'DPoP', brief(bound));
    const shown = await ask(['request', 'userinfo', '--issuer', issuer, '--dpop', file('dpop.jwk'), '--token', bound.json.response?.access_token ?? 'none']);
    note('userinfo with DPoP', shown.code === 0 && shown.json.response?.sub === 'tester', brief(shown));
}

// --- device flow -----------------------------------------------------------------------------------------------------
{
    const result = await device(['--client-id', 'web', '--auth', 'none']);
    note('device flow', result.code === 0 && result.json.response?.access_token, brief(result));
}

closeProvider();
finish(59);
