// A headless Chromium, spoken to through a pipe (the Chrome DevTools Protocol): no port, no driver.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const patience = 60000; // milliseconds for any one answer

export class Browser {
	constructor(program = process.env.CHROMIUM || 'chromium') {
		this.profile = mkdtempSync(join(tmpdir(), 'kpi-browser-'));
		this.process = spawn(program, ['--headless=new', '--remote-debugging-pipe', '--no-sandbox',
			'--disable-gpu', '--disable-dev-shm-usage', '--disable-extensions',
			'--disable-background-networking', '--disable-component-update', '--no-first-run',
			'--hide-scrollbars', '--force-color-profile=srgb', '--lang=en-GB',
			`--user-data-dir=${this.profile}`, 'about:blank'],
		{ stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
		this.waiting = new Map();
		this.listeners = new Set();
		this.number = 0;
		this.process.on('exit', () => this.fail(new Error('the browser ended')));
		this.process.on('error', error => this.fail(error));
		let held = Buffer.alloc(0);
		this.process.stdio[4].on('data', bytes => {
			held = Buffer.concat([held, bytes]);
			for (let end; (end = held.indexOf(0)) >= 0; held = held.subarray(end + 1))
				this.take(JSON.parse(held.subarray(0, end)));
		});
	}

	fail(error) {
		this.error = error;
		for (const { reject } of this.waiting.values())
			reject(error);
		this.waiting.clear();
	}

	take(message) {
		if (!message.id) {
			for (const listener of this.listeners)
				listener(message);
			return;
		}
		const { resolve, reject } = this.waiting.get(message.id) ?? {};
		this.waiting.delete(message.id);
		if (message.error)
			reject?.(new Error(message.error.message));
		else
			resolve?.(message.result);
	}

	send(method, params = {}, sessionId = undefined) {
		if (this.error)
			return Promise.reject(this.error);
		const id = ++this.number;
		return new Promise((resolve, reject) => {
			const late = setTimeout(() => reject(new Error(`${method}: no answer`)), patience);
			this.waiting.set(id, {
				resolve: result => { clearTimeout(late); resolve(result); },
				reject: error => { clearTimeout(late); reject(error); },
			});
			this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0');
		});
	}

	async close() {
		const ended = new Promise(resolve => this.process.once('exit', resolve));
		this.send('Browser.close').catch(() => {});
		const late = setTimeout(() => this.process.kill('SIGKILL'), 5000);
		await ended;
		clearTimeout(late);
		rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
	}
}

// One tab. What it fetched, said on the console or threw is kept from its first page on.
export class Tab {
	static async open(browser, { width = 1280, height = 900, dark = false, script = true } = {}) {
		const tab = new Tab();
		const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
		const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
		Object.assign(tab, { browser, targetId, sessionId, requests: [], messages: [], loads: [] });
		tab.listener = message => {
			if (message.sessionId === sessionId)
				tab.take(message.method, message.params);
		};
		browser.listeners.add(tab.listener);
		for (const domain of ['Page', 'Network', 'Runtime', 'Log'])
			await tab.send(`${domain}.enable`);
		await tab.send('Emulation.setDeviceMetricsOverride',
			{ width, height, deviceScaleFactor: 1, mobile: width < 600 });
		await tab.send('Emulation.setEmulatedMedia', { features:
			[{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] });
		if (!script)
			await tab.send('Emulation.setScriptExecutionDisabled', { value: true });
		return tab;
	}

	take(method, params) {
		if (method === 'Network.requestWillBeSent')
			this.requests.push(params.request.url);
		else if (method === 'Runtime.consoleAPICalled')
			this.messages.push(params.args.map(value => value.value ?? value.description).join(' '));
		else if (method === 'Runtime.exceptionThrown')
			this.messages.push(params.exceptionDetails.text);
		else if (method === 'Log.entryAdded')
			this.messages.push(params.entry.text);
		else if (method === 'Page.loadEventFired')
			this.loads.splice(0).forEach(resolve => resolve());
	}

	send(method, params) {
		return this.browser.send(method, params, this.sessionId);
	}

	// Opens the page, and answers when it is drawn.
	async go(url) {
		const loaded = new Promise(resolve => this.loads.push(resolve));
		const { errorText } = await this.send('Page.navigate', { url });
		if (errorText)
			throw new Error(`${url}: ${errorText}`);
		await loaded;
	}

	// What the expression gives in the page; asked by the browser, so also where its scripts are off.
	async ask(expression) {
		const { result, exceptionDetails } = await this.send('Runtime.evaluate',
			{ expression, returnByValue: true, awaitPromise: true });
		if (exceptionDetails)
			throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
		return result.value;
	}

	async screenshot(full = false) {
		const { data } = await this.send('Page.captureScreenshot',
			{ format: 'png', captureBeyondViewport: full });
		return Buffer.from(data, 'base64');
	}

	async pdf() {
		const { data } = await this.send('Page.printToPDF',
			{ preferCSSPageSize: true, printBackground: true });
		return Buffer.from(data, 'base64');
	}

	async close() {
		this.browser.listeners.delete(this.listener);
		await this.browser.send('Target.closeTarget', { targetId: this.targetId });
	}
}
