import { expect, type Browser, type Page } from '@playwright/test';
import { sandboxUrl, type TestNumber } from './whatsapp.ts';

/** The customer's telephone, with one customer in it who may write. */
export async function openPhone(browser: Browser, number: TestNumber, name: string, telephone: string) {
  const phone = await (await browser.newContext({ locale: 'pt-BR', viewport: { width: 1000, height: 800 } })).newPage();
  await phone.goto(`${sandboxUrl}/sandbox/meta/phone?number=${number.id}`);
  await phone.getByRole('button', { name: 'Novo cliente' }).click();
  await phone.getByLabel('Nome', { exact: true }).fill(name);
  await phone.getByLabel('Telefone', { exact: true }).fill(telephone);
  await phone.getByRole('button', { name: 'Criar cliente' }).click();
  await expect(phone.getByRole('heading', { name })).toBeVisible();
  return phone;
}

export async function writeFrom(phone: Page, text: string) {
  await phone.getByLabel('Mensagem', { exact: true }).fill(text);
  await phone.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(phone.getByRole('log')).toContainText(text);
}
