// make test and its parts. Every suite's real counts are read from its machine-readable report; the last line is their sum.
// A step without counts (format, lint, types, build) that breaks counts as one failure, as does a suite that ran nothing.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { artifacts, Problem, root, say } from './lib/basics.mjs';
import * as build from './lib/build.mjs';
import { browser, provide, windowed } from './lib/debian.mjs';
import { startInstance, temporaryFolder, temporarySettings } from './lib/instance.mjs';
import { freePorts } from './lib/ports.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { main, run, stop } from './lib/processes.mjs';
import { report, soak } from './lib/soak.mjs';

const results = join(artifacts, 'results');
const log = (name) => join(artifacts, 'logs', `${name}.log`);
const total = { passed: 0, failed: 0 };
/** Named once more at the end, where a log that was cut still shows them. */
const broken = [];

/** A suite or a step: reported in one line; what broke does not keep the others from running. */
async function check(name, work) {
  const begin = Date.now();
  const line = (outcome) => say(`${name.padEnd(28)} ${outcome}   (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
  try {
    const counts = await work();
    if (!counts) return line('ok');
    total.passed += counts.passed;
    total.failed += counts.failed;
    if (counts.passed + counts.failed === 0) throw new Problem(`${name} ran no tests.${counts.trouble ?? ''}`);
    const skipped = counts.skipped ? `, ${counts.skipped} skipped` : '';
    if (counts.failed > 0 || counts.trouble) throw new Problem(`${counts.passed} passed, ${counts.failed} failed${skipped}.${counts.trouble ?? ''}`, { cause: counts });
    line(`${counts.passed} passed${skipped}`);
  } catch (error) {
    if (!error.cause?.failed) total.failed += 1;
    broken.push(...(error.cause?.names?.length ? error.cause.names : [name]));
    line('FAILED');
    say(error instanceof Problem ? error.message : error.stack);
  }
}

/** Runs a suite that writes `report`; a bad exit code is trouble even when the report shows no failure. */
async function suite(command, args, { report, read, ...options }) {
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  let trouble;
  await run('The suite', command, args, options).catch((error) => (trouble = `\n${error.message}`));
  const counts = existsSync(report) ? read(readFileSync(report, 'utf8')) : { passed: 0, failed: 0 };
  return { ...counts, trouble: counts.trouble ?? trouble };
}

function readTrx(text) {
  const counters = /<Counters\b[^>]*>/.exec(text)?.[0] ?? '';
  const number = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters)?.[1] ?? 0);
  const [all, executed, passed] = [number('total'), number('executed'), number('passed')];
  const names = [...text.matchAll(/<UnitTestResult\b[^>]*outcome="Failed"[^>]*>/g)].map(([result]) => /testName="([^"]*)"/.exec(result)?.[1]);
  return { passed, failed: executed - passed, skipped: all - executed, trouble: failedTests(text), names };
}

/** Names and messages, because the console's last lines may show only the last of many. */
function failedTests(trx) {
  const results = trx.match(/<UnitTestResult\b[^>]*outcome="Failed"[^]*?<\/UnitTestResult>/g) ?? [];
  const plain = (text = '') => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#xD;/g, '').replace(/&amp;/g, '&');
  const lines = results.map((result) => {
    const message = plain(/<Message>([^]*?)<\/Message>/.exec(result)?.[1]).trim().split('\n').slice(0, 16).join('\n      ');
    return `\n    ${plain(/testName="([^"]*)"/.exec(result)?.[1])}\n      ${message}`;
  });
  return lines.length > 0 ? lines.slice(0, 40).join('') + (lines.length > 40 ? `\n    … and ${lines.length - 40} more` : '') : undefined;
}

function readVitest(text) {
  const { numPassedTests, numFailedTests, numPendingTests = 0, numTodoTests = 0 } = JSON.parse(text);
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

function readPlaywright(text) {
  const { stats, suites = [], errors = [] } = JSON.parse(text);
  const failed = suites.flatMap(specsOf).filter(({ ok }) => !ok);
  const lines = [...errors, ...failed.map(failureOf)].map(({ title, message }) => `\n${title ? `    ${title}\n` : ''}${message}`);
  if (stats.flaky) say(`${stats.flaky} end-to-end test(s) passed only when repeated.`);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    trouble: lines.length > 0 ? lines.join('') : undefined,
    names: failed.map(({ file, line, title }) => `${file}:${line} ${title}`),
  };
}

const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

function failureOf({ file, line, title, tests }) {
  const error = tests.flatMap(({ results }) => results).flatMap(({ errors }) => errors)[0];
  // Playwright colours what it says even into a file.
  const message = (error?.message ?? '').replace(/\u001b\[[\d;]*m/g, '').split('\n').slice(0, 24).join('\n      ');
  return { title: `${file}:${line} ${title}`, message: `      ${message}\n      at line ${error?.location?.line}` };
}

async function dotnetTests(kind, env = {}) {
  const folder = join(root, `tests/${kind}.Tests`);
  if (!build.isPresent(`tests/${kind}.Tests`)) return;
  const report = join(results, `${kind}.trx`);
  const args = ['test', folder, '--no-build', '-c', 'Release', '--logger', `trx;LogFileName=${kind}.trx`, '--results-directory', results];
  await check(`${kind} tests`, () =>
    suite('dotnet', args, { report, read: readTrx, env: { ...build.dotnetEnvironment, ...env }, log: log(`test-${kind.toLowerCase()}`), minutes: 40 }),
  );
}

async function functionalTests() {
  if (!build.isPresent('tests/Functional.Tests')) return;
  provide('libargon2-1');
  provide('poppler-utils');
  // TEST_DATABASE_URL: the same tests on another PostgreSQL (15 to 18 are supported). Its user must be allowed to create databases.
  if (process.env.TEST_DATABASE_URL) return dotnetTests('Functional', { DATABASE_URL: process.env.TEST_DATABASE_URL });
  const { DATABASE_PORT: port } = await freePorts('DATABASE_PORT');
  const database = await startPostgres({ dataDir: temporaryFolder(), port, throwAway: true });
  await dotnetTests('Functional', { DATABASE_URL: database.url });
  await stop(database.entry);
}

const npm = (folder, script, args = [], options = {}) =>
  run(`npm run ${script}`, 'npm', ['run', script, ...(args.length > 0 ? ['--', ...args] : [])], { cwd: join(root, folder), log: log(`${folder}-${script.replace(':', '-')}`), ...options });

async function webTests() {
  if (!build.isPresent('web/package.json')) return;
  const report = join(results, 'web.json');
  const args = ['run', 'test', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  await check('Web unit tests', () => suite('npm', args, { report, read: readVitest, cwd: join(root, 'web'), log: log('test-web') }));
}

async function webChecks() {
  if (!build.isPresent('web/package.json')) return;
  await check('Web and e2e format', () => npm('web', 'format:check').then(() => {}));
  await check('Web lint', () => npm('web', 'lint').then(() => {}));
  await check('Web types', () => npm('web', 'typecheck').then(() => {}));
  await check('API types are up to date', () => npm('web', 'api:check').then(() => {}));
}

async function webPart() {
  await webChecks();
  await webTests();
  await build.buildWeb();
}

/** The built product on free ports with an empty database, for as long as `work` takes. Rate limits are out of the way. */
async function withInstance(work) {
  const settings = await temporarySettings();
  const instance = await startInstance(settings, { RateLimits__SignInFailuresPerMinute: '1000', RateLimits__RegistrationsPerMinute: '1000', RateLimits__CodesPerMinute: '1000', RateLimits__FormsPerMinute: '1000', RateLimits__ResetsPerMinute: '1000', RateLimits__ResetMailsPerHour: '1000', RateLimits__WrongCodesPerHour: '1000', RateLimits__InviteMailsPerHour: '1000' });
  await work({
    BASE_URL: instance.url,
    SANDBOX_URL: instance.sandboxUrl,
    PRINTER_PORT: String(settings.ports.PRINTER_PORT),
    CHROMIUM_PATH: browser() ?? '',
    CHROMIUM_WINDOW_PATH: windowed() ?? '',
    DATABASE_URL: settings.databaseUrl,
    DEMO_LOGINS: JSON.stringify(instance.logins),
  });
  for (const server of instance.servers) await stop(server);
}

const product = () =>
  build.locked(async () => {
    build.requireSdk();
    await build.installTools();
    await build.buildProduct();
  });

const openapiFile = join(root, 'docs/api/openapi.json');
const openapi = async (env) => `${JSON.stringify(await (await fetch(`${env.BASE_URL}/swagger/v1/swagger.json`)).json(), null, 2)}\n`;

async function openapiIsCurrent(env) {
  if (!existsSync(openapiFile)) return;
  await check('OpenAPI document', async () => {
    const wanted = JSON.stringify(JSON.parse(await openapi(env)));
    if (JSON.stringify(JSON.parse(readFileSync(openapiFile, 'utf8'))) !== wanted) throw new Problem('docs/api/openapi.json is not what the API serves: make api-docs');
  });
}

async function e2e(script) {
  if (!build.isPresent('e2e/package.json')) return;
  provide('chromium-headless-shell');
  provide('chromium');
  provide('zbar-tools');
  await product();
  await build.locked(build.installE2e);
  await withInstance(async (env) => {
    // As people see it: the shell has no say in notifications, and pages would tell of that.
    if (script === 'screenshots') return say((await npm('e2e', script, [], { env: { ...env, CHROMIUM_PATH: env.CHROMIUM_WINDOW_PATH }, capture: true })).trim());
    await openapiIsCurrent(env);
    const report = join(results, 'e2e.json');
    const reports = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report, CI: process.env.CI ?? '1' };
    const args = ['run', 'test', '--', '--reporter=list,json'];
    await check('End-to-end tests', () =>
      suite('npm', args, { report, read: readPlaywright, cwd: join(root, 'e2e'), env: { ...env, ...reports }, log: log('test-e2e'), minutes: 40 }),
    );
  });
}

async function prepare({ web = true } = {}) {
  build.requireSdk();
  await build.locked(async () => {
    await build.installTools();
    await build.buildSolution();
    if (web) await build.installWeb();
  });
}

/** Messages through a WhatsApp that misbehaves, while processes are killed. */
async function soaked(options) {
  const result = await soak(options);
  report(result);
  return { result, passed: result.wrong.length === 0 ? 1 : 0, failed: result.wrong.length === 0 ? 0 : 1 };
}

/** Queues of others, to measure ours beside: what is missing of them is said in their place in the report. */
async function peers() {
  provide('redis-server');
  await build.locked(build.installPeers).catch((error) => say(`${error.message}\nNothing is measured beside the queue.`));
}

const parts = {
  async build() {
    await prepare();
    await build.locked(build.buildProduct);
  },
  async format() {
    build.requireSdk();
    await build.locked(async () => {
      await build.restoreDotnetTools();
      await build.installWeb();
    });
    await run('csharpier', 'dotnet', ['csharpier', 'format', '.'], { env: build.dotnetEnvironment, log: log('csharpier') });
    if (build.isPresent('web/package.json')) await npm('web', 'format');
  },
  async fast() {
    await prepare();
    await dotnetTests('Domain');
    await dotnetTests('Architecture');
    await webTests();
  },
  async functional() {
    await prepare({ web: false });
    await functionalTests();
  },
  e2e: () => e2e('test'),
  screenshots: () => e2e('screenshots'),
  async 'api-docs'() {
    await product();
    await withInstance(async (env) => {
      mkdirSync(dirname(openapiFile), { recursive: true });
      writeFileSync(openapiFile, await openapi(env));
    });
    if (build.isPresent('web/package.json')) await npm('web', 'api:generate');
  },
  async bench() {
    await prepare({ web: false });
    const { DATABASE_PORT: port } = await freePorts('DATABASE_PORT');
    const options = process.argv.slice(3);
    const durable = ['inbox', 'outbound', 'realtime', 'sales'].find((suite) => suite === options[0]);
    if (durable === 'outbound') await peers();
    // What is said to be durable is written to disk.
    const database = await startPostgres({ dataDir: temporaryFolder(), port, throwAway: !durable });
    const env = { ...build.dotnetEnvironment, DATABASE_URL: database.url };
    mkdirSync(join(root, 'bench/results'), { recursive: true });
    // Of a whole run only.
    if (options.length === 0) env.BENCH_RESULTS = join(root, 'bench/results.json');
    if (durable && options.length === 1) env.BENCH_RESULTS = join(root, `bench/results/${durable}.json`);
    if (options.join(' ') === '--only search') env.BENCH_RESULTS = join(root, 'bench/results/search.json');
    const args = [join(root, 'bench/bin/Release/net10.0/CleanApp.Bench.dll'), ...options];
    await run('bench', 'dotnet', args, { env, log: log('bench'), minutes: 60, echo: true }).finally(() => stop(database.entry));
    say(readFileSync(log('bench'), 'utf8').trim());
  },
  /** `node ops/dev/test.mjs soak [messages] [seed]` */
  async soak() {
    await prepare({ web: false });
    const [messages = 10_000, seed = Date.now() % 1_000_000] = process.argv.slice(3).map(Number);
    await check('Soak', async () => {
      const { result, ...counts } = await soaked({ messages, seed, secondsBetweenKills: 8, mostKills: Infinity });
      mkdirSync(join(root, 'bench/results'), { recursive: true });
      writeFileSync(join(root, 'bench/results/soak.json'), `${JSON.stringify(result, null, 2)}\n`);
      return counts;
    });
  },
  async all() {
    build.requireSdk();
    await build.locked(async () => {
      await build.installTools();
      // The compiler of the one waits for itself most of the time: side by side both take as long as the longer.
      const outcomes = await Promise.allSettled([build.buildSolution(), build.installWeb().then(webPart)]);
      for (const { reason } of outcomes) if (reason) throw reason;
      await build.restoreDotnetTools();
    });
    await check('C# format', () => run('csharpier', 'dotnet', ['csharpier', 'check', '.'], { env: build.dotnetEnvironment, log: log('csharpier') }).then(() => {}));
    await dotnetTests('Domain');
    await dotnetTests('Architecture');
    provide('poppler-utils');
    await dotnetTests('Adapter');
    await functionalTests();
    await check('Soak', () => soaked({ messages: 200, seed: Date.now() % 1_000_000, secondsBetweenKills: 4, mostKills: 8 }));
    await e2e('test');
  },
};

process.env.NO_COLOR = '1'; // the logs are read as text
await main(async () => {
  const part = process.argv[2] ?? 'all';
  const counted = ['all', 'fast', 'functional', 'e2e', 'soak'].includes(part);
  if (!counted) return parts[part]();
  await parts[part]().catch((error) => {
    total.failed += 1; // what the suites stand on (the build, the database, the product's start) broke
    say(error instanceof Problem ? error.message : error.stack);
  });
  if (total.passed + total.failed === 0) total.failed += 1;
  if (broken.length > 0) say(`Failed: ${broken.slice(0, 40).join('\n        ')}`);
  say(`tests: ${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
});
