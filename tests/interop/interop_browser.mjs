// SPDX-License-Identifier: Apache-2.0
//
// interop_browser.mjs TWB KEYS.JSON: the code flow with a real Chromium in the middle, once at oidc-provider and once at our
// own issuer, which asks for consent. Skipped by name (status 77) where no Chromium is installed.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { check, assert, environment, fileWith, finish, pathOf, twb } from './support.mjs';
import { Chromium, findChromium } from './chromium.mjs';

const program = findChromium();
if (!program) {
    console.log('SKIP interop: chromium is not installed');
    process.exit(77);
}
const { ask, brief, closeProvider, issuer } = await import('./provider.mjs');
const browser = new Chromium(program);

// twb runs this with the address, as it would run a person's browser.
const opener = fileWith('opener.sh', '#!/bin/sh\nprintf "%s" "$1" >"$0.part" && mv "$0.part" "$0.url"\n');
fs.chmodSync(opener, 0o700);

/** twb request authorize with the browser; what it says and the page that the person sees last. */
async function codeFlow(server, client, pressed) {
    fs.rmSync(`${opener}.url`, { force: true });
    const running = ask(['request', 'authorize', '--reveal', '--issuer', server, '--client-id', client, '--auth', 'none', '--scope', 'openid',
        '--browser', opener, '--redirect-path', '/callback']);
    for (let step = 0; step < 100 && !fs.existsSync(`${opener}.url`); step += 1) {
        await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    const url = fs.readFileSync(`${opener}.url`, 'utf8');
    await browser.open(url);
    const page = await browser.walk(new URL(url).searchParams.get('redirect_uri'), pressed);
    const result = await running;
    assert(result.code === 0, brief(result));
    assert(result.json.issuer_compared && result.json.nonce_matches, 'iss or nonce was not compared');
    assert(result.json.tokens.some((token) => token.name === 'id_token'), 'no ID token');
    return { page, result };
}

await check('oidc-provider: login, consent, redirect in Chromium', async () => {
    const { page, result } = await codeFlow(issuer, 'web', 'Continue');
    assert(result.json.tokens.find((token) => token.name === 'id_token').payload.sub === 'tester', 'another person');
    assert(/close/i.test(page), `the last page does not tell what to do: ${page}`);
});

await check('twb issuer: consent in Chromium', async () => {
    const own = spawn(twb, ['issuer'], { env: environment });
    try {
        const line = await new Promise((resolve) => { own.stdout.once('data', (data) => resolve(String(data))); });
        const { result } = await codeFlow(JSON.parse(line).issuer, 'spa-test', 'Allow');
        assert(result.json.tokens.find((token) => token.name === 'id_token').payload.sub === 'alice', 'another person');
    } finally {
        own.kill();
    }
});

await browser.close();
closeProvider();
fs.rmSync(pathOf('browser'), { recursive: true, force: true });
finish(2);
