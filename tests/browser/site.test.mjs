// What people do with the pages, in a real browser that opened them as files: no server, no network.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const site = process.env.ISMS_SITE;
const address = (name) => {
  const [file, ...choice] = name.split('#');
  return pathToFileURL(join(site, file)).href + choice.map((one) => '#' + one).join('');
};
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const files = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? files(join(folder, one.name)) : [join(folder, one.name)]));
const pages = files(site).map((file) => relative(site, file)).filter((file) => file.endsWith('.html')).sort();

let browser;
let profile;
before(async () => {
  profile = mkdtempSync(join(tmpdir(), 'isms-browser-'));
  browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM,
    userDataDir: profile,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});
after(async () => {
  await browser?.close();
  rmSync(profile, { recursive: true, force: true });
});

// A page, and everything on it that must not be: errors, what the policy stopped, requests to anything but files.
const open = async (name, { script = true, dark = false, width = 1280 } = {}) => {
  const page = await browser.newPage();
  const wrong = [];
  page.on('console', (message) => ['error', 'warn', 'warning'].includes(message.type()) && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => request.url().startsWith('file:') || wrong.push(`asks for ${request.url()}`));
  await page.setViewport({ width, height: 900 });
  await page.setJavaScriptEnabled(script);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
  await page.goto(address(name));
  return { page, wrong, done: async () => { assert.deepEqual(wrong, [], name); await page.close(); } };
};
const shown = (page) => page.$$eval('#register tbody tr', (rows) => rows.filter((row) => !row.hidden).map((row) => row.cells[0].textContent.trim()));
const status = (page) => page.$eval('[role=status]', (one) => one.textContent);

test('the start page says where the ISMS stands and leads on', async () => {
  const { page, done } = await open('index.html');
  const titles = await page.$$eval('.card h2', (heads) => heads.map((head) => head.textContent));
  assert.deepEqual(titles, ['Controls', 'Risks', 'What the compiler found', 'Approvals', 'Processes', 'What is due next']);
  const [all, apply] = await page.$eval('#controls', (card) => [card.querySelector('.big strong').textContent, card.querySelector('.big').textContent]);
  assert.match(apply, /of \d+ controls that apply are in place/);
  // the number on the start page is the number of rows that its link shows
  await Promise.all([page.waitForNavigation(), page.click('#controls .key a')]);
  assert.equal((await shown(page)).length, Number(all));
  assert.match(await status(page), new RegExp(`^${all} of `));
  await done();
});

test('a register sorts, filters and searches, and its address keeps that', async () => {
  const { page, done } = await open('registers/soa.html');
  const before = await shown(page);
  assert.ok(before.length >= 93);
  assert.ok(before.indexOf('A.5.2') < before.indexOf('A.5.10'), 'ids stand in natural order');
  const head = (text) => page.evaluateHandle((text) => [...document.querySelectorAll('th .sort')].find((one) => one.textContent === text), text);
  const id = await head('Id');
  await id.click();
  await id.click();
  const down = await shown(page);
  assert.ok(down.indexOf('A.5.10') < down.indexOf('A.5.2'), 'and backwards');
  assert.equal(await page.$eval('th[data-key=id]', (one) => one.getAttribute('aria-sort')), 'descending');
  await page.select('select[data-key=status]', 'Implemented');
  const implemented = await shown(page);
  assert.ok(implemented.length > 0 && implemented.length < before.length);
  assert.equal(await status(page), `${implemented.length} of ${before.length} rows`);
  await page.type('input[type=search]', 'backup');
  const found = await shown(page);
  assert.ok(found.includes('A.8.13') && found.length < implemented.length, String(found));
  const kept = page.url();
  assert.match(kept, /#sort=-id&status=Implemented&q=backup$/);
  // whoever gets the address sees the same
  const other = await open('registers/soa.html' + new URL(kept).hash);
  assert.deepEqual(await shown(other.page), found);
  await other.done();
  await page.click('.tools > button');
  assert.deepEqual(await shown(page), before);
  assert.ok(!page.url().includes('='));
  await done();
});

test('levels sort by their order and days by the calendar', async () => {
  const risks = await open('registers/risks.html#sort=-current_level');
  const levels = await risks.page.$$eval('#register tbody tr', (rows) => rows.map((row) => [...row.cells].find((cell, at) => row.closest('table').tHead.rows[0].cells[at].dataset.key === 'current_level').textContent.trim()));
  const order = await risks.page.$$eval('select[data-key=current_level] option', (options) => options.map((one) => one.value).filter(Boolean));
  assert.deepEqual(levels, [...levels].sort((a, b) => order.indexOf(a) - order.indexOf(b)), 'the highest first');
  await risks.done();
  const calendar = await open('registers/calendar.html#sort=on');
  const days = await calendar.page.$$eval('#register tbody tr', (rows) => rows.map((row) => row.cells[0].textContent.trim()));
  assert.deepEqual(days, [...days].sort());
  await calendar.done();
});

test('columns for machines can be switched on', async () => {
  const { page, done } = await open('registers/soa.html');
  const visible = () => page.$$eval('thead th', (heads) => heads.filter((head) => !head.hidden).map((head) => head.dataset.key));
  assert.ok(!(await visible()).includes('theme_title'));
  await page.evaluate(() => document.querySelector('input[value=theme_title]').click());
  assert.ok((await visible()).includes('theme_title'));
  assert.match(page.url(), /columns=theme_title/);
  await done();
});

test('a register works by keyboard alone', async () => {
  const { page, done } = await open('registers/risks.html');
  const focus = () => page.evaluate(() => document.activeElement.className + ' ' + document.activeElement.tagName + ' ' + document.activeElement.textContent.slice(0, 40));
  await page.keyboard.press('Tab');
  assert.match(await focus(), /^skip A/);
  await page.keyboard.press('Enter');
  const seen = [];
  for (let step = 0; step < 40 && !seen.some((one) => one.startsWith('sort')); step += 1) {
    await page.keyboard.press('Tab');
    seen.push(await focus());
  }
  assert.ok(seen.some((one) => one.includes('INPUT')) && seen.some((one) => one.includes('SELECT')), seen.join('\n'));
  await page.keyboard.press('Enter');
  assert.equal(await page.$eval('thead th:not([hidden])', (one) => one.getAttribute('aria-sort')), 'ascending');
  const outlined = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outlined, 'none', 'one sees where the focus is');
  await done();
});

test('the map is clicked through by keyboard', async () => {
  const { page, done } = await open('process_map.html');
  const steps = await page.$$eval('a.step', (links) => links.length);
  assert.ok(steps > 10);
  const reached = () => page.evaluate(() => document.activeElement.matches('a.step'));
  for (let step = 0; step < 40 && !(await reached()); step += 1) await page.keyboard.press('Tab');
  assert.ok(await reached(), 'Tab leads to the boxes');
  const here = await page.$eval('svg.live', (map) => ({
    lit: map.classList.contains('lit'),
    on: map.querySelectorAll('.flow.on').length,
    all: map.querySelectorAll('.flow').length,
    name: document.activeElement.getAttribute('aria-label'),
    to: document.activeElement.getAttribute('href'),
  }));
  assert.ok(here.lit && here.on > 0 && here.on < here.all, JSON.stringify(here));
  assert.match(here.name, /Receives from|Hands over to/);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  assert.equal(page.url(), address(here.to));
  // from there to a neighbour, and back to the map with the neighbour lit
  await Promise.all([page.waitForNavigation(), page.click('.near a')]);
  assert.match(page.url(), /\/processes\//);
  const neighbour = page.url().split('/').pop().replace('.html', '');
  await Promise.all([page.waitForNavigation(), page.click('.near p:last-child a')]);
  assert.equal(await page.$eval('.step.here', (one) => one.dataset.id), neighbour);
  await done();
});

test('the search finds a sentence in any document', async () => {
  const { page, done } = await open('search.html');
  await page.type('.search input', 'A.8.13 backup');
  const hits = await page.$$eval('#found li', (list) => list.map((one) => [one.querySelector('a').getAttribute('href'), one.querySelectorAll('mark').length]));
  assert.ok(hits.length > 2 && hits.some(([, marks]) => marks > 0), JSON.stringify(hits));
  assert.match(await status(page), /^\d+ places found/);
  assert.match(page.url(), /#q=A\.8\.13\+backup$/);
  const target = hits.find(([to]) => to.includes('#'))[0];
  await page.goto(address('search.html'));
  await page.goto(address(target));
  assert.ok(await page.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1)))));
  await done();
});

test('without the script every page is whole', async () => {
  for (const name of ['index.html', 'registers/soa.html', 'search.html', 'process_map.html']) {
    const { page, done } = await open(name, { script: false });
    assert.equal(await page.$$eval('.tools:not([hidden]), .search:not([hidden]), .sort', (list) => list.length), 0, name);
    assert.ok((await page.$eval('main', (main) => main.innerText.length)) > 2000, name);
    await done();
  }
});

test('nothing scrolls sideways on a telephone but what may', async () => {
  for (const name of pages.filter((name) => !name.includes('/') || name.endsWith('soa.html'))) {
    const { page, done } = await open(name, { width: 390 });
    const [wide, has] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= has, `${name} is ${wide} wide`);
    await done();
  }
});

test('a page is printed with the heads of its table on every sheet', async () => {
  const { page, done } = await open('registers/soa.html');
  await page.emulateMediaType('print');
  const seen = await page.evaluate(() => ({
    head: getComputedStyle(document.querySelector('thead')).display,
    bar: getComputedStyle(document.querySelector('.bar')).display,
    tools: getComputedStyle(document.querySelector('.tools')).display,
    paper: getComputedStyle(document.querySelector('main')).backgroundColor,
  }));
  assert.deepEqual(seen, { head: 'table-header-group', bar: 'none', tools: 'none', paper: 'rgb(255, 255, 255)' });
  assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 10_000);
  await done();
});

const accessible = async (name, options) => {
  const { page, done } = await open(name, options);
  // the policy lets no other script run in the page, so the checker stands beside it
  await page.setBypassCSP(true);
  await page.reload();
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }));
  const words = found.violations.map((one) => `${name}: ${one.id}: ${one.help}: ${one.nodes.length} × ${one.nodes[0].html.slice(0, 160)} ${one.nodes[0].failureSummary}`);
  await done();
  return words;
};

test('every page keeps WCAG 2.2 AA as far as a program can tell', async () => {
  const wrong = [];
  for (const name of pages) wrong.push(...(await accessible(name)));
  assert.deepEqual(wrong, []);
});

test('and so do dark pages', async () => {
  const wrong = [];
  const kinds = ['index.html', 'soa.html', 'registers/risks.html', 'process_map.html', 'search.html', 'findings.html', 'risk_register.html'];
  for (const name of [...kinds, pages.find((name) => name.startsWith('policies/')), pages.find((name) => name.startsWith('processes/'))]) {
    wrong.push(...(await accessible(name, { dark: true })));
  }
  assert.deepEqual(wrong, []);
});
