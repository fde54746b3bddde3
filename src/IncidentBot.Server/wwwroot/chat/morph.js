// Exchanges what differs between what is shown and what came from the server, and leaves the rest alone: focus, scrolling and
// selection stay, and a screen reader is told of new messages only. Elements with data-key are recognised wherever they stand.
export function morph(shown, fresh) {
  if (shown.nodeType !== fresh.nodeType || shown.nodeName !== fresh.nodeName) {
    shown.replaceWith(fresh);
  } else if (shown.nodeType === Node.ELEMENT_NODE) {
    attributes(shown, fresh);
    children(shown, fresh);
  } else if (shown.nodeValue !== fresh.nodeValue) {
    shown.nodeValue = fresh.nodeValue;
  }
}

function attributes(shown, fresh) {
  for (const { name } of [...shown.attributes]) {
    if (!fresh.hasAttribute(name)) shown.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
}

function children(shown, fresh) {
  const keyed = new Map();
  for (const child of shown.children) {
    if (child.dataset.key) keyed.set(child.dataset.key, child);
  }
  let next = shown.firstChild;
  for (const child of [...fresh.childNodes]) {
    const key = child.dataset?.key;
    const same = key ? keyed.get(key) : next && !next.dataset?.key ? next : null;
    if (!same) {
      shown.insertBefore(child, next);
    } else {
      if (same === next) next = next.nextSibling;
      else shown.insertBefore(same, next);
      morph(same, child);
    }
  }
  while (next) {
    const rest = next.nextSibling;
    next.remove();
    next = rest;
  }
}
