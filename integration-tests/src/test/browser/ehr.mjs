// Serves the browser EHR on its own origin, opens it in a headless browser and does what a clinician does.
// node ehr.mjs SESSION.json PORT ACTION [SCREENSHOT]      ACTION: accept, override or look
// Prints what the page says at its end, one line of JSON.
import { createServer } from 'node:http';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The packaged browser unpacks into TMPDIR and finds its own libraries only when told that it is alone.
process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'browser-'));
process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
const { chromium } = await import('playwright-core');

const [session, port, action, screenshot] = process.argv.slice(2);
const here = new URL('.', import.meta.url);
const files = {
  '/': ['text/html', new URL('ehr.html', here)],
  '/ehr.js': ['text/javascript', new URL('ehr.js', here)],
  '/session.json': ['application/json', session],
};
const server = createServer((request, response) => {
  const [type, file] = files[request.url] ?? [];
  response.writeHead(type ? 200 : 404, { 'Content-Type': type ?? 'text/plain' });
  response.end(file ? readFileSync(file) : '');
});
await new Promise((ready) => server.listen(Number(port), '127.0.0.1', ready));

async function executable() {
  const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  return installed ?? (await (await import('@sparticuz/chromium')).default.executablePath());
}

const browser = await chromium.launch({
  executablePath: await executable(),
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const preflights = [];
try {
  const page = await browser.newPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  devtools.on('Network.requestWillBeSent', (event) => {
    if (event.request.method === 'OPTIONS') preflights.push(event.request.url);
  });
  await page.goto(`http://127.0.0.1:${port}/`);
  const status = page.getByRole('status');
  await page.waitForFunction(() => document.querySelector('#status').textContent !== 'Not asked yet.');
  const first = await status.textContent();
  const summaries = await page.locator('article h2').allTextContents();
  if (screenshot) await page.screenshot({ path: screenshot, fullPage: true });
  if (action === 'accept') await page.locator('article button').first().click();
  if (action === 'override') {
    await page.getByLabel('Reason').selectOption({ index: 0 });
    await page.getByRole('button', { name: 'Override' }).click();
  }
  if (action !== 'look') await page.waitForFunction(() => document.querySelector('#status').textContent.startsWith('Sent'));
  console.log(JSON.stringify({ first, last: await status.textContent(), summaries, hookInstance: await page.evaluate(() => document.body.dataset.hookInstance), preflights: preflights.length }));
} finally {
  await browser.close();
  server.close();
}
