"use strict";

let drawn = "";
let opened = null;

function filter() {
  const to = $("to-filter").value.trim();
  return to ? `to=${encodeURIComponent(to)}` : "";
}

function open(mail) {
  opened = mail.index;
  $("open-title").textContent = mail.subject;
  $("open-details").textContent = `De ${mail.from} para ${mail.to} · ${time.format(new Date(mail.receivedAt))} · ${mail.encrypted ? "cifrado" : "em claro"}`;
  $("open-html").src = `/sandbox/mail/messages/${mail.index}.html`;
  $("open-html").hidden = false;
  $("open-text").textContent = mail.text;
  $("open-plain").hidden = false;
  for (const button of document.querySelectorAll("#mails button")) button.setAttribute("aria-current", String(Number(button.dataset.index) === opened));
}

function mailNode(mail) {
  const button = element(
    "button",
    { type: "button" },
    element("strong", {}, mail.subject),
    element("span", { className: "detail" }, `${mail.to} · ${time.format(new Date(mail.receivedAt))}`),
  );
  button.dataset.index = mail.index;
  button.setAttribute("aria-current", String(mail.index === opened));
  button.addEventListener("click", () => open(mail));
  return element("li", {}, button);
}

async function refresh() {
  try {
    const { items } = await call("GET", `/sandbox/mail/messages?limit=100&${filter()}`);
    const text = JSON.stringify(items);
    if (text !== drawn) {
      drawn = text;
      $("mails").replaceChildren(...items.map(mailNode));
      $("mails-empty").hidden = items.length > 0;
    }
    $("connection").textContent = "";
  } catch {
    $("connection").textContent = "Sem resposta da sandbox. Tentando de novo…";
  }
}

async function showFaults() {
  const fault = await call("GET", `/sandbox/mail/faults?${filter()}`);
  const form = $("faults");
  form.elements.effect.value = fault?.effect ?? "";
  form.elements.times.value = fault?.times ?? "";
}

function say(text) {
  $("faults-state").textContent = text;
}

$("faults").addEventListener("submit", async (event) => {
  event.preventDefault();
  const data = new FormData(event.target);
  try {
    if (!data.get("effect")) await call("DELETE", `/sandbox/mail/faults?${filter()}`);
    else await call("PUT", `/sandbox/mail/faults?${filter()}`, { effect: data.get("effect"), ...(data.get("times") ? { times: Number(data.get("times")) } : {}) });
    say(data.get("effect") ? "Falha ligada." : "Tudo normal.");
  } catch (problem) {
    say(problem.message);
  }
});
$("reset-faults").addEventListener("click", async () => {
  await call("DELETE", `/sandbox/mail/faults?${filter()}`);
  await showFaults();
  say("Tudo normal.");
});
$("to-filter").addEventListener("input", () => {
  $("faults-scope").textContent = filter()
    ? `Valem só para ${$("to-filter").value.trim()}.`
    : "Valem para todos os endereços. Filtre por um endereço acima para atingir só ele.";
  showFaults();
  refresh();
});

async function loop() {
  if (!document.hidden) await refresh();
  setTimeout(loop, 1500);
}
const asked = new URLSearchParams(location.search).get("to");
if (asked) $("to-filter").value = asked;
showFaults();
loop();
