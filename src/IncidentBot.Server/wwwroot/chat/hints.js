// Which verbs fit what has been typed so far. A verb that is whole is shown with its usage and an example instead.
const most = 7;

export function hintsFor(text, verbs) {
  const command = /^\/(?:incident(?:\s+|$))?(?:(inc-\d+)\s+)?(\S*)([\s\S]*)$/i.exec(text);
  if (!command || text.includes("\n")) return [];
  const [, incident, word, rest] = command;
  const typed = word.toLowerCase();
  if (!incident && "incident".startsWith(typed) && typed.length > 2 && typed !== "incident" && !rest) return listed(verbs, "/incident ", "");
  const before = text.slice(0, text.length - word.length - rest.length);
  if (rest) {
    const verb = verbs.find((known) => known.name === typed || known.aliases.includes(typed));
    return verb ? [{ verb }] : [];
  }
  return listed(verbs, before, typed);
}

function listed(verbs, before, typed) {
  const byName = verbs.filter((verb) => verb.name.startsWith(typed));
  const byAlias = verbs.filter((verb) => !byName.includes(verb) && verb.aliases.some((alias) => alias.startsWith(typed)));
  return [...byName, ...byAlias].slice(0, most).map((verb) => ({ verb, put: `${before}${verb.name} ` }));
}
