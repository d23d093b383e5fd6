import type { LiveObjects } from './live-objects.js';
import type { TypedInspection } from './transpiled.js';
import type { Inspection } from './types.js';

/** What a front end shows of the thing under the cursor: signature, documentation, live value, and source if asked for. */
export function describeValue(
  { signature, documentation, source }: TypedInspection,
  live: { value: unknown } | undefined,
  detail: 0 | 1,
  objects: LiveObjects,
): Inspection {
  if (signature === undefined && !live) return { found: false, data: {} };
  const value = live && typeof live.value !== 'function' ? objects.preview(live.value) : undefined;
  const code = detail === 1 ? (source ?? sourceOf(live?.value)) : undefined;
  const plain: string[] = [];
  const markdown: string[] = [];
  const add = (title: string, text: string | undefined, fenced: boolean): void => {
    if (!text) return;
    plain.push(title ? `${title}:\n${text}` : text);
    markdown.push(
      (title ? `**${title}**\n\n` : '') + (fenced ? `\`\`\`typescript\n${text}\n\`\`\`` : tagsListed(text)),
    );
  };
  add('', signature ?? (live && kindOf(live.value)), true);
  add('', documentation, false);
  add('Value', value, true);
  add('Source', code, true);
  return { found: true, data: { 'text/plain': plain.join('\n\n'), 'text/markdown': markdown.join('\n\n') } };
}

/** Documentation as Markdown: each tag, such as `@param`, in a line of its own. */
function tagsListed(documentation: string): string {
  return documentation.replace(/^@(\w+)/gm, '\n- **@$1**').trim();
}

function sourceOf(value: unknown): string | undefined {
  return typeof value === 'function' ? Function.prototype.toString.call(value) : undefined;
}

function kindOf(value: unknown): string {
  if (typeof value !== 'function') return typeof value;
  return sourceOf(value)?.split('\n', 1)[0] ?? 'function';
}
