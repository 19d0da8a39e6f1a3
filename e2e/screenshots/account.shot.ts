import { Company } from '../support/company.ts';
import { oneTimeCode } from '../support/mail.ts';
import { everyForm, schemes, shooter, sizes } from '../support/shots.ts';
import { expect, test } from '../support/test.ts';

const sandboxUrl = process.env.SANDBOX_URL ?? 'http://localhost:8090';
const password = 'uma frase bem longa';

for (const scheme of schemes)
  for (const [size, viewport] of Object.entries(sizes)) {
    const shot = shooter(size, scheme);

    test(`account and team, ${size}, ${scheme}`, async ({ browser, request }) => {
      test.skip(!everyForm && !(size === 'desktop' && scheme === 'light'));
      const company = await Company.register(request);
      for (const [role, name] of [
        ['manager', 'Bruno Lima'],
        ['operator', 'Davi Melo'],
      ])
        await company.invite(role!, name!);
      const touch = { hasTouch: size === 'phone', isMobile: size === 'phone' };
      const open = async () => (await browser.newContext({ viewport, colorScheme: scheme, ...touch })).newPage();
      const page = await open();

      await page.goto('/esqueci-a-senha');
      await expect(page.getByRole('button', { name: 'Enviar o link' })).toBeVisible();
      await shot(page, 'esqueci-a-senha');
      await company.signIn(page);

      const stamp = `${process.pid}-${Date.now()}`;
      const [bia, wrong] = [`bia-${stamp}@empresa.example`, `clara-${stamp}@empresa.exmple`];
      await request.put(`${sandboxUrl}/sandbox/mail/faults?to=${encodeURIComponent(wrong)}`, { data: { effect: 'refuse' } });
      await company.post('/api/v1/members/invites', { role: 'agent', email: bia, name: 'Bia Ramos', delivery: 'email' });
      await company.post('/api/v1/members/invites', { role: 'operator', email: wrong, name: 'Clara Reis', delivery: 'email' });
      await page.goto('/configuracoes/membros');
      await expect(page.getByText('Recusado').filter({ visible: true }).first()).toBeVisible();
      await expect(page.getByText('Enviado').filter({ visible: true }).first()).toBeVisible();
      await shot(page, 'membros');
      await page.getByRole('button', { name: 'Convidar' }).click();
      await expect(page.getByRole('dialog').getByLabel('Nome (opcional)')).toBeVisible();
      await shot(page, 'convidar');

      const mailbox = await open();
      await mailbox.goto(`${sandboxUrl}/sandbox/mail?to=${encodeURIComponent(bia)}`);
      await mailbox.getByRole('button', { name: /Convite/ }).click();
      await expect(mailbox.frameLocator('iframe').getByRole('link').first()).toBeVisible();
      await shot(mailbox, 'convite-email');
      await mailbox.goto((await mailbox.frameLocator('iframe').getByRole('link').first().getAttribute('href'))!);
      await expect(mailbox.getByLabel('Crie uma senha')).toBeVisible();
      await shot(mailbox, 'convite');

      // A picture of somebody: two circles will do.
      const canvas = await open();
      await canvas.setContent(
        '<body style="margin:0;background:#d9ead3"><svg width="320" height="320"><circle cx="160" cy="120" r="60" fill="#8d5524"/><ellipse cx="160" cy="300" rx="110" ry="100" fill="#274e13"/></svg>',
      );
      const picture = await canvas.screenshot({ clip: { x: 0, y: 0, width: 320, height: 320 } });
      await page.goto('/perfil');
      await page.locator('input[type=file]').setInputFiles({ name: 'eu.png', mimeType: 'image/png', buffer: picture });
      await expect(page.getByRole('button', { name: 'Trocar a foto' })).toBeVisible();
      await page.getByText('Foto trocada.').waitFor({ state: 'hidden' });
      await shot(page, 'perfil');
      await page.goto('/perfil/senha');
      await expect(page.getByLabel('Senha atual')).toBeVisible();
      await shot(page, 'perfil-senha');

      for (const userAgent of [
        'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1',
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0',
      ]) {
        const answer = await request.post('/api/v1/auth/login', { data: { email: company.email, password }, headers: { 'user-agent': userAgent } });
        expect(answer.status()).toBe(200);
      }
      await page.goto('/perfil/duas-etapas');
      await page.getByRole('button', { name: 'Ligar' }).click();
      await page.getByRole('dialog').getByLabel('Sua senha').fill(password);
      await page.getByRole('dialog').getByRole('button', { name: 'Continuar' }).click();
      await expect(page.getByRole('img', { name: 'Código para o aplicativo autenticador' })).toBeVisible();
      await expect(page.getByRole('dialog')).toBeHidden();
      await shot(page, 'duas-etapas');
      const secret = (await page.getByText(/^[A-Z2-7]{32}$/).innerText()).trim();
      await page.getByLabel(/código de seis dígitos/).fill(oneTimeCode(secret));
      await page.getByRole('button', { name: 'Ligar' }).click();
      await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(10);
      await shot(page, 'codigos-de-recuperacao');
      await page.getByRole('button', { name: 'Guardei' }).click();

      const other = await open();
      await other.goto('/entrar');
      await other.getByLabel('E-mail').fill(company.email);
      await other.getByLabel('Senha', { exact: true }).fill(password);
      await other.getByRole('button', { name: 'Entrar' }).click();
      await expect(other.getByLabel('Código de seis dígitos')).toBeVisible();
      await shot(other, 'segunda-etapa');

      await page.goto('/perfil/aparelhos');
      await expect(page.getByText('Este aparelho')).toBeVisible();
      await shot(page, 'aparelhos');
    });
  }
