import { expect, type APIRequestContext, type Browser, type Page } from '@playwright/test';

const sandboxUrl = process.env.SANDBOX_URL ?? 'http://localhost:8090';
export const printerPort = Number(process.env.PRINTER_PORT ?? 9100);
export const password = 'uma frase bem longa';
let number = 0;

/** One company of one test, set up over the API; what a test is about, it does in the browser. */
export class Company {
  readonly email: string;
  #token = '';

  private constructor(
    readonly request: APIRequestContext,
    readonly name: string,
  ) {
    this.email = `dona-${process.pid}-${Date.now()}-${++number}@empresa.example`;
  }

  static async register(request: APIRequestContext, name = 'Padaria São João') {
    const company = new Company(request, name);
    const session = await company.post('/api/v1/auth/register', { tenantName: name, name: 'Ana Souza', email: company.email, password });
    company.#token = session.accessToken;
    return company;
  }

  /** A counter ready to work: a free service, a paid one, two desks and the simulated printer. */
  static async withCounter(request: APIRequestContext, name?: string) {
    const company = await Company.register(request, name);
    const money = (value: string) => ({ value, currency: 'BRL' });
    await company.post('/api/v1/counter/services', { name: 'Atendimento', prefix: 'A', price: money('0.00') });
    await company.post('/api/v1/counter/services', { name: 'Encomenda de bolo', prefix: 'B', price: money('35.00') });
    await company.post('/api/v1/counter/services', { name: 'Café da manhã', prefix: 'C', price: money('18.90') });
    for (const desk of ['Guichê 1', 'Guichê 2']) await company.post('/api/v1/counter/desks', { name: desk });
    await company.post('/api/v1/counter/printers', { name: 'Balcão', host: '127.0.0.1', port: printerPort, profile: 'epson' });
    return company;
  }

  /** A colleague, with a name and a session of their own. */
  async invite(role: string, name: string) {
    const colleague = new Company(this.request, this.name);
    const { url } = await this.post('/api/v1/members/invites', { role, email: colleague.email });
    const token = new URL(url).pathname.split('/').pop();
    const session = await colleague.post(`/api/v1/auth/invites/${token}/accept`, { name, email: colleague.email, password });
    colleague.#token = session.accessToken;
    return colleague;
  }

  async post(path: string, data?: object) {
    const answer = await this.request.post(path, { data, headers: this.#headers() });
    expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    const text = await answer.text();
    return text ? JSON.parse(text) : undefined;
  }

  async upload(path: string, name: string, mimeType: string, buffer: Buffer, method: 'post' | 'put' = 'post') {
    const answer = await this.request[method](path, { multipart: { file: { name, mimeType, buffer } }, headers: this.#headers() });
    expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  async get(path: string) {
    const answer = await this.request.get(path, { headers: this.#headers() });
    expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true);
    return answer.json();
  }

  async put(path: string, data?: object) {
    const answer = await this.request.put(path, { data, headers: this.#headers() });
    expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    const text = await answer.text();
    return text ? JSON.parse(text) : undefined;
  }

  async delete(path: string) {
    const answer = await this.request.delete(path, { headers: this.#headers() });
    expect(answer.status(), path).toBe(204);
  }

  async service(prefix: string) {
    const { items } = await this.get('/api/v1/counter/services');
    return items.find((s: { prefix: string }) => s.prefix === prefix);
  }

  async issue(prefix: string, priority = 0) {
    return this.post('/api/v1/counter/tickets', { serviceId: (await this.service(prefix)).id, priority });
  }

  async ticket(code: string) {
    const { items } = await this.get('/api/v1/counter/tickets');
    return items.find((t: { code: string }) => t.code === code);
  }

  /** In a browser, as the form of /entrar does it, which identity/ is about; nothing is opened yet. */
  async enter(page: Page) {
    const answer = await page.request.post('/api/v1/auth/login', {
      data: { email: this.email, password },
      headers: { 'x-refresh-transport': 'cookie' },
    });
    expect(answer.ok(), `${answer.status()} ${await answer.text()}`).toBe(true);
    // That somebody has signed in here, which the page remembers until they sign out.
    await page.addInitScript(() => {
      if (!location.protocol.startsWith('http') || sessionStorage.getItem('entered')) return;
      sessionStorage.setItem('entered', '1');
      localStorage.setItem('cleanapp.has-session', '1');
    });
  }

  /** Then where it leads to, or where the test begins. */
  async signIn(page: Page, path?: string) {
    await this.enter(page);
    await page.goto(path ?? '/');
    if (!path) await page.waitForURL(/balcao|atendimento/);
  }

  /** Who has the inbox open in a browser of their own, and is known to be there: conversations are shared out to them. */
  async atWork(browser: Browser, path = '/atendimento') {
    const page = await (await browser.newContext()).newPage();
    await this.signIn(page, path);
    const { user } = await this.get('/api/v1/me');
    const agents = async () => (await this.get('/api/v1/inbox/agents')).items as { id: string; isConnected: boolean }[];
    await expect.poll(async () => (await agents()).find(({ id }) => id === user.id)?.isConnected).toBe(true);
    return page;
  }

  /** A screen in a context of its own, paired the way people do it: the code read off the screen is entered by an operator. */
  async openPanel(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto('/painel');
    const shown = page.getByTestId('pairing-code');
    await expect(shown).toHaveText(/\d{3}\s?\d{3}/);
    await this.post('/api/v1/counter/panels', { code: (await shown.innerText()).replace(/\D/g, ''), name: 'TV da entrada' });
    await expect(shown).toBeHidden();
    return page;
  }

  #headers(): Record<string, string> {
    return this.#token ? { authorization: `Bearer ${this.#token}` } : {};
  }
}

/** Pays at the test bank, as the payer's own bank would; by default what is asked. */
export async function pay(request: APIRequestContext, txid: string, amount?: string) {
  const answer = await request.post(`${sandboxUrl}/sandbox/pix/${txid}/pay`, { data: amount ? { amount } : undefined });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Pays to the company's key, without any charge. */
export async function payKey(request: APIRequestContext, chave: string, amount: string) {
  const answer = await request.post(`${sandboxUrl}/sandbox/pix/pay-key`, { data: { chave, amount } });
  expect(answer.status(), await answer.text()).toBe(200);
}

export async function newestCharge(request: APIRequestContext, chave: string): Promise<{ txid: string }> {
  return (await (await request.get(`${sandboxUrl}/sandbox/pix/charges?chave=${chave}&limit=1`)).json()).items[0];
}

/** The bank's answers to one company, when it behaves otherwise than it should; none: it behaves. */
export async function faults(request: APIRequestContext, chave: string, answers: object[]) {
  const answer = await request.put(`${sandboxUrl}/sandbox/faults?chave=${chave}`, { data: { answers } });
  expect(answer.status(), await answer.text()).toBe(200);
}

export async function receipts(request: APIRequestContext): Promise<{ base64: string; text: string }[]> {
  return (await (await request.get(`${sandboxUrl}/sandbox/printers/${printerPort}/jobs`)).json()).items;
}
