import { expect, type APIRequestContext, type Page } from '@playwright/test';
import { createHmac } from 'node:crypto';

const sandboxUrl = process.env.SANDBOX_URL ?? 'http://localhost:8090';

/** Reads a mailbox on the sandbox's page, as who has it would, and follows the newest mail's button. */
export async function followMail(page: Page, to: string, subject: string | RegExp) {
  await page.goto(`${sandboxUrl}/sandbox/mail?to=${encodeURIComponent(to)}`);
  await page.getByRole('button', { name: subject }).first().click();
  const link = page.frameLocator('iframe').getByRole('link').first();
  // Now and then a busy browser takes a click into a frame that has just been loaded for nothing.
  let opened!: Page;
  await expect(async () => {
    const popup = page.waitForEvent('popup', { timeout: 5_000 });
    await link.click();
    opened = await popup;
  }).toPass();
  await opened.waitForLoadState();
  return opened;
}

export async function expectMail(request: APIRequestContext, to: string, subject: string) {
  await expect
    .poll(async () =>
      (await (await request.get(`${sandboxUrl}/sandbox/mail/messages?to=${encodeURIComponent(to)}`)).json()).items.map(
        (m: { subject: string }) => m.subject,
      ),
    )
    .toContain(subject);
}

/** What an authenticator app shows: RFC 6238 with SHA-1, six digits, thirty seconds. */
export function oneTimeCode(secret: string, at = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', key).update(step).digest();
  const number = mac.readUInt32BE(mac[19]! & 0xf) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** One that was not used yet: of an app whose clock is half a minute fast, as it may be. */
export const nextCode = (secret: string) => oneTimeCode(secret, Date.now() + 30_000);
