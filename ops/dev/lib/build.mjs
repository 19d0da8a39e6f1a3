// Restores, installs and builds, each only when its inputs changed (a hash under .artifacts/stamps), one launcher at a time.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { artifacts, Problem, root, say, which } from './basics.mjs';
import { run } from './processes.mjs';

export const api = join(root, 'src/Api/bin/Release/net10.0/CleanApp.Api.dll');
export const sandbox = join(root, 'sandbox/bin/Release/net10.0/CleanApp.Sandbox.dll');
export const webRoot = join(root, 'web/dist');

const testProjects = ['Domain', 'Architecture', 'Adapter', 'Functional'];
const testDll = (kind) => join(root, `tests/${kind}.Tests/bin/Release/net10.0/CleanApp.${kind}.Tests.dll`);

/** Build servers that stay behind would outlive the launcher; the product needs no ICU, so neither does its build. */
export const dotnetEnvironment = {
  MSBUILDDISABLENODEREUSE: '1',
  UseSharedCompilation: 'false',
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_NOLOGO: '1',
  DOTNET_SKIP_FIRST_TIME_EXPERIENCE: '1',
  DOTNET_GENERATE_ASPNET_CERTIFICATE: 'false',
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
};

const notInputs = new Set(['bin', 'obj', 'dist', 'node_modules', '.vite', 'test-results', 'playwright-report', 'screenshots', 'coverage']);
const dotnetInputs = ['global.json', 'Directory.Build.props', 'Directory.Packages.props', '.editorconfig', 'BannedSymbols.txt', 'src', 'sandbox'];

function hash(paths) {
  const sum = createHash('sha256').update(process.version);
  const add = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) if (!notInputs.has(name)) add(join(path, name));
    } else {
      sum.update(`${relative(root, path)}\0`).update(readFileSync(path));
    }
  };
  for (const path of paths) add(join(root, path));
  return sum.digest('hex');
}

/** Runs `work` unless `outputs` are there and were made from the same `inputs`. `includes`: another step that `work` does as well. */
async function step(name, title, { inputs, outputs, work, includes }) {
  const stamp = join(artifacts, 'stamps', name);
  const now = hash(inputs);
  if (outputs.every((path) => existsSync(path)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  say(`${title} …`);
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(join(artifacts, 'stamps'), { recursive: true });
  writeFileSync(stamp, now);
  if (includes) writeFileSync(join(artifacts, 'stamps', includes.name), hash(includes.inputs));
}

const log = (name) => join(artifacts, 'logs', `${name}.log`);
const dotnet = (name, args) => run(`dotnet ${args[0]}`, 'dotnet', args, { env: dotnetEnvironment, log: log(name) });

function npmInstall(folder, title) {
  return step(`npm-${folder.replaceAll('/', '-')}`, title, {
    inputs: [`${folder}/package.json`, `${folder}/package-lock.json`, `${folder}/.npmrc`],
    outputs: [join(root, folder, 'node_modules')],
    work: () => run(`npm ci in ${folder}`, 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: join(root, folder), log: log(`npm-${folder.replaceAll('/', '-')}`) }),
  });
}

/** A part that nobody has committed yet is left out; a part that is lost is an error. */
export function isPresent(path) {
  if (existsSync(join(root, path))) return true;
  if (spawnSync('git', ['ls-files', path], { cwd: root, encoding: 'utf8' }).stdout?.trim()) throw new Problem(`${path} is missing from this checkout.`);
  return false;
}

export const installTools = () => npmInstall('ops/dev', 'Installing the database for development');
export const installE2e = () => npmInstall('e2e', 'Installing the end-to-end tests');
export const installPeers = () => npmInstall('bench/peers', 'Installing the queues to compare with');
export const restoreDotnetTools = () =>
  step('dotnet-tools', 'Installing the formatter', {
    inputs: ['.config/dotnet-tools.json'],
    outputs: [],
    work: () => dotnet('dotnet-tools', ['tool', 'restore']),
  });

export async function buildProduct() {
  await step('dotnet-product', 'Building the API and the sandbox', {
    inputs: dotnetInputs,
    outputs: [api, sandbox],
    work: async () => {
      await dotnet('dotnet-api', ['build', 'src/Api/CleanApp.Api.csproj', '-c', 'Release']);
      await dotnet('dotnet-sandbox', ['build', 'sandbox/CleanApp.Sandbox.csproj', '-c', 'Release']);
    },
  });
  await buildWeb();
}

/** Everything .NET, tests included; warnings are errors. The lock files must be up to date. */
export const buildSolution = () =>
  step('dotnet-solution', 'Building everything .NET', {
    inputs: [...dotnetInputs, 'bench', 'tests', 'CleanApp.sln'],
    outputs: [api, sandbox, ...testProjects.filter((kind) => isPresent(`tests/${kind}.Tests`)).map(testDll)],
    includes: { name: 'dotnet-product', inputs: dotnetInputs },
    work: async () => {
      await dotnet('dotnet-restore', ['restore', 'CleanApp.sln', '--locked-mode']);
      await dotnet('dotnet-solution', ['build', 'CleanApp.sln', '-c', 'Release', '--no-restore']);
    },
  });

export async function installWeb() {
  if (isPresent('web/package.json')) await npmInstall('web', 'Installing the web application\'s packages');
}

export async function buildWeb() {
  if (!isPresent('web/package.json')) return;
  await installWeb();
  await step('web', 'Building the web application', {
    inputs: ['web', 'docs/api/openapi.json'],
    outputs: [join(webRoot, 'index.html')],
    work: () => run('The web build', 'npm', ['run', 'build'], { cwd: join(root, 'web'), log: log('web-build') }),
  });
}

/** The tools that must be there before we begin. */
export function requireSdk() {
  const version = which('dotnet') && spawnSync('dotnet', ['--version'], { cwd: root, encoding: 'utf8', env: { ...process.env, ...dotnetEnvironment } });
  if (!version || version.status !== 0) throw new Problem('The .NET SDK 10 is missing. Install it (https://dotnet.microsoft.com/download) and try again.');
}

/** One build at a time in a checkout. The lock goes with its holder, even after kill -9: `flock` ends when our pipe closes. */
export async function locked(work) {
  mkdirSync(artifacts, { recursive: true });
  if (!which('flock')) return work(); // macOS: two first starts at the same moment are the developer's to avoid
  const holder = spawn('flock', [join(artifacts, 'build.lock'), 'sh', '-c', 'echo mine; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const patience = setTimeout(() => say('Waiting for another build in this checkout …'), 500);
  await new Promise((resolve, reject) => {
    holder.stdout.once('data', resolve);
    holder.once('error', reject);
  });
  clearTimeout(patience);
  try {
    return await work();
  } finally {
    holder.stdin.end();
  }
}
