import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Company, pay, receipts } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

test('a newcomer goes from sign-in to a paid, printed and called ticket', async ({ page, browser, request }) => {
  const company = await Company.withCounter(request, `Padaria ${Date.now()}`);
  const panel = await company.openPanel(browser);
  await company.signIn(page);
  await page.getByRole('button', { name: 'Guichê 2' }).click();

  // Issue: a service with a price asks for the money at once.
  await page.getByRole('button', { name: /Encomenda de bolo/ }).click();
  const dialog = page.getByRole('dialog', { name: /Cobrar a senha B001/ });
  const qr = dialog.getByRole('img', { name: /QR Code do Pix/ });
  await expect(qr).toBeVisible();
  const ticket = await company.ticket('B001');
  const { charge } = await company.get(`/api/v1/counter/tickets/${ticket.id}`);

  // The code on the screen, read by somebody else's reader, is the bank's, with a right checksum.
  const picture = join(mkdtempSync(join(tmpdir(), 'qr-')), 'qr.png');
  await qr.screenshot({ path: picture });
  const read = execFileSync('zbarimg', ['--raw', '--quiet', '-Sdisable', '-Sqrcode.enable', picture], { encoding: 'utf8' }).trim();
  expect(read).toBe(charge.pixCopiaECola);
  expect(crc16(read.slice(0, -4))).toBe(read.slice(-4));
  expect(read).toContain('540535.00');

  // The payer's page, on a phone, turns to paid by itself, as the operator's dialog does.
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true })).newPage();
  await phone.goto(charge.paymentUrl);
  await expect(phone.getByText('R$ 35,00')).toBeVisible();
  await pay(request, charge.txid);
  // The operator's closes by itself soon after.
  await Promise.all([dialog, phone].map((screen) => expect(screen.getByText('Pago', { exact: true })).toBeVisible()));
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  // One slip reached the printer: the right words, the QR to follow the queue, initialised and cut.
  const slip = await expect
    .poll(async () => (await receipts(request)).filter((job) => job.text.includes(company.name)), { timeout: 20_000 })
    .toHaveLength(1)
    .then(async () => (await receipts(request)).find((job) => job.text.includes(company.name))!);
  const bytes = Buffer.from(slip.base64, 'base64');
  expect(slip.text).toContain('B001');
  expect(slip.text).toContain('Encomenda de bolo');
  expect(slip.text).toContain(`[QR:${ticket.followUrl}]`);
  expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0x1b, 0x40]));
  expect(bytes.includes(Buffer.from([0x1d, 0x56]))).toBe(true);

  // Call, by keyboard: the desk shows it, the screen in the waiting room announces it.
  await page.keyboard.press('n');
  await expect(page.getByRole('region', { name: 'Atendimento' }).getByText('B001')).toBeVisible();
  await expect(panel.getByText('B001').first()).toBeVisible();
  await expect(panel.getByText('Guichê 2').first()).toBeVisible();

  // Who holds the slip sees it too.
  await phone.goto(ticket.followUrl);
  await expect(phone.getByText('B001')).toBeVisible();
  await expect(phone.getByText(/Guichê 2/)).toBeVisible();

  await page.keyboard.press('c');
  await expect(page.getByText('Guichê livre')).toBeVisible();
  await expect.poll(async () => (await company.ticket('B001')).status).toBe('completed');
});

/** CRC-16/CCITT-FALSE, as the BR Code manual defines it. */
function crc16(text: string) {
  let crc = 0xffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
