import { bubble, element, summary } from "./phone-bubbles.js";

const $ = (id) => document.getElementById(id);
const dateTime = new Intl.DateTimeFormat("pt-BR", { dateStyle: "short", timeStyle: "short" });

let customer = null;
let version = null;
let quoted = null;
let drawnChat = "";
let drawnPeople = "";

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const data = text ? JSON.parse(text) : null;
  if (!response.ok) throw new Error(data?.detail ?? `Erro ${response.status}`);
  return data;
}

const numberPath = () => `/sandbox/meta/numbers/${encodeURIComponent($("number").value)}`;
const customerPath = () => `${numberPath()}/customers/${encodeURIComponent(customer.key)}`;
const label = (person) => person.name || person.phone || person.username || person.userId;

function toBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => reject(new Error("O arquivo não pôde ser lido.")));
    reader.readAsDataURL(file);
  });
}

async function send(message) {
  $("problem").textContent = "";
  try {
    const who = customer.phone ? { from: customer.phone } : { userId: customer.userId };
    const quote = quoted && message.type !== "reaction" ? { quote: quoted.wamid } : {};
    await call("POST", `${numberPath()}/inbound`, { ...who, ...quote, ...message });
    if (message.type !== "reaction") setQuote(null);
    await refresh();
    $("log").scrollTop = $("log").scrollHeight;
    return true;
  } catch (problem) {
    $("problem").textContent = problem.message;
    return false;
  }
}

async function sendFile(input, type) {
  const file = input.files[0];
  input.value = "";
  if (!file) return;
  try {
    const media = { base64: await toBase64(file), mimeType: file.type || "application/octet-stream", fileName: file.name };
    await send({ type, media: type === "audio" ? { ...media, voice: true } : media });
  } catch (problem) {
    $("problem").textContent = problem.message;
  }
}

function setQuote(message) {
  quoted = message;
  $("quote").hidden = !message;
  $("quote-text").textContent = message ? `Respondendo a: ${summary(message)}` : "";
  if (message) $("text").focus();
}

function choose(person) {
  customer = person;
  version = null;
  drawnChat = "";
  setQuote(null);
  $("log").replaceChildren();
  $("composer").hidden = false;
  $("app").classList.add("open");
  $("who").textContent = label(person);
  $("problem").textContent = "";
  refresh();
}

function personNode(person) {
  const button = element(
    "button",
    { type: "button", className: customer?.key === person.key ? "person current" : "person" },
    element("span", { className: "name" }, label(person)),
    element("span", { className: "soft" }, person.phone ? `+${person.phone}` : (person.username ?? "sem telefone")),
    person.unread > 0 ? element("span", { className: "unread" }, `${person.unread} ${person.unread === 1 ? "nova" : "novas"}`) : null,
  );
  if (customer?.key === person.key) button.setAttribute("aria-current", "true");
  button.addEventListener("click", () => choose(person));
  return element("li", {}, button);
}

function drawState(chat) {
  const person = chat.customer;
  const until = person.windowOpen ? `a empresa pode responder até ${dateTime.format(new Date(person.windowUntil))}` : "janela de 24 h fechada: só modelos";
  $("state").textContent = chat.typing ? "digitando…" : person.undeliverable ? "não recebe mensagens" : until;
}

function drawChat(chat) {
  version = chat.version;
  drawState(chat);
  const text = JSON.stringify(chat.items);
  if (text === drawnChat) return;
  drawnChat = text;
  const log = $("log");
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const byWamid = new Map(chat.items.map((message) => [message.wamid, message]));
  const actions = {
    send,
    quote: setQuote,
    played: (message) => call("POST", `${numberPath()}/played`, { wamid: message.wamid }).catch(() => {}),
  };
  log.replaceChildren(...chat.items.map((message) => bubble(message, byWamid, actions)));
  if (atEnd) log.scrollTop = log.scrollHeight;
}

async function refreshPeople() {
  const { items } = await call("GET", `${numberPath()}/customers`);
  items.sort((a, b) => (b.lastAt ?? "").localeCompare(a.lastAt ?? "") || label(a).localeCompare(label(b)));
  const text = JSON.stringify([customer?.key, items]);
  if (text === drawnPeople) return;
  drawnPeople = text;
  $("customers").replaceChildren(...items.map(personNode));
  $("customers-empty").hidden = items.length > 0;
}

async function refresh() {
  const shown = customer;
  if (shown) {
    const chat = await call("GET", `${customerPath()}/chat${version === null ? "" : `?version=${version}`}`);
    // Another chat may have been chosen meanwhile.
    if (shown !== customer) return;
    if (chat) {
      drawChat(chat);
      if (chat.customer.unread > 0) await call("POST", `${customerPath()}/open`);
    }
  }
  await refreshPeople();
}

async function loadNumbers() {
  const { items } = await call("GET", "/sandbox/meta/numbers");
  const wanted = new URLSearchParams(location.search).get("number");
  $("number").replaceChildren(
    ...items.map(({ phoneNumberId, settings }) =>
      element("option", { value: phoneNumberId }, `${settings.verifiedName} · ${settings.displayPhoneNumber} · ${phoneNumberId}`),
    ),
  );
  if (items.some((item) => item.phoneNumberId === wanted)) $("number").value = wanted;
}

$("number").addEventListener("change", () => {
  customer = null;
  $("composer").hidden = true;
  $("log").replaceChildren();
  $("who").textContent = "Escolha um cliente";
  $("state").textContent = "";
  history.replaceState(null, "", `?number=${encodeURIComponent($("number").value)}`);
  refresh();
});
$("back").addEventListener("click", () => {
  customer = null;
  $("app").classList.remove("open");
  refresh();
});
$("composer").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (text && (await send({ type: "text", text }))) $("text").value = "";
});
$("text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $("composer").requestSubmit();
});
$("photo").addEventListener("change", (event) => sendFile(event.target, "image"));
$("audio").addEventListener("change", (event) => sendFile(event.target, "audio"));
$("document").addEventListener("change", (event) => sendFile(event.target, "document"));
$("quote-cancel").addEventListener("click", () => setQuote(null));

$("location").addEventListener("click", () => $("place-dialog").showModal());
$("place-cancel").addEventListener("click", () => $("place-dialog").close());
$("place-form").addEventListener("submit", (event) => {
  const data = new FormData(event.target);
  const name = data.get("name").trim();
  send({ type: "location", location: { latitude: Number(data.get("latitude")), longitude: Number(data.get("longitude")), ...(name ? { name } : {}) } });
});

$("new-customer").addEventListener("click", () => {
  $("new-problem").textContent = "";
  $("new-dialog").showModal();
});
$("new-cancel").addEventListener("click", () => $("new-dialog").close());
$("new-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const data = new FormData(form);
  const phone = data.get("phone").trim();
  const hasPhone = !data.has("hasNoPhone");
  const username = data.get("name").trim().toLowerCase().replace(/\s+/g, ".");
  try {
    const person = await call("PUT", `${numberPath()}/customers`, {
      name: data.get("name").trim(),
      ...(hasPhone ? { phone } : { hasPhone: false, username }),
      ...(data.has("waIdWithoutNinth") ? { waIdWithoutNinth: true } : {}),
      ...(data.has("undeliverable") ? { undeliverable: true } : {}),
    });
    form.reset();
    $("new-dialog").close();
    choose(person);
  } catch (problem) {
    $("new-problem").textContent = problem.message;
  }
});

async function loop() {
  if (!document.hidden) {
    try {
      await refresh();
    } catch {
      $("state").textContent = "Sem resposta da sandbox. Tentando de novo…";
    }
  }
  setTimeout(loop, 1000);
}
await loadNumbers();
loop();
