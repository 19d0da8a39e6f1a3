"use strict";

// What the pages of lists share; loaded before each.
const $ = (id) => document.getElementById(id);
const time = new Intl.DateTimeFormat("pt-BR", { dateStyle: "short", timeStyle: "medium" });

function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

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
