// How one message looks on the customer's phone, and what can be pressed in it.

const clock = new Intl.DateTimeFormat("pt-BR", { hour: "2-digit", minute: "2-digit" });
const emojis = ["👍", "❤️", "😂", "😮", "😢", "🙏"];
const ticks = { received: ["✓✓", "entregue"], read: ["✓✓", "lida"] };

export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** One line that stands for the message, in a quote or in a list. */
export function summary(message) {
  if (message.revoked) return "Mensagem apagada";
  const content = message.content ?? {};
  switch (message.type) {
    case "text":
      return content.body;
    case "image":
      return content.caption || "Foto";
    case "video":
      return content.caption || "Vídeo";
    case "audio":
      return "Áudio";
    case "document":
      return content.filename || "Documento";
    case "sticker":
      return "Figurinha";
    case "location":
      return content.name || "Localização";
    case "contacts":
      return content[0]?.name?.formatted_name ?? "Contato";
    case "interactive":
      return content.body?.text ?? content.button_reply?.title ?? content.list_reply?.title ?? "Mensagem interativa";
    case "template":
      return content.body ?? content.template;
    case "button":
      return content.text;
    default:
      return `Mensagem do tipo ${message.type}`;
  }
}

function media(kind, content, onPlay) {
  // A link is fetched by Meta in the real world; this page loads nothing from elsewhere.
  if (!content?.id) return element("p", { className: "link" }, content?.link ?? "Sem arquivo");
  const src = `/sandbox/meta/media/${encodeURIComponent(content.id)}`;
  if (kind === "image" || kind === "sticker") return element("img", { src, alt: content.caption || (kind === "sticker" ? "Figurinha" : "Foto"), className: kind });
  if (kind === "audio") {
    const audio = element("audio", { src, controls: true, preload: "none" });
    audio.setAttribute("aria-label", "Áudio");
    audio.addEventListener("play", onPlay);
    return audio;
  }
  if (kind === "video") {
    const video = element("video", { src, controls: true, preload: "metadata" });
    video.setAttribute("aria-label", "Vídeo");
    return video;
  }
  return element("a", { href: src, target: "_blank", rel: "noopener", download: content.filename ?? "" }, `📄 ${content.filename ?? "Documento"}`);
}

function outsideLink(text, href) {
  const safe = /^(https?:|tel:)/.test(href ?? "") ? href : "#";
  return element("a", { href: safe, target: "_blank", rel: "noopener noreferrer", className: "action" }, text);
}

function button(text, onClick) {
  const node = element("button", { type: "button", className: "action" }, text);
  node.addEventListener("click", onClick);
  return node;
}

function header(part) {
  if (!part) return null;
  if (part.type === "text") return element("strong", {}, part.text ?? "");
  if (part.type === "location") return place(part.location ?? {});
  return media(part.type, part[part.type] ?? {}, () => {});
}

function place(content) {
  const address = `https://www.openstreetmap.org/?mlat=${encodeURIComponent(content.latitude)}&mlon=${encodeURIComponent(content.longitude)}`;
  return element(
    "div",
    {},
    element("p", {}, `📍 ${content.name || "Localização"}`),
    content.address ? element("p", { className: "soft" }, content.address) : null,
    outsideLink(`${content.latitude}, ${content.longitude}`, address),
  );
}

function interactive(message, content, actions) {
  const reply = (type, chosen) =>
    actions.send({ type: "interactive", quote: message.wamid, interactive: { type, [type]: chosen } });
  if (content.button_reply || content.list_reply) {
    const chosen = content.button_reply ?? content.list_reply;
    return [element("p", {}, chosen.title), chosen.description ? element("p", { className: "soft" }, chosen.description) : null];
  }
  const parts = [header(content.header), element("p", {}, content.body?.text ?? ""), content.footer ? element("p", { className: "soft" }, content.footer.text) : null];
  if (content.type === "button") {
    const buttons = content.action.buttons.map(({ reply: { id, title } }) => button(title, () => reply("button_reply", { id, title })));
    parts.push(element("div", { className: "actions" }, ...buttons));
  } else if (content.type === "list") {
    const rows = content.action.sections.flatMap((section) => [
      section.title ? element("p", { className: "soft" }, section.title) : null,
      ...section.rows.map((row) =>
        button(row.description ? `${row.title} – ${row.description}` : row.title, () =>
          reply("list_reply", { id: row.id, title: row.title, ...(row.description ? { description: row.description } : {}) }),
        ),
      ),
    ]);
    parts.push(element("details", { className: "actions" }, element("summary", {}, content.action.button), ...rows));
  } else if (content.type === "cta_url") {
    parts.push(element("div", { className: "actions" }, outsideLink(content.action.parameters.display_text, content.action.parameters.url)));
  }
  return parts;
}

function template(message, content, actions) {
  const buttons = (content.buttons ?? []).map((one) => {
    if (one.type === "QUICK_REPLY")
      return button(one.text, () => actions.send({ type: "button", quote: message.wamid, button: { payload: one.payload, text: one.text } }));
    if (one.url) return outsideLink(one.text, one.url);
    return element("p", { className: "action" }, one.text);
  });
  return [
    header(content.header),
    element("p", {}, content.body ?? content.template),
    content.footer ? element("p", { className: "soft" }, content.footer) : null,
    buttons.length > 0 ? element("div", { className: "actions" }, ...buttons) : null,
  ];
}

function body(message, actions) {
  if (message.revoked) return [element("p", { className: "soft" }, "Mensagem apagada")];
  const content = message.content ?? {};
  switch (message.type) {
    case "text":
      return [element("p", {}, content.body)];
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker":
      return [
        media(message.type, content, () => !message.fromCustomer && content.voice && actions.played(message)),
        content.caption ? element("p", {}, content.caption) : null,
      ];
    case "location":
      return [place(content)];
    case "contacts":
      return content.map((one) => element("p", {}, `👤 ${one.name?.formatted_name ?? ""} ${one.phones?.map((p) => p.phone).join(", ") ?? ""}`));
    case "interactive":
      return interactive(message, content, actions);
    case "template":
      return template(message, content, actions);
    default:
      return [element("p", { className: message.type === "button" ? "" : "soft" }, summary(message))];
  }
}

function react(message, actions) {
  const choose = (emoji) => actions.send({ type: "reaction", reaction: { message_id: message.wamid, ...(emoji ? { emoji } : {}) } });
  const choices = emojis.map((emoji) => {
    const node = element("button", { type: "button", className: "icon" }, emoji);
    node.setAttribute("aria-label", `Reagir com ${emoji}`);
    node.addEventListener("click", () => choose(emoji));
    return node;
  });
  if (message.customerReaction) {
    const remove = element("button", { type: "button", className: "icon" }, "×");
    remove.setAttribute("aria-label", "Tirar reação");
    remove.addEventListener("click", () => choose(null));
    choices.push(remove);
  }
  return element("details", { className: "react" }, element("summary", {}, "Reagir"), ...choices);
}

export function bubble(message, byWamid, actions) {
  const quoted = message.quoted && byWamid.get(message.quoted);
  const [tick, tickText] = message.fromCustomer ? (ticks[message.status] ?? ["✓", "enviada"]) : ["", ""];
  const answer = element("button", { type: "button", className: "quiet" }, "Responder");
  answer.addEventListener("click", () => actions.quote(message));
  const reactions = [message.customerReaction, message.businessReaction].filter(Boolean);
  const tickNode = element("span", { className: message.status === "read" ? "tick read" : "tick", title: tickText }, tick);
  if (tick) tickNode.setAttribute("aria-label", tickText);
  const node = element(
    "li",
    { className: message.fromCustomer ? "mine" : "theirs" },
    message.quoted ? element("blockquote", {}, quoted ? summary(quoted) : "Mensagem não encontrada") : null,
    ...body(message, actions),
    element("footer", {}, element("time", { dateTime: message.at }, clock.format(new Date(message.at))), tickNode),
    reactions.length > 0 ? element("p", { className: "reactions" }, reactions.join(" ")) : null,
    message.revoked ? null : element("div", { className: "more" }, answer, react(message, actions)),
  );
  node.dataset.wamid = message.wamid;
  return node;
}
