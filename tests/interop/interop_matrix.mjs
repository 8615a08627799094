// SPDX-License-Identifier: Apache-2.0
//
// interop_matrix.mjs TWB KEYS.JSON: every grant with every client authentication, twb request against oidc-provider. A
// cell that cannot be walked here is named with its reason; the same matrix against our own issuer, which knows the
// grants that are missing here, is tests/cli/tst_cli_grant_matrix.
import { finish, note, pathOf } from './support.mjs';
import { ask, authorize, brief, closeProvider, device, freeGrant, issuer, plainSecret, secret, thumbprintOf } from './provider.mjs';

const ca = ['--ca', pathOf('ca.pem')];
const pem = (name) => ['--cert', pathOf(`${name}.pem`), '--cert-key', pathOf(`${name}.key`), ...ca];
const p12 = (name) => ['--cert', pathOf(`${name}.p12`), '--password', 'p12pass', ...ca];
const methods = {
    none: ['all-none', 'none'],
    'client_secret_basic, form-encoded': ['all-basic', 'client_secret_basic', '--secret', secret],
    // This server decodes, as the standard says: only a secret without special characters may go raw.
    'client_secret_basic, raw': ['all-basic-raw', 'client_secret_basic_raw', '--secret', plainSecret],
    client_secret_post: ['all-post', 'client_secret_post', '--secret', secret],
    client_secret_jwt: ['all-secret-jwt', 'client_secret_jwt', '--secret', plainSecret],
    private_key_jwt: ['all-key-jwt', 'private_key_jwt', '--key', pathOf('ES256.jwk')],
    'tls_client_auth, PEM': ['all-tls', 'tls_client_auth', ...pem('client')],
    'tls_client_auth, PKCS#12': ['all-tls', 'tls_client_auth', ...p12('client')],
    'self_signed_tls_client_auth, PEM': ['all-self-signed', 'self_signed_tls_client_auth', ...pem('own')],
    'self_signed_tls_client_auth, PKCS#12': ['all-self-signed', 'self_signed_tls_client_auth', ...p12('own')],
};
const identity = ([client, method, ...more]) => ['--client-id', client, '--auth', method, ...more];
const token = (who, args) => ask(['request', '--reveal', '--issuer', issuer, ...who, ...args]);

const notHere = 'oidc-provider does not offer this grant';
const grants = {
    client_credentials: {
        impossible: (name) => (name === 'none' ? 'a client without credentials has none to be granted by (RFC 6749, 4.4)' : null),
        walk: (who) => token(who, ['--resource', 'https://api.example/', '--scope', 'api:read']),
        good: (json, name) => {
            const file = name.startsWith('tls') ? 'client.pem' : name.startsWith('self') ? 'own.pem' : null;
            const cnf = json.tokens[0].payload.cnf?.['x5t#S256'];
            return json.tokens[0].header.typ === 'at+jwt' && cnf === (file === null ? undefined : thumbprintOf(file)); // RFC 8705, 3.1
        },
    },
    'authorization_code with PKCE': {
        walk: (who) => authorize(who),
        good: (json) => json.response.id_token && json.issuer_compared && json.nonce_matches,
    },
    'authorization_code, pushed': { walk: (who) => authorize(['--par', ...who]), good: (json) => json.response.id_token },
    refresh_token: {
        walk: async (who) => {
            const first = await authorize(who);
            return token(who, ['--grant', 'refresh_token', '--param', `refresh_token=${first.json.response?.refresh_token}`]);
        },
        good: (json) => json.response.refresh_token,
    },
    device_code: { walk: (who) => device(who), good: (json) => json.response.id_token },
    'free parameters': {
        walk: (who) => token(who, ['--grant', 'free', '--param', `grant_type=${freeGrant}`, '--param', 'colour=blue+green & more']),
        good: (json) => json.response.access_token.endsWith('-blue+green & more'),
    },
    'jwt-bearer': { impossible: () => notHere, refused: ['--param', 'assertion=e30.e30.e30'] },
    'saml2-bearer': { impossible: () => notHere, refused: ['--param', 'assertion=<Assertion/>'] },
    'token-exchange': { impossible: () => notHere, refused: ['--param', 'subject_token=x', '--param', 'subject_token_type=urn:x'] },
    password: { impossible: () => notHere, refused: ['--param', 'username=tester', '--param', 'password=tester'] },
};

const cells = [];
for (const [grant, row] of Object.entries(grants)) {
    for (const [name, words] of Object.entries(methods)) {
        const what = `${grant}, ${name}`;
        const who = identity(words);
        const reason = row.impossible?.(name);
        if (reason) {
            console.log(`impossible  ${what}: ${reason}`);
            cells.push(async () => {
                const result = await token(who, ['--grant', grant, ...(row.refused ?? [])]);
                note(what, result.code === 1 && /unsupported_grant_type|unauthorized_client|invalid_/.test(result.json.explanation?.code), brief(result));
            });
        } else {
            cells.push(async () => {
                const result = await row.walk(who);
                note(what, result.code === 0 && result.json.tokens?.length > 0 && row.good(result.json, name), brief(result));
            });
        }
    }
}
// Device flows wait five seconds each: some cells run at the same time.
const waiting = cells.reverse();
async function worker() {
    for (let cell = waiting.pop(); cell; cell = waiting.pop()) await cell();
}
await Promise.all(Array.from({ length: 8 }, worker));

// A certificate that is not the client's, of the right authority; and none.
const wrong = await token(identity(['all-self-signed', 'self_signed_tls_client_auth', ...pem('client')]), []);
note('another certificate is refused', wrong.code === 1 && wrong.json.explanation?.code === 'invalid_client', brief(wrong));

closeProvider();
finish(Object.keys(grants).length * Object.keys(methods).length + 1);
