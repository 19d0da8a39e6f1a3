import type { APIRequestContext, Page } from '@playwright/test';
import { barriers } from '../support/axe.ts';
import { Company } from '../support/company.ts';
import { withMicrophone } from '../support/config.ts';
import { heldLonger } from '../support/database.ts';
import { expect, test } from '../support/test.ts';
import { connected, conversationWith, sandboxUrl, writeTo } from '../support/whatsapp.ts';

test.use({ launchOptions: withMicrophone });

const field = (page: Page) => page.getByLabel('Mensagem', { exact: true });
const messages = (page: Page) => page.getByRole('group', { name: 'Mensagens' });

/** What reached Maria's telephone. */
async function arrived(request: APIRequestContext, number: string): Promise<string> {
  const answer = await request.get(`${sandboxUrl}/sandbox/meta/ledger?phoneNumberId=${number}&limit=1000`);
  return JSON.stringify((await answer.json()).items);
}

async function opened(page: Page, request: APIRequestContext) {
  const company = await Company.register(request);
  const { number } = await connected(company);
  const agent = await company.invite('agent', 'Bia Ramos');
  await writeTo(request, number, { text: 'Quanto custa o bolo?' });
  const maria = await conversationWith(company, 'Quanto custa o bolo?');
  await agent.signIn(page, `/atendimento?conversa=${maria.id}`);
  await expect(messages(page)).toContainText('Quanto custa o bolo?');
  return { company, agent, number: number.id, maria };
}

const hasNoBarriers = (page: Page) => expect(async () => expect(await barriers(page)).toEqual([])).toPass({ timeout: 20_000 });

test('what was just sent can be taken back, in any tab and after a reload; left alone it goes', async ({ page, request, browser }) => {
  const { company, number, maria } = await opened(page, request);
  const list = page.getByRole('list', { name: 'Conversas' });

  await field(page).fill('Custa 50 raeis');
  await page.keyboard.press('Control+Enter');
  await expect(messages(page)).toContainText(/Enviando… \d s/);
  await expect(field(page)).toHaveValue('');
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(field(page)).toHaveValue('Custa 50 raeis');
  await expect(field(page)).toBeFocused();
  await expect(messages(page)).toContainText('Bia Ramos desfez o envio de uma mensagem');
  await expect(messages(page)).not.toContainText('Custa 50 raeis');

  // By the keyboard, in an empty field.
  await field(page).fill('Custa 51 reais');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Desfazer' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(field(page)).toHaveValue('Custa 51 reais');

  // After a reload; a colleague who looks on sees it wait, and cannot take it back.
  const colleague = await (await browser.newContext()).newPage();
  await company.signIn(colleague, `/atendimento?conversa=${maria.id}`);
  await expect(messages(colleague)).toContainText('Quanto custa o bolo?');
  await field(page).fill('Custa 52 reais');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Desfazer' })).toBeVisible();
  await heldLonger(maria.id);
  await expect(messages(colleague)).toContainText('Custa 52 reais');
  await expect(colleague.getByRole('button', { name: 'Desfazer' })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Desfazer' })).toBeVisible();
  await hasNoBarriers(page);
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(field(page)).toHaveValue('Custa 52 reais');
  await expect(messages(colleague)).not.toContainText('Custa 52 reais');
  await expect(list.getByRole('button', { name: /Maria Lima/ })).not.toContainText('Você:');

  await field(page).fill('Custa 53 reais');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Desfazer' })).toBeVisible();
  // As when the browser dies: it goes all the same.
  await page.goto('about:blank');
  await expect.poll(() => arrived(request, number), { timeout: 15_000 }).toContain('Custa 53 reais');
  expect(await arrived(request, number)).not.toMatch(/Custa 5[0-2]/);
});

test('a draft is there on another device, is shown in the list, and is gone once it is sent', async ({ page, request, browser }) => {
  const { agent, maria, company } = await opened(page, request);
  await field(page).fill('Oi Maria, o bolo de fubá custa');
  await expect.poll(async () => (await agent.get(`/api/v1/inbox/conversations/${maria.id}`)).draft?.reply).toBe('Oi Maria, o bolo de fubá custa');

  const other = await (await browser.newContext()).newPage();
  await agent.signIn(other, '/atendimento');
  const row = other.getByRole('list', { name: 'Conversas' }).getByRole('button', { name: /Maria Lima/ });
  await expect(row).toContainText('Rascunho: Oi Maria, o bolo de fubá custa');
  await hasNoBarriers(other);
  await row.click();
  await expect(field(other)).toHaveValue('Oi Maria, o bolo de fubá custa');
  expect((await company.get(`/api/v1/inbox/conversations/${maria.id}`)).draft).toBeNull();
  await field(other).press('End');
  await field(other).pressSequentially(' 50 reais');
  await other.keyboard.press('Control+Enter');
  await expect(messages(other)).toContainText('custa 50 reais');
  await expect.poll(async () => (await agent.get(`/api/v1/inbox/conversations/${maria.id}`)).draft).toBeNull();
  await other.goto('/atendimento');
  await expect(row).toContainText('Você: Oi Maria');
});

test('an emoji is found by its name, with the keyboard alone, or by a colon', async ({ page, request }) => {
  await opened(page, request);
  await field(page).fill('Bom dia');
  await page.getByRole('button', { name: 'Emoji', exact: true }).click();
  const search = page.getByLabel('Procurar emoji');
  await expect(search).toBeFocused();
  await hasNoBarriers(page);
  await search.fill('xyz');
  await expect(page.getByText('Nenhum emoji com este nome.')).toBeVisible();
  await search.fill('coracao');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue('Bom dia🧡');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(' :obri');
  await expect(page.getByRole('option', { name: /obrigado/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue('Bom dia🧡 🙏');
});

test('what is dropped or pasted goes as files, and what cannot go is named', async ({ page, request }) => {
  const { number } = await opened(page, request);
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const dropped = (files: { name: string; type: string; bytes: number[] }[], type: string) =>
    page.evaluate(
      ([all, event]) => {
        const data = new DataTransfer();
        for (const { name, type: mime, bytes } of all) data.items.add(new File([new Uint8Array(bytes)], name, { type: mime }));
        document
          .querySelector('[aria-label="Mensagens"]')!
          .dispatchEvent(new DragEvent(event, { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [files, type] as const,
    );
  const picture = (name: string) => ({ name, type: 'image/png', bytes: [...png] });

  await dropped([picture('bolo.png')], 'dragover');
  await expect(page.getByText('Solte para anexar')).toBeVisible();
  await dropped([picture('bolo.png'), picture('torta.png'), { name: 'virus.exe', type: 'application/x-msdownload', bytes: [77, 90] }], 'drop');
  await expect(page.getByText('Solte para anexar')).toBeHidden();
  await expect(page.getByText(/“virus.exe”: o WhatsApp não leva arquivos deste tipo/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Tirar o arquivo bolo.png' })).toBeVisible();
  await page.getByRole('button', { name: 'Tirar o arquivo torta.png' }).click();
  await dropped([{ name: 'enorme.png', type: 'image/png', bytes: [] }], 'drop');
  await expect(page.getByText(/“enorme.png” está vazio/)).toBeVisible();
  await dropped([picture('cupcake.png')], 'drop');
  await field(page).fill('Olha que lindos');
  await hasNoBarriers(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Desfazer' })).toHaveCount(2);
  // Taken back, a file is in the field again, with its words.
  await page.getByRole('button', { name: 'Desfazer' }).first().click();
  await expect(page.getByRole('button', { name: 'Tirar o arquivo' })).toBeVisible();
  await expect(field(page)).toHaveValue('Olha que lindos');
  await page.keyboard.press('Control+Enter');
  // Of the one that was taken back nothing came.
  await expect(page.getByRole('button', { name: 'Desfazer' })).toHaveCount(0);
  await expect.poll(async () => ((await arrived(request, number)).match(/"type":\s*"image"/g) ?? []).length, { timeout: 20_000 }).toBe(2);
});

test('what is said is recorded, heard once more and sent as a voice', async ({ page, request }) => {
  const { number } = await opened(page, request);
  await page.getByRole('button', { name: 'Gravar áudio' }).click();
  await expect(page.getByRole('timer')).toHaveText(/^0:0[2-9]$/);
  await hasNoBarriers(page);
  await page.getByRole('button', { name: 'Descartar a gravação' }).click();
  await expect(field(page)).toBeVisible();

  await page.getByRole('button', { name: 'Gravar áudio' }).click();
  await expect(page.getByRole('timer')).toHaveText(/^0:0[2-9]$/);
  await page.getByRole('button', { name: 'Parar' }).click();
  const sound = page.getByLabel('Ouvir a gravação');
  await expect(sound).toBeVisible();
  await hasNoBarriers(page);
  // What was put into Ogg here is sound that a player understands.
  await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.readyState)).toBeGreaterThan(0);
  await page.getByRole('group', { name: 'Gravação de áudio' }).getByRole('button', { name: 'Enviar' }).click();
  await expect(page.getByRole('button', { name: 'Desfazer' })).toBeVisible();
  await expect.poll(() => arrived(request, number), { timeout: 20_000 }).toMatch(/"voice":\s*true/);
});

test('whoever has no microphone, or does not allow it, is told what to do', async ({ page, request }) => {
  await opened(page, request);
  const refuse = (name: string) =>
    page.evaluate((of) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', of));
    }, name);
  await refuse('NotAllowedError');
  await page.getByRole('button', { name: 'Gravar áudio' }).click();
  await expect(page.getByText(/O navegador não liberou o microfone/)).toBeVisible();
  await expect(field(page)).toBeVisible();
  await refuse('NotFoundError');
  await page.getByRole('button', { name: 'Gravar áudio' }).click();
  await expect(page.getByText(/Nenhum microfone foi encontrado/)).toBeVisible();
  await page.evaluate(() => {
    MediaRecorder.isTypeSupported = () => false;
  });
  await page.getByRole('button', { name: 'Gravar áudio' }).click();
  await expect(page.getByText(/não grava em um formato que o WhatsApp aceita/)).toBeVisible();
});
