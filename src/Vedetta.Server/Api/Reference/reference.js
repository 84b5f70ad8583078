"use strict";
// Shows the OpenAPI document as a list that opens. Text only, so nothing of the document can become markup.
const element = (name, text, className) => {
  const node = document.createElement(name);
  if (text !== undefined) node.textContent = text;
  if (className) node.className = className;
  return node;
};

const resolve = (doc, schema, depth) => {
  if (!schema || depth > 5) return "...";
  if (schema.$ref) return resolve(doc, doc.components.schemas[schema.$ref.split("/").pop()], depth + 1);
  if (schema.enum) return schema.enum.join(" | ");
  const variant = (schema.oneOf || schema.anyOf || []).find(part => part.type !== "null");
  if (variant) return resolve(doc, variant, depth + 1);
  if (schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, part]) => [name, resolve(doc, part, depth + 1)]));
  }
  if (schema.items) return [resolve(doc, schema.items, depth + 1)];
  return [].concat(schema.type || "any").join(" | ");
};

const bodyOf = (doc, content) => {
  const media = Object.entries(content || {})[0];
  if (!media || !media[1].schema) return null;
  return element("pre", JSON.stringify(resolve(doc, media[1].schema, 0), null, 2));
};

const operation = (doc, path, method, described) => {
  const item = element("details");
  item.dataset.text = `${method} ${path} ${described.summary || ""}`.toLowerCase();
  const head = element("summary");
  head.append(element("span", method.toUpperCase(), "method"), element("code", path), document.createTextNode(" "), element("span", described.summary, "quiet"));
  item.append(head);
  if (described.parameters && described.parameters.length) {
    const table = element("table");
    for (const parameter of described.parameters) {
      const row = element("tr");
      const words = parameter.schema && parameter.schema.enum ? ` (${parameter.schema.enum.join(", ")})` : "";
      row.append(element("th", parameter.name), element("td", parameter.in, "quiet"), element("td", (parameter.description || "") + words));
      table.append(row);
    }
    item.append(table);
  }
  const sent = described.requestBody && bodyOf(doc, described.requestBody.content);
  if (sent) item.append(element("p", "Takes"), sent);
  for (const [status, response] of Object.entries(described.responses || {})) {
    const answered = bodyOf(doc, response.content);
    if (answered) item.append(element("p", `Answers ${status}`), answered);
  }
  return item;
};

const show = doc => {
  const groups = new Map();
  for (const [path, methods] of Object.entries(doc.paths)) {
    for (const [method, described] of Object.entries(methods)) {
      const tag = (described.tags || ["Other"])[0];
      if (!groups.has(tag)) groups.set(tag, []);
      groups.get(tag).push(operation(doc, path, method, described));
    }
  }
  const main = document.getElementById("operations");
  main.replaceChildren();
  for (const [tag, items] of groups) main.append(element("h2", tag), ...items);
};

document.addEventListener("DOMContentLoaded", async () => {
  const main = document.getElementById("operations");
  try {
    const answer = await fetch("/openapi/v1.json");
    show(await answer.json());
  } catch (failure) {
    main.replaceChildren(element("p", `The document could not be read: ${failure.message}`));
  }
  document.getElementById("filter").addEventListener("input", event => {
    const wanted = event.target.value.toLowerCase();
    for (const item of main.querySelectorAll("details")) item.hidden = !item.dataset.text.includes(wanted);
  });
});
