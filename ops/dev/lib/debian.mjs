// What the tests need from Debian: installed when we may, named in one line when we may not.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { say, which } from './basics.mjs';

const libraryFolders = ['/usr/lib', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/lib/x86_64-linux-gnu', '/lib/aarch64-linux-gnu'];
const list = (folder) => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** Chromium, with a window that nobody sees. */
export const windowed = () => process.env.CHROMIUM_WINDOW_PATH || process.env.CHROMIUM_PATH || ['chromium', 'chromium-browser', 'google-chrome'].map(which).find(Boolean);

/** The same engine without the window, which took a fifth of the time. */
export const browser = () => process.env.CHROMIUM_PATH || which('chromium-headless-shell') || windowed();

const packages = {
  'chromium-headless-shell': { has: () => Boolean(process.env.CHROMIUM_PATH || which('chromium-headless-shell')), without: 'Chromium itself is used, which takes longer' },
  chromium: { has: () => Boolean(windowed()), without: 'the browser tests cannot run' },
  'zbar-tools': { has: () => Boolean(which('zbarimg')), without: 'QR codes on screen and paper are not read back' },
  'poppler-utils': { has: () => Boolean(which('pdftotext') && which('pdfinfo')), without: 'PDF files cannot be read back and their tests fail' },
  // The service that Debian may start with it is not the one that is measured.
  'redis-server': { has: () => Boolean(which('redis-server')), without: 'BullMQ is not measured beside the queue' },
  'libargon2-1': {
    has: () => libraryFolders.some((folder) => list(folder).some((file) => file.startsWith('libargon2.so.1'))) || list(join('/opt/homebrew', 'lib')).includes('libargon2.dylib'),
    without: 'passwords are hashed with PBKDF2 instead of Argon2id',
  },
};

export function provide(name) {
  const { has, without } = packages[name];
  if (has()) return;
  if (process.getuid?.() === 0 && which('apt-get')) {
    say(`Installing ${name} …`);
    const aptGet = (...args) => spawnSync('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore' });
    const install = () => aptGet('install', '-y', '-q', '--no-install-recommends', name);
    if (install().status !== 0) {
      aptGet('update', '-q');
      install();
    }
  }
  if (!has()) say(`${name} is not installed, so ${without} (as root: apt-get install ${name}).`);
}
