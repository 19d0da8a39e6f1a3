"use strict";

const money = new Intl.NumberFormat("pt-BR", { style: "currency", currency: "BRL" });
const behaviours = {
  confirms: "imprime e confirma",
  normal: "imprime sem confirmar",
  silent: "lê e não responde",
  never_reads: "aceita e não lê",
  slow: "lenta",
  paper_out: "sem papel",
  closes_before_confirming: "fecha antes de confirmar",
  resets_midway: "cai no meio",
  closes_at_once: "fecha na hora",
  refuses: "desligada",
};
const statuses = {
  ATIVA: ["Aguardando pagamento", ""],
  CONCLUIDA: ["Paga", "good"],
  REMOVIDA_PELO_USUARIO_RECEBEDOR: ["Removida", ""],
  REMOVIDA_PELO_PSP: ["Removida pelo banco", ""],
};

// The last data drawn, by list: a redraw would take the focus from the button under the person's finger.
const drawn = new Map();

function keyFilter() {
  const key = $("key-filter").value.trim();
  return key ? `chave=${encodeURIComponent(key)}` : "";
}

function draw(list, items, toNode) {
  const text = JSON.stringify(items);
  if (drawn.get(list) === text) return;
  drawn.set(list, text);
  $(list).replaceChildren(...items.map(toNode));
  $(`${list}-empty`).hidden = items.length > 0;
}

function chargeNode(charge) {
  const [label, kind] = charge.expirada ? ["Expirada", "bad"] : (statuses[charge.status] ?? [charge.status, ""]);
  const paid = charge.pix?.[0]?.valor;
  const amount = element("span", { className: "amount" }, money.format(charge.valor.original), element("span", { className: `badge ${kind}` }, label));
  const info = [charge.solicitacaoPagador, paid && paid !== charge.valor.original ? `pago ${money.format(paid)}` : null, charge.chave];
  const buttons = element("div", { className: "buttons" });
  if (charge.status === "ATIVA" && !charge.expirada) {
    const pay = (text, className, amount) => {
      const button = element("button", { type: "button", className, textContent: text });
      button.addEventListener("click", async () => {
        button.disabled = true;
        try {
          await call("POST", `/sandbox/pix/${charge.txid}/pay`, amount === undefined ? {} : { amount });
        } catch (problem) {
          alert(problem.message);
        }
        await refresh();
      });
      return button;
    };
    const other = element("button", { type: "button", className: "quiet", textContent: "Outro valor" });
    other.addEventListener("click", async () => {
      const typed = prompt("Valor a pagar, em reais:", charge.valor.original.replace(".", ","));
      if (!typed) return;
      try {
        await call("POST", `/sandbox/pix/${charge.txid}/pay`, { amount: typed.trim().replace(",", ".") });
      } catch (problem) {
        alert(problem.message);
      }
      await refresh();
    });
    buttons.append(pay("Pagar", ""), other);
  }
  const expiry = charge.status === "ATIVA" ? `expira ${time.format(new Date(charge.expiraEm))}` : `criada ${time.format(new Date(charge.calendario.criacao))}`;
  return element(
    "li",
    {},
    element(
      "div",
      {},
      amount,
      element("div", { className: "detail" }, info.filter(Boolean).join(" · ")),
      element("div", { className: "detail" }, `${expiry} · ${charge.txid}`),
    ),
    buttons,
  );
}

function receiptNode(job) {
  const port = $("printer").value;
  const address = `/sandbox/printers/${port}/jobs/${job.index}.svg?v=${job.bytes}`;
  const link = element("a", { href: address, target: "_blank", rel: "noopener" });
  link.append(element("img", { src: address, alt: `Comprovante: ${job.text.slice(0, 200)}` }));
  const state = job.confirmations > 0 ? "confirmado" : job.complete ? "não confirmado" : "recebendo";
  return element("li", {}, link, element("span", { className: "detail" }, `${time.format(new Date(job.receivedAt))} · ${state}`));
}

function deliveryNode(delivery) {
  const result = delivery.status ?? delivery.error;
  const kind = delivery.status === 200 ? "good" : "bad";
  return element(
    "li",
    {},
    `${time.format(new Date(delivery.at))} · tentativa ${delivery.attempt}`,
    element("span", { className: `badge ${kind}` }, String(result)),
    element("div", { className: "detail" }, `${delivery.url} · ${delivery.endToEndIds.join(", ")}`),
  );
}

function drawPrinters(printers) {
  const select = $("printer");
  const chosen = select.value || String(printers[0]?.port ?? "");
  const text = JSON.stringify(printers.map((p) => p.port));
  if (drawn.get("printer") !== text) {
    drawn.set("printer", text);
    select.replaceChildren(...printers.map((p) => element("option", { value: p.port, textContent: `porta ${p.port}` })));
    select.value = chosen;
  }
  const printer = printers.find((p) => String(p.port) === select.value);
  if (printer && document.activeElement !== $("behaviour")) $("behaviour").value = printer.behaviour;
}

async function refresh() {
  try {
    const filter = keyFilter();
    const [charges, deliveries, printers] = await Promise.all([
      call("GET", `/sandbox/pix/charges?limit=100&${filter}`),
      call("GET", `/sandbox/webhooks?${filter}`),
      call("GET", "/sandbox/printers"),
    ]);
    draw("charges", charges.items, chargeNode);
    draw("deliveries", deliveries.items.slice(-100).reverse(), deliveryNode);
    drawPrinters(printers.items);
    if ($("printer").value) {
      const jobs = await call("GET", `/sandbox/printers/${$("printer").value}/jobs?limit=24`);
      draw("receipts", jobs.items.map(({ base64, ...job }) => job).reverse(), receiptNode);
    }
    $("connection").textContent = "";
  } catch {
    $("connection").textContent = "Sem resposta da sandbox. Tentando de novo…";
  }
}

function readFaults(form) {
  const data = new FormData(form);
  const number = (name) => Number(data.get(name) || 0);
  const faults = {
    webhook: {
      drop: data.has("drop"),
      late: data.has("late"),
      reorder: data.has("reorder"),
      duplicate: number("duplicate"),
      delayMs: number("delayMs"),
      batch: number("batch"),
    },
    tokenRefuse: data.has("tokenRefuse"),
    answers: [],
  };
  if (data.get("match")) {
    const effect = data.get("effect");
    const answer = { match: data.get("match") };
    if (data.get("times")) answer.times = number("times");
    if (effect.startsWith("status:")) answer.status = Number(effect.slice(7));
    if (effect === "before") answer.dropConnectionBefore = true;
    if (effect === "after") answer.dropConnectionAfterEffect = true;
    if (effect === "malformed") answer.malformed = true;
    if (effect === "slow") answer.delayMs = 15000;
    faults.answers.push(answer);
  }
  return faults;
}

function effectOf(answer) {
  if (answer.dropConnectionBefore) return "before";
  if (answer.dropConnectionAfterEffect) return "after";
  if (answer.malformed) return "malformed";
  return answer.status ? `status:${answer.status}` : "slow";
}

// The form shows what is in force, also when a script or another tab switched it on.
async function showFaults() {
  const filter = keyFilter();
  const answer = await call("GET", `/sandbox/faults?${filter}`);
  const faults = filter ? answer : answer.global;
  const form = $("faults");
  form.reset();
  for (const [name, value] of Object.entries({ ...faults.webhook, tokenRefuse: faults.tokenRefuse })) {
    const input = form.elements[name];
    if (!input || value === null) continue;
    if (input.type === "checkbox") input.checked = value;
    else input.value = value;
  }
  const first = faults.answers[0];
  if (first) {
    form.elements.match.value = first.match;
    form.elements.effect.value = effectOf(first);
    form.elements.times.value = first.times ?? "";
  }
  const others = filter ? 0 : answer.scoped.length;
  say(others > 0 ? `Há falhas ligadas para ${others} ${others === 1 ? "chave ou cliente" : "chaves ou clientes"}.` : "");
}

function say(text) {
  $("faults-state").textContent = text;
}

$("behaviour").replaceChildren(...Object.entries(behaviours).map(([value, textContent]) => element("option", { value, textContent })));

$("faults").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await call("PUT", `/sandbox/faults?${keyFilter()}`, readFaults(event.target));
    say("Falhas ligadas.");
  } catch (problem) {
    say(problem.message);
  }
});
$("reset-faults").addEventListener("click", async () => {
  await call("DELETE", `/sandbox/faults?${keyFilter()}`);
  await showFaults();
  say("Tudo normal.");
});
$("release").addEventListener("click", async () => {
  const { released } = await call("POST", `/sandbox/webhooks/release?${keyFilter()}`);
  say(released === 1 ? "1 aviso liberado." : `${released} avisos liberados.`);
  await refresh();
});
$("behaviour").addEventListener("change", async () => {
  await call("PUT", `/sandbox/printers/${$("printer").value}`, { behaviour: $("behaviour").value });
  $("behaviour").blur();
});
$("clear-jobs").addEventListener("click", async () => {
  await call("DELETE", `/sandbox/printers/${$("printer").value}/jobs`);
  await refresh();
});
$("printer").addEventListener("change", refresh);
$("key-filter").addEventListener("input", () => {
  $("faults-scope").textContent = keyFilter()
    ? `Valem só para a chave ${$("key-filter").value.trim()}.`
    : "Valem para todas as chaves. Filtre por uma chave Pix acima para atingir só ela.";
  showFaults();
  refresh();
});

async function loop() {
  if (!document.hidden) await refresh();
  setTimeout(loop, 2000);
}
showFaults();
loop();
