import { createCanvas } from '@napi-rs/canvas';

/** A rectangle by its edges, y downwards. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** An affine map (x, y) ↦ (a x + c y + e, b x + d y + f), as in SVG's `matrix(a b c d e f)`. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];
/** Height above and below the baseline of DejaVu Sans, in units of the font size. */
const ascent = 0.93;
const descent = 0.24;

/** Measures of SVG elements in a document that does not lay out. */
export interface SvgGeometry {
  /** SVG's `getBBox`: in the element's own coordinates. */
  boundsOf(element: Element): DOMRectLike;
  /** `getBoundingClientRect`: in those of the outermost SVG element. */
  clientRectOf(element: Element): DOMRectLike;
}

/** What Plotly reads of a DOMRect. */
export interface DOMRectLike extends Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Measures text in `family`; rectangles and pictures by their attributes; groups by what they hold. */
export function svgGeometry(family: string): SvgGeometry {
  const context = createCanvas(1, 1).getContext('2d');
  const widthOf = (text: string, size: number, bold: boolean) => {
    context.font = `${bold ? 'bold ' : ''}${size}px "${family}"`;
    return context.measureText(text).width;
  };
  const boxOf = (element: Element): Box | undefined => {
    if (element.matches('text')) return textBox(element, widthOf);
    if (element.matches('rect, image')) return attributeBox(element);
    const boxes = [...element.children].flatMap((child) => {
      const box = boxOf(child);
      return box === undefined ? [] : [mapBox(transformOf(child), box)];
    });
    return boxes.length === 0 ? undefined : boxes.reduce(union);
  };
  return {
    boundsOf: (element) => rectangle(boxOf(element)),
    clientRectOf: (element) => rectangle(toRoot(element, boxOf(element))),
  };
}

type WidthOf = (text: string, size: number, bold: boolean) => number;

function textBox(element: Element, widthOf: WidthOf): Box | undefined {
  const spans = [...element.querySelectorAll('tspan.line')];
  const rows = spans.length > 0 ? spans.map((span) => span.textContent ?? '') : [element.textContent ?? ''];
  const size = Number.parseFloat(inherited(element, 'font-size') ?? '') || 12;
  const bold = /bold|[6-9]00/.test(inherited(element, 'font-weight') ?? '');
  const width = Math.max(
    ...rows.map((text) => widthOf(text, size, bold || element.querySelector('[style*=bold]') !== null)),
  );
  if (width === 0) return undefined;
  const x = Number(element.getAttribute('x') ?? 0);
  const y = Number(element.getAttribute('y') ?? 0);
  const anchor = inherited(element, 'text-anchor');
  const left = x - width * (anchor === 'middle' ? 0.5 : anchor === 'end' ? 1 : 0);
  const below = (rows.length - 1) * 1.3 + descent;
  return { left, right: left + width, top: y - ascent * size, bottom: y + below * size };
}

/** A property from the style or the attribute of the element or the nearest around it. */
function inherited(element: Element, property: string): string | undefined {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const inStyle = new RegExp(`(?:^|[;\\s])${property}:\\s*([^;]+)`).exec(
      at.getAttribute('style') ?? '',
    )?.[1];
    const found = inStyle ?? at.getAttribute(property) ?? undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function attributeBox(element: Element): Box | undefined {
  const number = (name: string) => Number.parseFloat(element.getAttribute(name) ?? '0') || 0;
  const [left, top, width, height] = [number('x'), number('y'), number('width'), number('height')];
  return width > 0 && height > 0 ? { left, top, right: left + width, bottom: top + height } : undefined;
}

function toRoot(element: Element, box: Box | undefined): Box | undefined {
  let result = box;
  for (let at: Element | null = element; at !== null && result !== undefined; at = at.parentElement)
    result = mapBox(transformOf(at), result);
  return result;
}

function transformOf(element: Element): Matrix {
  const text = element.getAttribute('transform');
  if (text === null) return identity;
  const steps = [...text.matchAll(/(translate|rotate|scale|matrix)\(([^)]*)\)/g)];
  return steps
    .map(([, kind = '', list = '']) => step(kind, list.split(/[\s,]+/).map(Number)))
    .reduce(multiply, identity);
}

function step(kind: string, [p = 0, q, r = 0, ...rest]: number[]): Matrix {
  if (kind === 'translate') return [1, 0, 0, 1, p, q ?? 0];
  if (kind === 'scale') return [p, 0, 0, q ?? p, 0, 0];
  if (kind === 'matrix') return [p, q ?? 0, r, rest[0] ?? 0, rest[1] ?? 0, rest[2] ?? 0];
  const [cos, sin] = [Math.cos((p * Math.PI) / 180), Math.sin((p * Math.PI) / 180)];
  const x = q ?? 0;
  return [cos, sin, -sin, cos, x - cos * x + sin * r, r - sin * x - cos * r];
}

function multiply(m: Matrix, n: Matrix): Matrix {
  const column = (x: number, y: number) => [m[0] * x + m[2] * y, m[1] * x + m[3] * y] as const;
  const [a, b] = column(n[0], n[1]);
  const [c, d] = column(n[2], n[3]);
  const [e, f] = column(n[4], n[5]);
  return [a, b, c, d, e + m[4], f + m[5]];
}

function mapBox([a, b, c, d, e, f]: Matrix, { left, top, right, bottom }: Box): Box {
  const corners = [left, right].flatMap((x) =>
    [top, bottom].map((y) => [a * x + c * y + e, b * x + d * y + f] as const),
  );
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function union(p: Box, q: Box): Box {
  return {
    left: Math.min(p.left, q.left),
    right: Math.max(p.right, q.right),
    top: Math.min(p.top, q.top),
    bottom: Math.max(p.bottom, q.bottom),
  };
}

function rectangle(box: Box = { left: 0, top: 0, right: 0, bottom: 0 }): DOMRectLike {
  return { ...box, x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top };
}
