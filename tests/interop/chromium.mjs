// SPDX-License-Identifier: Apache-2.0
//
// A real Chromium without a window, driven through its debugging pipe: no driver program, no package.
import { spawn, spawnSync } from 'node:child_process';
import { environment, pathOf } from './support.mjs';

/** The path of the browser, or nothing. */
export const findChromium = () => ['chromium', 'chromium-browser', 'google-chrome']
    .map((name) => spawnSync('sh', ['-c', `command -v ${name}`]).stdout.toString().trim()).find(Boolean);

export class Chromium {
    #child;
    #next = 1;
    #waiting = new Map();
    #session;

    constructor(program) {
        const flags = ['--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
            '--disable-component-update', '--disable-sync', '--disable-extensions', '--remote-debugging-pipe',
            `--user-data-dir=${pathOf('browser')}`];
        if (process.getuid() === 0) flags.push('--no-sandbox');
        this.#child = spawn(program, [...flags, 'about:blank'], {
            env: { ...environment, HOME: pathOf('.') }, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
        });
        let text = '';
        this.#child.stdio[4].on('data', (data) => {
            const parts = (text + data).split('\0');
            text = parts.pop();
            for (const part of parts) {
                const message = JSON.parse(part);
                this.#waiting.get(message.id)?.(message);
                this.#waiting.delete(message.id);
            }
        });
    }

    #send(method, params = {}, sessionId = this.#session) {
        const id = this.#next;
        this.#next += 1;
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error(`${method}: no answer from the browser`)), 20000);
            this.#waiting.set(id, (message) => {
                clearTimeout(timer);
                if (message.error) reject(new Error(`${method}: ${message.error.message}`));
                else resolve(message.result);
            });
            this.#child.stdio[3].write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
        });
    }

    /** Opens an address in a page of its own, which the other methods then speak to. */
    async open(url) {
        const { targetId } = await this.#send('Target.createTarget', { url }, undefined);
        this.#session = (await this.#send('Target.attachToTarget', { targetId, flatten: true }, undefined)).sessionId;
    }

    async evaluate(expression) {
        const { result } = await this.#send('Runtime.evaluate', { expression, returnByValue: true });
        return result.value;
    }

    /**
     * Fills the forms that come and presses their buttons, as a person would, until the page is at the address wanted.
     * @param pressed  part of the text of the button, where a form has several
     * @return the text of the last page
     */
    async walk(wanted, pressed = '') {
        const script = `(() => {
            if (document.readyState !== 'complete') return '';
            const form = [...document.forms].find((each) => !each.dataset.sent);
            if (form && !location.href.startsWith(${JSON.stringify(wanted)})) {
                for (const field of form.querySelectorAll('input')) if (field.type === 'text' || field.type === 'password') field.value = 'tester';
                const buttons = [...form.querySelectorAll('button, input[type=submit]')];
                form.dataset.sent = '1';
                (buttons.find((each) => (each.textContent || each.value).includes(${JSON.stringify(pressed)})) ?? buttons[0]).click();
            }
            return location.href + '\\n' + document.body.innerText;
        })()`;
        for (let step = 0; step < 200; step += 1) {
            // Between two pages there may be nothing to speak to.
            const seen = await this.evaluate(script).catch(() => '');
            if (seen?.startsWith(wanted)) return seen;
            await new Promise((resolve) => { setTimeout(resolve, 100); });
        }
        throw new Error(`the browser did not arrive; it is at ${await this.evaluate('location.href')}`);
    }

    async close() {
        const ended = new Promise((resolve) => { this.#child.on('exit', resolve); });
        this.#send('Browser.close', {}, undefined).catch(() => {});
        const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
        await ended;
        clearTimeout(timer);
    }
}
