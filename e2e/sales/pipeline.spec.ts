import type { Page } from '@playwright/test';
import { Company } from '../support/company.ts';
import { firstPipeline } from '../support/sales.ts';
import { expect, test } from '../support/test.ts';

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const card = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });
const titles = (page: Page, name: string) =>
  column(page, name)
    .getByRole('listitem')
    .getByRole('button', { name: /^(Bolo|Festa|Café)/ })
    .allInnerTexts();

async function withCards(company: Company) {
  const { stages } = await firstPipeline(company);
  for (const [title, value] of [
    ['Café', '10.00'],
    ['Festa', '200.00'],
    ['Bolo', '3000.00'],
  ])
    await company.post('/api/v1/sales/opportunities', { title, stageId: stages[0]!.id, amount: { value, currency: 'BRL' } });
  return stages;
}

/** As a hand does it: in steps, and with a rest over the place. */
async function drag(page: Page, title: string, to: { x: number; y: number }) {
  // Hovering waits until the cards have come to rest.
  await card(page, title).hover();
  const box = (await card(page, title).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 14);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.move(to.x + 2, to.y + 2, { steps: 3 });
  await page.waitForTimeout(250);
  await page.mouse.up();
}

test('a card is moved by mouse, by keyboard and, in a hand, by its menu, and stays where it was put', async ({ page, request }) => {
  const company = await Company.register(request);
  await withCards(company);
  await company.signIn(page, '/comercial/funil');
  await expect(column(page, 'Novo contato')).toContainText('R$ 3.210,00');
  expect(await titles(page, 'Novo contato')).toEqual(['Bolo', 'Festa', 'Café']);

  const target = (await column(page, 'Proposta').boundingBox())!;
  const saved = () => page.waitForResponse((answer) => answer.url().endsWith('/place') && answer.status() === 200);
  let done = saved();
  await drag(page, 'Bolo', { x: target.x + target.width / 2, y: target.y + 120 });
  await done;
  await expect(column(page, 'Proposta')).toContainText('Bolo');
  await expect(column(page, 'Proposta')).toContainText('R$ 3.000,00');
  await expect(column(page, 'Novo contato')).toContainText('R$ 210,00');

  // Within its column, below the other.
  await card(page, 'Café').hover();
  const last = (await card(page, 'Café').boundingBox())!;
  done = saved();
  await drag(page, 'Festa', { x: last.x + last.width / 2, y: last.y + last.height - 6 });
  await done;
  await expect.poll(() => titles(page, 'Novo contato')).toEqual(['Café', 'Festa']);

  // By keyboard: to the next stage, and back again without having dropped it.
  done = saved();
  await page.getByRole('button', { name: 'Arrastar Café' }).focus();
  await page.keyboard.press('Space');
  await page.waitForTimeout(200);
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(300);
  await page.keyboard.press('Space');
  await done;
  await expect(column(page, 'Qualificação')).toContainText('Café');
  await page.getByRole('button', { name: 'Arrastar Festa' }).focus();
  await page.keyboard.press('Space');
  await page.waitForTimeout(200);
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(300);
  await page.keyboard.press('Escape');
  await expect(column(page, 'Novo contato')).toContainText('Festa');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await expect(card(page, 'Festa')).toBeVisible();
  await page.getByRole('button', { name: 'Mover Festa para…' }).click();
  done = saved();
  await page.getByRole('menuitem', { name: 'Negociação' }).click();
  await done;
  await page.reload();
  await expect(column(page, 'Negociação')).toContainText('Festa');
  await expect(column(page, 'Proposta')).toContainText('Bolo');
  await expect(column(page, 'Qualificação')).toContainText('Café');
});

test('of two who move the same card the later one is told and sees where it went, and what was won can be undone', async ({
  browser,
  page,
  request,
}) => {
  const company = await Company.register(request);
  const stages = await withCards(company);
  const manager = await company.invite('manager', 'Bia Ramos');
  await company.signIn(page, '/comercial/funil');
  const other = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await manager.signIn(other, '/comercial/funil');
  await expect(card(page, 'Festa')).toBeVisible();
  await expect(card(other, 'Festa')).toBeVisible();

  // Live: what one moves, the other sees.
  await page.getByRole('button', { name: 'Mover Festa para…' }).click();
  await page.getByRole('menuitem', { name: 'Proposta' }).click();
  await expect(column(other, 'Proposta')).toContainText('Festa');

  // At once: the other's screen does not know yet.
  await other.route('**/board**', (route) => route.abort());
  await other.routeWebSocket(/.*/, (socket) => socket.close());
  await page.getByRole('button', { name: 'Mover Bolo para…' }).click();
  const first = page.waitForResponse((answer) => answer.url().endsWith('/place') && answer.status() === 200);
  await page.getByRole('menuitem', { name: 'Qualificação' }).click();
  await first;
  await other.getByRole('button', { name: 'Mover Bolo para…' }).click();
  const late = other.waitForResponse((answer) => answer.url().endsWith('/place') && answer.status() === 412);
  await other.getByRole('menuitem', { name: 'Negociação' }).click();
  await late;
  await expect(other.getByText('Outra pessoa mexeu nesta oportunidade antes de você', { exact: false })).toBeVisible();
  await other.unroute('**/board**');
  await other.reload();
  await expect(column(other, 'Qualificação')).toContainText('Bolo');
  const [bolo] = (await company.get(`/api/v1/sales/opportunities?stageId=${stages[1]!.id}`)).items;
  expect(bolo.title).toBe('Bolo');

  await page.getByRole('button', { name: 'Bolo', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Bolo' })).toBeVisible();
  await page.getByRole('button', { name: 'Ganha' }).click();
  await expect(page.getByText('Bolo: ganha.')).toBeVisible();
  await expect(column(other, 'Qualificação').getByText('Bolo')).toBeHidden();
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(page.getByRole('region', { name: 'Histórico' })).toContainText('Ana Souza reabriu em Qualificação');
  await expect(column(other, 'Qualificação')).toContainText('Bolo');
  await page.getByRole('button', { name: 'Perdida…' }).click();
  await page.getByRole('radio', { name: 'Concorrente' }).click();
  await page.getByRole('button', { name: 'Marcar como perdida' }).click();
  await expect(page.getByRole('region', { name: 'Histórico' })).toContainText('Ana Souza marcou como perdida: Concorrente');
  await page.goto('/comercial/funil?ver=lista&situacao=lost');
  await expect(page.getByRole('table', { name: 'Oportunidades' })).toContainText('Bolo');
});
