// Opens the pages that tests/browser/check made, and writes what holds of them as TAP.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Browser, Tab } from './browser.mjs';

const folder = resolve(process.argv[2]);
const axe = readFileSync(join(folder, 'node_modules/axe-core/axe.min.js'), 'utf8');
const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 900 };
const limit = 1000; // milliseconds for a page to be there
const address = name => pathToFileURL(join(folder, `${name}.html`)).href;

let number = 0, failed = 0;

function result(what, problems) {
	number++;
	failed += problems.length > 0;
	console.log(`${problems.length > 0 ? 'not ok' : 'ok'} ${number} - ${what}`);
	for (const problem of problems.slice(0, 10))
		console.log(`# ${problem}`.replace(/\s+/g, ' ').slice(0, 300));
}

// --- the checks: each gives its problems, none where all is well

const quiet = tab => tab.messages.map(message => `on the console: ${message}`);

const alone = (tab, url) => tab.requests
	.filter(request => request !== url && !request.startsWith('data:'))
	.map(request => `fetched: ${request}`);

async function accessible(tab) {
	await tab.ask(`${axe}; 0`);
	const found = await tab.ask(`axe.run(document, { resultTypes: ['violations'] }).then(found =>
		({ passes: found.passes.length, violations: found.violations.map(one =>
			one.id + ': ' + one.nodes.length + ' times, first ' + one.nodes[0].html) }))`);
	return found.passes < 15 ? ['axe-core did not look'] : found.violations;
}

const openAll = tab => tab.ask('document.querySelectorAll("details").forEach(one => { one.open = true; })');

async function fits(tab) {
	const wide = await tab.ask('document.documentElement.scrollWidth - innerWidth');
	return wide > 0 ? [`${wide} pixels wider than the window`] : [];
}

const linked = tab => tab.ask(`[...document.querySelectorAll('a')].map(link => link.getAttribute('href'))
	.filter(href => !href?.startsWith('#') || !document.getElementById(href.slice(1)))
	.map(href => 'a link to nothing here: ' + href)`);

const single = tab => tab.ask(`(all => [...new Set(all.filter((id, at) => all.indexOf(id) !== at))]
	.map(id => 'an id twice: ' + id))([...document.querySelectorAll('[id]')].map(one => one.id))`);

const inert = tab => tab.ask(`[...document.querySelectorAll('*')].flatMap(one => [
	...['SCRIPT', 'IMG', 'IFRAME', 'OBJECT', 'FORM'].includes(one.tagName) ? [one.tagName] : [],
	...[...one.attributes].map(attribute => attribute.name).filter(name => name.startsWith('on'))])
	.map(what => 'in the page: ' + what)`);

// Every element closed where it should be: the parser of a browser mends what is not.
function nested(text) {
	const none = new Set(['meta', 'link', 'br', 'input', 'img']);
	const open = [], problems = [];
	const body = text.replace(/<style>[^]*?<\/style>/, '');
	for (const [, end, name, self] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:"[^"]*"|[^">])*?(\/?)>/gi))
		if (end && open.at(-1) === name)
			open.pop();
		else if (end)
			problems.push(`</${name}> inside <${open.at(-1)}>`);
		else if (!self && !none.has(name))
			open.push(name);
	return [...problems, ...open.map(name => `<${name}> is not closed`)];
}

// The middle of three times from the asking to the load event.
async function quick(browser, url) {
	const times = [];
	for (let i = 0; i < 3; i++) {
		const tab = await Tab.open(browser, desk);
		await tab.go(url);
		times.push(await tab.ask('performance.getEntriesByType("navigation")[0].loadEventEnd'));
		await tab.close();
	}
	times.sort((a, b) => a - b);
	console.log(`# there after ${times.map(Math.round).join(', ')} ms`);
	return times[1] < limit ? [] : [`there after ${Math.round(times[1])} ms, not ${limit}`];
}

async function shown(browser, url, script) {
	const tab = await Tab.open(browser, { ...desk, script });
	await tab.go(url);
	const text = await tab.ask('document.body.innerText');
	const picture = await tab.screenshot();
	await tab.close();
	return { text, picture };
}

async function sameWithoutScript(browser, url) {
	const [yes, no] = [await shown(browser, url, true), await shown(browser, url, false)];
	return [...yes.text === no.text ? [] : ['another text without script'],
		...yes.picture.equals(no.picture) ? [] : ['another picture without script']];
}

async function opensInPrint(tab) {
	await tab.send('Emulation.setEmulatedMedia', { media: 'print' });
	const shut = await tab.ask(`[...document.querySelectorAll('main details')].filter(one =>
		!one.lastElementChild.checkVisibility()).length`);
	await tab.send('Emulation.setEmulatedMedia', { media: '' });
	return shut > 0 ? [`${shut} details stay shut on paper`] : [];
}

async function prints(tab, name, least, most) {
	const pdf = await tab.pdf();
	writeFileSync(join(folder, `${name}.pdf`), pdf);
	const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
	console.log(`# ${pages} pages`);
	return pages >= least && pages <= most ? [] : [`${pages} pages, not ${least} to ${most}`];
}

// --- what is checked of which page

async function every(browser, name) {
	const url = address(name);
	result(`${name}: elements are closed in order`, nested(readFileSync(join(folder, `${name}.html`), 'utf8')));
	for (const [where, size] of [['phone', phone], ['desktop', desk]])
		for (const dark of [false, true]) {
			const what = `${name}, ${where}, ${dark ? 'dark' : 'light'}`;
			const tab = await Tab.open(browser, { ...size, dark });
			await tab.go(url);
			writeFileSync(join(folder, `${what.replaceAll(', ', '-')}.png`), await tab.screenshot());
			result(`${what}: no wider than the window`, await fits(tab));
			await openAll(tab);
			result(`${what}: nor with all details open`, await fits(tab));
			result(`${what}: accessible`, await accessible(tab));
			result(`${what}: nothing on the console, nothing fetched`, [...quiet(tab), ...alone(tab, url)]);
			if (where === 'desktop' && !dark) {
				result(`${name}: links and ids`, [...await linked(tab), ...await single(tab)]);
				result(`${name}: nothing that runs or fetches`, await inert(tab));
				result(`${name}: details open on paper`, await opensInPrint(tab));
			}
			await tab.close();
		}
	result(`${name}: the same without script`, await sameWithoutScript(browser, url));
}

// A measure of the page, seen as a person would.
async function look(browser, name, id) {
	for (const [where, size] of [['phone', phone], ['desktop', desk]]) {
		const tab = await Tab.open(browser, size);
		await tab.go(`${address(name)}#${id}`);
		writeFileSync(join(folder, `${name}-${where}-${id}.png`), await tab.screenshot());
		await tab.close();
	}
}

async function board(browser) {
	const tab = await Tab.open(browser, desk);
	await tab.go(address('board'));
	result('board: 105 measures, and a chart of each that is not by part alone', await tab.ask(`(() => {
		const rows = document.querySelectorAll('.overview tbody tr').length;
		const charts = document.querySelectorAll('svg.chart title').length;
		return rows === 105 && charts >= 90 ? [] : [rows + ' rows, ' + charts + ' charts'];
	})()`));
	result('board: prints', await prints(tab, 'board', 20, 80));
	result('board: the choice of red shows those alone', await tab.ask(`(() => {
		const rows = () => [...document.querySelectorAll('.overview tbody tr')].filter(row => row.checkVisibility());
		const all = rows().length;
		document.getElementById('show-red').click();
		const red = rows();
		return red.length > 0 && red.length < all && red.every(row => row.textContent.includes('Red'))
			? [] : [red.length + ' of ' + all];
	})()`));
	await tab.close();
	result('board: there in time', await quick(browser, address('board')));
	await look(browser, 'board', 'm-assessment_45wd');
	await look(browser, 'board', 'measures');
}

async function hostile(browser) {
	const tab = await Tab.open(browser, desk);
	await tab.go(address('hostile'));
	result('hostile: shown as text, and nothing ran', await tab.ask(`(() => {
		const text = document.body.textContent;
		return [...text.split('<script>hostile=1</script><img').length > 15 ? [] : ['not shown as text'],
			...text.split('\ufffd').length > 15 ? [] : ['no sign for what was replaced'],
			...typeof hostile === 'undefined' ? [] : ['it ran'],
			.../[\\u202a-\\u202e\\u2066-\\u2069]/.test(text) ? ['text that turns its direction'] : []];
	})()`));
	await tab.close();
}

// The same checks on a page with a fault for each: what they do not find they do not hold.
async function spoiled(browser) {
	const url = address('spoiled');
	const tab = await Tab.open(browser, phone);
	const found = (what, problems, pattern) =>
		result(`spoiled: ${what} is found`, problems.some(one => pattern.test(one)) ? [] : ['not found', ...problems]);
	await tab.go(url);
	const faults = await accessible(tab);
	found('a word on the console', quiet(tab), /said/);
	found('a picture from outside', alone(tab, url), /outside\.png/);
	found('a picture without words', faults, /^image-alt/);
	found('faint text', faults, /^color-contrast/);
	found('what is too wide', await fits(tab), /wider/);
	found('a link to nowhere', await linked(tab), /#nowhere/);
	found('a script', await inert(tab), /SCRIPT/);
	found('details that stay shut on paper', await opensInPrint(tab), /stay shut/);
	found('elements that cross', nested(readFileSync(join(folder, 'spoiled.html'), 'utf8')), /inside/);
	await tab.close();
	found('a page that comes late', await quick(browser, url), /ms, not/);
	found('what a script changed', await sameWithoutScript(browser, url), /another text/);
}

const browser = new Browser();
try {
	for (const name of ['board', 'teams', 'census', 'suppressed', 'hostile'])
		await every(browser, name);
	await board(browser);
	await hostile(browser);
	await spoiled(browser);
} catch (error) {
	result('the browser did what it was asked', [error.stack]);
} finally {
	await browser.close();
}
console.log(`1..${number}`);
process.exitCode = failed > 0 ? 1 : 0;
