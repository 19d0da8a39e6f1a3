import type { Page } from '@playwright/test';

/** Where the pictures of docs/user go: every screen as its user sees it, on a desk and in a hand, light and dark. */
export const folder = process.env.SCREENSHOTS ?? '../docs/user/images';
export const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
export const schemes = ['light', 'dark'] as const;
/** The screens people live in are kept in every form, the others once; EVERY_FORM=1 keeps all, to look at. */
const inEveryForm = ['balcao', 'painel', 'pagamento', 'pessoa', 'cliente', 'atendimento-conversa', 'chamados-quadro', 'funil'];
/** What a customer looks at, on a telephone mostly. */
const inAHand = ['proposta-cliente', 'proposta-aceitar', 'proposta-pix', 'formulario-publico'];
export const everyForm = !!process.env.EVERY_FORM;

export const shooter = (size: string, scheme: (typeof schemes)[number]) => async (page: Page, name: string) => {
  const form = inAHand.includes(name) ? 'phone' : 'desktop';
  if (!everyForm && !inEveryForm.includes(name) && !(size === form && scheme === 'light')) return;
  await page.waitForTimeout(600);
  await page.screenshot({ path: `${folder}/${name}-${size}-${scheme}.png` });
};
